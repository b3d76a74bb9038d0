/** The audit trail, for the audit administrator alone: who did what at the door and with the records, newest first. */
import type { FastifyInstance } from 'fastify'
import { isUuid, rows, transact } from '../../kernel/ledger/index.ts'
import { auditAdmin } from '../../mechanisms/roles.ts'
import { denied, invalid } from '../errors.ts'
import { cursorFor, cursorOf, dayAsked, identityOf, isWord, limitOf, queried, type Api } from './request.ts'

export const auditRoutes = (app: FastifyInstance, { house }: Api): void => {
  app.get('/audit', (request) => {
    const { district, actor } = identityOf(request)
    if (!actor.roles.includes(auditAdmin.id)) throw denied('审计记录只由审计管理员查看')
    const login = queried(request, 'login')
    const day = dayAsked(request, 'day')
    const limit = limitOf(request)
    const after = cursorOf<readonly [string, string]>(request, [isWord, isUuid])
    if (after && Number.isNaN(Date.parse(after[0]))) throw invalid({ after: '翻页标记无效，请从第一页重新开始' })
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<{ at: Date; id: string }>(
        client,
        `SELECT at, id, login, address, what, result FROM house.audit WHERE tenant = $1 AND ($2::text IS NULL OR login = $2)
           AND ($3::date IS NULL OR (at AT TIME ZONE 'Asia/Shanghai')::date = $3) AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5::uuid)) ORDER BY at DESC, id DESC LIMIT $6`,
        [district.id, login ?? null, day ?? null, ...(after ?? [null, null]), limit + 1],
      )
      const entries = found.slice(0, limit)
      const last = entries.at(-1)
      return { entries, next: found.length > limit && last ? cursorFor([last.at.toISOString(), last.id]) : undefined }
    })
  })
}
