/** A list of 400,000 rows as xlsx and csv: rows a second, and how much memory it takes beyond what the process has. */
import { casesTable, type Listing } from '../exchange/lists/cases.ts'
import { formats, inOneState, send } from '../exchange/lists/sending.ts'
import { newId, perform, quoted, registerFor } from '../kernel/register/index.ts'
import { districtLeader } from '../mechanisms/roles.ts'
import { accessTo } from '../server/access.ts'
import type { Bench } from './district.ts'
import { megabytes, number, seconds, type Line } from './table.ts'

const wanted = 400_000
const every = 20

/** One publication by the product itself, copied with new ids. */
const fill = async ({ house, tenant }: Bench): Promise<void> => {
  const command = {
    tenant,
    mechanism: 'publishing',
    stream: newId(),
    act: 'carry',
    on: '2022-03-02',
    actor: { person: 'system', unit: 'u1', roles: ['system'] },
    body: { title: '关于示例事项的公告', column: 'notices', owner: 'u1', address: '/gg/1.html' },
    source: 'derived' as const,
  }
  const outcome = await perform(house, command)
  if (outcome.is !== 'done') throw new Error(`publishing/carry: ${JSON.stringify(outcome)}`)
  const { cases } = registerFor(house.mechanisms.get('publishing')!, undefined)
  const columns = Object.keys(cases.columns).map((name) =>
    name === '_id' || name === '_case'
      ? `md5(t.${quoted(name)}::text || n)::uuid`
      : name === '_opened'
        ? '(t._opened - n % 365)'
        : `t.${quoted(name)}`,
  )
  await house.owner.query(
    `INSERT INTO ${cases.name} SELECT ${columns.join(', ')} FROM ${cases.name} t, generate_series(1, $2::int) n WHERE t._tenant = $1 AND t._id = $3`,
    [tenant, wanted - 1, command.stream],
  )
  await house.owner.query(`VACUUM ANALYZE ${cases.name}`)
}
/** Row 17. */
export const exportLines = async (bench: Bench): Promise<Line[]> => {
  await fill(bench)
  const { house, tenant } = bench
  const m = house.mechanisms.get('publishing')!
  const district = await house.district(tenant)
  const actor = { person: 'system', unit: '', roles: [districtLeader.id] }
  const access = accessTo(m, actor, district)
  const listing: Listing = {
    m,
    structure: m,
    kind: undefined,
    tenant,
    access,
    sort: '-opened',
    ask: { reader: 'all' },
  }
  const maker = { district, name: '测量', unit: undefined, now: house.realNow() }
  const lines: Line[] = []
  for (const format of formats) {
    const before = process.memoryUsage().rss
    let peak = before
    const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), every)
    const began = performance.now()
    const { table, bytes } = await send(
      house,
      inOneState(house, tenant),
      format,
      async (client) => {
        const made = await casesTable(client, house, { district, actor }, maker, listing, undefined)
        if ('is' in made) throw new Error('the list cannot be asked for')
        return made
      },
      () => {},
    )
    let size = 0
    for await (const piece of bytes) size += (piece as Buffer).length
    clearInterval(watching)
    const took = (performance.now() - began) / 1000
    if (table.count !== wanted) throw new Error(`${table.count} rows instead of ${wanted}`)
    lines.push({
      row: '17',
      what: `台账列表导出为 ${format}，${number(wanted)} 行`,
      ours: `${number(wanted / took)} 行/秒，${seconds(took)}，内存增加 ${megabytes(peak - before)}`,
      note: `${table.columns.length}列，文件 ${megabytes(size)}，自数据库读出至写完`,
    })
  }
  return lines
}
