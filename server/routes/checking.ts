/** 报告体检: a report's text or file comes as the body; nothing of it is kept. */
import type { FastifyInstance } from 'fastify'
import { largest, Unreadable } from '../../exchange/check/open/index.ts'
import { isOfficial } from '../access.ts'
import { checkWithRecords } from '../checking.ts'
import { denied, invalid } from '../errors.ts'
import { identityOf, queried, type Api } from './request.ts'

export const checkingRoutes = (app: FastifyInstance, { house }: Api): void => {
  // In a scope of its own, since here a body of any type is only bytes.
  app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    scope.post('/check', { bodyLimit: largest }, async (request) => {
      const { district, actor } = identityOf(request)
      if (!isOfficial(actor)) throw denied('报告体检供机关人员使用', '请用有任职的账号登录')
      const year = queried(request, 'year')
      if (year !== undefined && !/^(19|20)\d\d$/.test(year)) throw invalid({ year: '年度应为四位数字，如2022' })
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      try {
        return await checkWithRecords(house, district, bytes, year === undefined ? undefined : Number(year))
      } catch (error) {
        throw error instanceof Unreadable ? invalid({ file: error.message }) : error
      }
    })
    done()
  })
}
