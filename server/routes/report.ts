/** The annual report as data: its sentences with every figure, and what has changed since it was frozen. */
import type { FastifyInstance } from 'fastify'
import { isUuid, transact } from '../../kernel/ledger/index.ts'
import { assemble, restatements } from '../../kernel/report/index.ts'
import { invalid } from '../errors.ts'
import { questionIn } from './indicators.ts'
import { identityOf, queried, type Api } from './request.ts'

export const reportRoutes = (app: FastifyInstance, { house }: Api): void => {
  /** Every official may know the figures; the rows are asked of each figure by itself. */
  app.get('/report', (request) => {
    const question = questionIn(request, identityOf(request))
    const chapters = house.found.chapters.filter(({ reported }) => reported)
    return transact(house.pool, question.tenant, async (client) => ({
      period: question.period,
      sections: await assemble(client, house.mechanisms, chapters, question, house.catalogue.idOf, 'none'),
    }))
  })
  /** `report` is the case under which the figures of `year` were frozen. */
  app.get('/report/restatements', (request) => {
    const question = questionIn(request, identityOf(request))
    const report = queried(request, 'report')
    if (!isUuid(report)) throw invalid({ report: '请给出冻结数字的年度报告案卷编号' })
    const figures = house.catalogue.entries.map(({ figure }) => figure)
    return transact(house.pool, question.tenant, async (client) => ({
      restatements: await restatements(client, house.mechanisms, figures, question, report, house.catalogue.idOf),
    }))
  })
}
