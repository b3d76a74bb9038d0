/** Backups, for the system administrator alone. None is handed out: it holds the keys and every district of the house. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { systemAdmin } from '../../mechanisms/roles.ts'
import { backupFolder, backupsOf, makeBackup, runningBackup, verifyBackup } from '../backups.ts'
import { denied, invalid, notFound, success } from '../errors.ts'
import { identityOf, param, type Api } from './request.ts'

export const backupRoutes = (app: FastifyInstance, { house, log }: Api): void => {
  const administrator = (request: FastifyRequest): void => {
    if (!identityOf(request).actor.roles.includes(systemAdmin.id)) throw denied('备份只由系统管理员管理')
  }
  /** Why the last one that was asked for here was not made. */
  let failed: string | undefined
  app.get('/backups', async (request) => {
    administrator(request)
    return {
      folder: backupFolder(house),
      now: house.realNow(),
      running: runningBackup(house),
      failed,
      backups: await backupsOf(house),
    }
  })
  app.post('/backups', (request, reply) => {
    administrator(request)
    if (runningBackup(house)) throw invalid({ backup: '正在备份，请等它完成' })
    failed = undefined
    makeBackup(house).catch((error: Error) => {
      failed = '备份没有完成，请检查磁盘空间和数据目录的权限，再试一次'
      log(`backup: ${error.message}`)
    })
    return reply.code(success.pending).send({ running: runningBackup(house) })
  })
  app.post('/backups/:name/verify', async (request) => {
    administrator(request)
    const wrong = await verifyBackup(house, param(request, 'name'))
    if (!wrong) throw notFound('没有这一备份', '请从备份列表中选择')
    return { wrong }
  })
}
