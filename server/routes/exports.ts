/** Every list as a file, by the same reading path as the list: the same rows, masks and filters; each export is audited. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { casesTable } from '../../exchange/lists/cases.ts'
import { actsDone, figureTable } from '../../exchange/lists/figure-rows.ts'
import { tableForImport } from '../../exchange/lists/for-import.ts'
import type { Maker } from '../../exchange/lists/head.ts'
import { auditTable, dutyTable, searchTable } from '../../exchange/lists/others.ts'
import { formats, inOneState, isFormat, send, TooManyExports, type Within } from '../../exchange/lists/sending.ts'
import { mediaTypes, type Table } from '../../exchange/sheets/write.ts'
import type { Client } from '../../kernel/ledger/index.ts'
import { mechanismsOf } from '../../kernel/indicator/index.ts'
import { asKnownOn } from '../../kernel/register/index.ts'
import { auditAdmin } from '../../mechanisms/roles.ts'
import { accessTo } from '../access.ts'
import { owedTo } from '../duties.ts'
import { encodedName } from '../disposition.ts'
import { denied, invalid, notFound, tooManyRequests } from '../errors.ts'
import { shownIn } from './board.ts'
import { questionIn } from './indicators.ts'
import { listingOf, searchedBy } from './lists.ts'
import { unitName } from './reading.ts'
import {
  identityOf,
  askingIn,
  isWord,
  kindOf,
  knownIn,
  mechanismOf,
  param,
  queried,
  type Api,
  type Identity,
} from './request.ts'

export const exportRoutes = (app: FastifyInstance, api: Api): void => {
  const { house, log } = api
  const makerOf = ({ district, session, actor }: Identity): Maker => ({
    district,
    name: district.nameOf(session.person),
    unit: actor.unit || undefined,
    now: house.realNow(),
  })
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    make: (client: Client, identity: Identity, maker: Maker) => Promise<Table>,
    withinFor?: (identity: Identity) => Within,
  ) => {
    const identity = askingIn(request)
    const format = queried(request, 'format') ?? 'xlsx'
    if (!isFormat(format)) throw invalid({ format: `应为下列之一：${formats.join('、')}` })
    const within = withinFor?.(identity) ?? inOneState(house, identity.district.id)
    const maker = makerOf(identity)
    try {
      const { table, bytes } = await send(house, within, format, (client) => make(client, identity, maker), log)
      request.taken = `${format} ${table.count}行`
      const name = `${table.name}-${maker.now.slice(0, 10)}.${format}`.replace(/[\\/:*?"<>|\s]/g, '_')
      return await reply
        .type(mediaTypes[format])
        .header('Content-Disposition', `attachment; filename="export.${format}"; filename*=${encodedName(name)}`)
        .send(bytes)
    } catch (error) {
      throw error instanceof TooManyExports ? tooManyRequests('同时导出的人太多', '请稍后再试') : error
    }
  }
  const columnsIn = (request: FastifyRequest, known: readonly string[]): readonly string[] | undefined => {
    const columns = queried(request, 'columns')?.split(',')
    const strange = columns?.find((name) => !known.includes(name))
    if (strange !== undefined) throw invalid({ columns: `没有“${strange.slice(0, 60)}”这一字段` })
    return columns
  }

  for (const path of ['/:m/export', '/:m/:id/parts/:kind/export'])
    app.get(path, (request, reply) =>
      answer(request, reply, async (client, identity, maker) => {
        const listing = await listingOf(client, api, request)
        const columns = columnsIn(request, Object.keys(listing.structure.record))
        const again = queried(request, 'for')
        if (again !== undefined && (again !== 'import' || listing.kind !== undefined))
          throw invalid({ for: '只有台账的列表能按导入用表格导出：for=import' })
        const table = again
          ? await tableForImport(client, house, identity, maker, listing)
          : await casesTable(client, house, identity, maker, listing, columns)
        if ('is' in table) throw invalid(table.fields)
        return table
      }),
    )
  for (const path of ['/:m/acts/export', '/:m/parts/:kind/acts/export'])
    app.get(path, (request, reply) =>
      answer(request, reply, async (client, identity, maker) => {
        const m = mechanismOf(house, request)
        const act = queried(request, 'act') ?? ''
        const figure = actsDone(m, kindOf(m, request)?.kind, act)
        if (!figure) throw invalid({ act: `没有“${act.slice(0, 60)}”这一行为，请从行为目录中选择` })
        const question = questionIn(request, identity)
        return figureTable(client, house, identity, maker, figure, question, whichOf(identity, question))
      }),
    )
  const whichOf = ({ district }: Identity, { period, units }: ReturnType<typeof questionIn>): string[] => [
    `期间：${period.from.slice(0, 4)}年度${units ? `；单位：${unitName(district, units[0]!)}（含下属）` : ''}`,
  ]
  app.get('/indicators/:id/rows/export', (request, reply) => {
    const entry = house.catalogue.find(param(request, 'id'))
    if (!entry) throw notFound(`没有“${param(request, 'id').slice(0, 80)}”这一指标`, '请从指标目录中选择')
    const known = knownIn(request, identityOf(request))
    return answer(
      request,
      reply,
      (client, identity, maker) => {
        const question = questionIn(request, identity)
        const which = [...whichOf(identity, question), ...(known ? [`按${known}已登记的内容`] : [])]
        return figureTable(client, house, identity, maker, entry.figure, question, which)
      },
      known === undefined
        ? undefined
        : ({ district }) =>
            (work) =>
              asKnownOn(
                house,
                district.id,
                [...mechanismsOf(entry.figure)].map((id) => house.mechanisms.get(id)!),
                known,
                work,
              ),
    )
  })
  app.get('/duties/export', (request, reply) =>
    answer(request, reply, (client, identity, maker) =>
      dutyTable(client, house, identity, maker, owedTo(house, identity), ['筛选：由本人办理的'], '我的待办'),
    ),
  )
  app.get('/board/rows/export', (request, reply) =>
    answer(request, reply, (client, identity, maker) => {
      const [mechanism, unit] = [queried(request, 'mechanism'), queried(request, 'unit')]
      const words = [
        ...(mechanism === undefined ? [] : [`台账：${house.mechanisms.get(mechanism)?.name[0] ?? mechanism}`]),
        ...(unit === undefined ? [] : [`单位：${unitName(identity.district, unit)}`]),
      ]
      const which = [`筛选：${words.join('；') || '无'}`]
      return dutyTable(client, house, identity, maker, shownIn(house, request), which, '未办结的期限')
    }),
  )
  app.get('/search/export', (request, reply) =>
    answer(request, reply, (client, identity, maker) => {
      const q = queried(request, 'q')
      if (q === undefined || q.length > 200 || !isWord(q)) throw invalid({ q: '请给出要查找的字词，不超过200字' })
      const { district, actor } = identity
      return searchTable(client, house, identity, maker, q, (m) => {
        const access = accessTo(m, actor, district)
        return searchedBy(m, access, access.level([actor.unit]) === 'parties' ? district.family(actor.unit) : [])
      })
    }),
  )
  app.get('/audit/export', (request, reply) =>
    answer(request, reply, (client, { district, actor }, maker) => {
      if (!actor.roles.includes(auditAdmin.id)) throw denied('审计记录只由审计管理员查看')
      return auditTable(client, district, maker, queried(request, 'login'))
    }),
  )
}
