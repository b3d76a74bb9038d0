/** Tables of what is not one register: duties, what a search found in all registers, the audit trail. */
import { rows, type Client } from '../../kernel/ledger/index.ts'
import { countRows, list, type ListAsk } from '../../kernel/register/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { accessTo } from '../../server/access.ts'
import type { District } from '../../server/district.ts'
import { countDuties, dutiesOf, keyOfDuty, type Duty, type Owing } from '../../server/duties.ts'
import type { OpenHouse } from '../../server/house.ts'
import { titleFor } from '../../server/routes/reading.ts'
import type { Reading } from '../../server/routes/around.ts'
import type { Cell, Column, Table } from '../sheets/write.ts'
import { linesOf, type Maker } from './head.ts'
import { idColumn, unitsIn } from './values.ts'

const atOnce = 1000
const text = (header: string, width?: number): Column => ({ header, kind: 'text', ...(width && { width }) })
const day = (header: string): Column => ({ header, kind: 'day' })
const lights: Readonly<Record<string, string>> = { red: '超期', yellow: '临期', green: '正常' }

export const dutyTable = async (
  client: Client,
  house: OpenHouse,
  { district }: Pick<Reading, 'district'>,
  maker: Maker,
  owing: Owing,
  which: readonly string[],
  name: string,
): Promise<Table> => {
  const count = await countDuties(client, owing)
  const every = async function* (): AsyncGenerator<readonly Cell[]> {
    let last: Duty | undefined
    do {
      const page = await dutiesOf(client, house, owing, { limit: atOnce, after: last && keyOfDuty(last) })
      for (const duty of page)
        yield [
          lights[duty.light] ?? '',
          duty.due,
          [...(duty.provisional ? ['暂定'] : []), ...(duty.unverified ? ['待核'] : [])].join('、'),
          duty.mechanismName[0],
          duty.title,
          duty.label[0],
          duty.article?.cite ?? '',
          duty.started,
          unitsIn(duty.units, district),
          duty.acts.map(({ label }) => label[0]).join('、'),
          duty.case,
        ]
      last = page.length < atOnce ? undefined : page.at(-1)
    } while (last)
  }
  return {
    name,
    above: [name, ...linesOf(maker, { what: '口径：尚未办理、案卷尚未办结的期限，按到期日排列', which, count })],
    columns: [
      text('状态', 8),
      day('到期日'),
      text('标记', 8),
      text('台账', 18),
      text('事项', 40),
      text('期限', 20),
      text('依据', 30),
      day('起算'),
      text('单位', 18),
      text('可办事项', 24),
      idColumn,
    ],
    count,
    rows: every(),
  }
}

/** What the search found: the same rows as each register's own list would show this reader. */
export const searchTable = async (
  client: Client,
  house: OpenHouse,
  { district, actor }: Reading,
  maker: Maker,
  q: string,
  readerOf: (m: AnyMechanism) => ListAsk['reader'],
): Promise<Table> => {
  const asked = [...house.mechanisms.values()]
    .map((m) => ({ m, ask: { reader: readerOf(m), q } }))
    .filter(({ ask }) => ask.reader !== 'none')
  let count = 0
  for (const { m, ask } of asked) {
    const found = await countRows(client, m, undefined, district.id, ask, Number.MAX_SAFE_INTEGER - 1)
    count += 'is' in found ? 0 : found.count
  }
  const every = async function* (): AsyncGenerator<readonly Cell[]> {
    for (const { m, ask } of asked) {
      const access = accessTo(m, actor, district)
      let after: readonly [string, string] | undefined
      do {
        const page = await list(client, m, undefined, district.id, {
          ...ask,
          sort: '-latest',
          limit: atOnce,
          ...(after && { after }),
        })
        if ('is' in page) break
        for (const row of page.rows)
          yield [
            m.name[0],
            titleFor(m, row.fields, access.level(row.parties)),
            m.states[row.state]?.[0] ?? row.state,
            unitsIn(row.units, district),
            row.opened,
            row.ended,
            row.latest,
            row.id,
          ]
        after = page.next
      } while (after)
    }
  }
  const name = '查找结果'
  return {
    name,
    above: [
      name,
      ...linesOf(maker, { what: '口径：各台账中含所查字词、您有权查看的案卷', which: [`查找：${q}`], count }),
    ],
    columns: [
      text('台账', 18),
      text('标题', 40),
      text('状态', 14),
      text('单位', 20),
      day('立案日'),
      day('办结日'),
      day('最近办理日'),
      idColumn,
    ],
    count,
    rows: every(),
  }
}

/** The audit trail, newest first. */
export const auditTable = async (
  client: Client,
  district: District,
  maker: Maker,
  login: string | undefined,
): Promise<Table> => {
  const where = 'FROM house.audit WHERE tenant = $1 AND ($2::text IS NULL OR login = $2)'
  const [{ count } = { count: 0 }] = await rows<{ count: number }>(client, `SELECT count(*) AS count ${where}`, [
    district.id,
    login ?? null,
  ])
  const every = async function* (): AsyncGenerator<readonly Cell[]> {
    let last: { at: string; id: string } | undefined
    for (;;) {
      const page = await rows<{
        at: string
        shown: string
        id: string
        login: string | null
        address: string | null
        what: string
        result: string
      }>(
        client,
        `SELECT at::text AS at, to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') AS shown, id, login, address, what, result ${where}
           AND ($3::timestamptz IS NULL OR (at, id) < ($3::timestamptz, $4::uuid)) ORDER BY at DESC, id DESC LIMIT ${atOnce}`,
        [district.id, login ?? null, last?.at ?? null, last?.id ?? null],
      )
      for (const one of page) yield [one.shown, one.login, one.address, one.what, one.result]
      last = page.at(-1)
      if (page.length < atOnce) return
    }
  }
  const name = '审计记录'
  const which = [`筛选：${login === undefined ? '无' : `账号为${login}`}；排序：时间从后到前`]
  return {
    name,
    above: [name, ...linesOf(maker, { what: '口径：登录和办理的全部记录，不含内容', which, count: Number(count) })],
    columns: [
      { header: '时间', kind: 'moment' },
      text('账号', 20),
      text('来源', 20),
      text('操作', 60),
      text('结果', 10),
    ],
    count: Number(count),
    rows: every(),
  }
}
