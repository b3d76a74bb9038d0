/** The audit trail, for the audit administrator alone: who did what at the door and with the records, newest first. */
import type { FastifyInstance } from 'fastify'
import { rows, transact } from '../../kernel/ledger/index.ts'
import { auditAdmin } from '../../mechanisms/roles.ts'
import { denied } from '../errors.ts'
import { identityOf, limitOf, queried, type Api } from './request.ts'

export const auditRoutes = (app: FastifyInstance, { house }: Api): void => {
  app.get('/audit', (request) => {
    const { district, actor } = identityOf(request)
    if (!actor.roles.includes(auditAdmin.id)) throw denied('审计记录只由审计管理员查看')
    const login = queried(request, 'login')
    return transact(house.pool, district.id, async (client) => ({
      entries: await rows(
        client,
        'SELECT at, login, address, what, result FROM house.audit WHERE tenant = $1 AND ($2::text IS NULL OR login = $2) ORDER BY at DESC LIMIT $3',
        [district.id, login ?? null, limitOf(request)],
      ),
    }))
  })
}
