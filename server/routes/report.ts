/** The annual report as data: its sentences with every figure, and what has changed since it was frozen. */
import type { FastifyInstance } from 'fastify'
import type { Field } from '../../kernel/fields/index.ts'
import type { Question } from '../../kernel/indicator/index.ts'
import { isUuid, rows, transact, type Client } from '../../kernel/ledger/index.ts'
import { registerFor } from '../../kernel/register/index.ts'
import { assemble, restatements, sections } from '../../kernel/report/index.ts'
import { accessTo } from '../access.ts'
import { invalid } from '../errors.ts'
import { reportChapters } from '../wording.ts'
import { questionIn } from './indicators.ts'
import { identityOf, queried, type Api, type Identity } from './request.ts'

const isSnapshot = ({ kind }: Field): boolean => kind === 'snapshot'

export const reportRoutes = (app: FastifyInstance, { house }: Api): void => {
  /** The mechanism whose cases are reports: the one that freezes figures. */
  const reports = [...house.mechanisms.values()].find(
    ({ acts, record }) => record.year && Object.values(acts).some(({ asks }) => Object.values(asks).some(isSnapshot)),
  )
  const caseOf = async (client: Client, { tenant, period }: Question, { actor, district }: Identity) => {
    if (!reports) return undefined
    const access = accessTo(reports, actor, district)
    const [found] = await rows<{ id: string; state: string; parties: string[] }>(
      client,
      `SELECT _id AS id, _state AS state, _parties AS parties FROM ${registerFor(reports, undefined).cases.name} WHERE _tenant = $1 AND year = $2 ORDER BY _opened DESC LIMIT 1`,
      [tenant, Number(period.from.slice(0, 4))],
    )
    const free = reports.passages
    // Who reads the report need not be one who may open its case.
    return (
      found &&
      access.sees(found.parties) && {
        mechanism: reports.id,
        id: found.id,
        state: found.state,
        stateName: reports.states[found.state],
        // Where the free text is written, and in which fields.
        ...(free && { passages: { part: free.rows.part, words: free.words, place: free.place, after: free.after } }),
      }
    )
  }
  /** Every official may know the figures; the rows are asked of each figure by itself. */
  app.get('/report', (request) => {
    const question = questionIn(request, identityOf(request))
    return transact(house.pool, question.tenant, async (client) => ({
      period: question.period,
      case: (await caseOf(client, question, identityOf(request))) || undefined,
      names: Object.fromEntries(sections),
      sections: await assemble(
        client,
        house.mechanisms,
        await reportChapters(client, house, question.tenant),
        question,
        house.catalogue.idOf,
        'none',
      ),
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
