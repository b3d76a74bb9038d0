/**
 * 索引号: the number under which an item of the directory is found. A template makes it, and its serial has no gaps: it is
 * given once, in the order of publication, soon after that, and stays when the item is taken down.
 */
import { rows, type Client } from '../kernel/ledger/index.ts'
import type { Day, Moment } from '../kernel/time/index.ts'
import type { PublicMechanism } from './faces.ts'
import { unnumbered, type Item } from './items.ts'
import type { Site } from './site.ts'

/** The form seen on the sites of the centre: nine characters of the organisation, year, five digits. */
export const usual = '{organisation}/{year}-{serial:5}'
const words = ['organisation', 'region', 'unit', 'column', 'year', 'serial'] as const
type Word = (typeof words)[number]
type Piece = string | { readonly word: Word; readonly digits: number }
const isWord = (name: string): name is Word => (words as readonly string[]).includes(name)

/** The pieces of a template, or a phrase that says what is wrong with it. */
export const readTemplate = (template: string): { readonly pieces: readonly Piece[] } | { readonly wrong: string } => {
  const pieces: Piece[] = []
  for (const [piece, name, digits] of template.matchAll(/\{([^{}]*?)(?::(\d))?\}|[^{}]+|[{}]/g)) {
    if (name === undefined) {
      if (piece === '{' || piece === '}') return { wrong: '的花括号不成对' }
      pieces.push(piece)
    } else if (isWord(name)) pieces.push({ word: name, digits: Number(digits ?? 0) })
    else return { wrong: `中没有“{${name}}”这一项，可用：${words.map((word) => `{${word}}`).join('、')}` }
  }
  return pieces.filter((piece) => typeof piece === 'object' && piece.word === 'serial').length === 1
    ? { pieces }
    : { wrong: '须有且只有一个{serial}（流水号），如{serial:5}' }
}

/** What is known of an item that has no number yet. */
export interface Unnumbered {
  readonly id: string
  readonly on: Day
  readonly recorded: Moment
  readonly issuer: string | null
}
const filled = (pieces: readonly Piece[], value: Readonly<Record<Word, string>>): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : value[piece.word].padStart(piece.digits, '0'))).join('')

const numberOf = async (client: Client, tenant: string, m: string, id: string): Promise<string | undefined> =>
  (
    await rows<{ number: string }>(
      client,
      'SELECT number FROM house.index_number WHERE tenant = $1 AND mechanism = $2 AND id = $3',
      [tenant, m, id],
    )
  )[0]?.number
const first = ([, a]: readonly [PublicMechanism, Unnumbered], [, b]: readonly [PublicMechanism, Unnumbered]): number =>
  a.on === b.on
    ? a.recorded === b.recorded
      ? a.id < b.id
        ? -1
        : 1
      : a.recorded < b.recorded
        ? -1
        : 1
    : a.on < b.on
      ? -1
      : 1
type Numbered = Pick<Site, 'district' | 'settings' | 'code' | 'faces'>
/** Numbers everything public that has no number yet. */
const numberAll = async (client: Client, site: Numbered): Promise<void> => {
  const { district, settings, code } = site
  const waiting: (readonly [PublicMechanism, Unnumbered])[] = []
  for (const m of site.faces.mechanisms)
    for (const one of await unnumbered(client, m, district.id)) waiting.push([m, one])
  const read = readTemplate(settings.index ?? usual)
  const pieces = 'pieces' in read ? read.pieces : []
  const known = await rows<{ series: string; n: number }>(
    client,
    'SELECT series, max(n) AS n FROM house.index_number WHERE tenant = $1 GROUP BY series',
    [district.id],
  )
  const last = new Map(known.map(({ series, n }) => [series, n]))
  if (!waiting.length) return
  const given = waiting.sort(first).map(([m, { id, on, issuer }]) => {
    const value = {
      organisation: (issuer && settings.organisations?.[issuer]) || settings.organisation || code,
      region: settings.region ?? '',
      unit: issuer ?? '',
      column: m.portal.in.id,
      year: on.slice(0, 4),
      serial: '#',
    }
    const series = filled(pieces, value)
    const n = (last.get(series) ?? 0) + 1
    last.set(series, n)
    return { mechanism: m.id, id, series, n, number: filled(pieces, { ...value, serial: String(n) }) }
  })
  await rows(
    client,
    `INSERT INTO house.index_number (tenant, mechanism, id, series, n, number)
     SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[], $5::int[], $6::text[])`,
    [
      district.id,
      given.map(({ mechanism }) => mechanism),
      given.map(({ id }) => id),
      given.map(({ series }) => series),
      given.map(({ n }) => n),
      given.map(({ number }) => number),
    ],
  )
}
/** Who comes at the same moment waits for the district's row, as sealers do, and finds it done. */
const awaitTurn = (client: Client, { district }: Numbered) =>
  rows(client, 'SELECT id FROM ledger.tenant WHERE id = $1 FOR UPDATE', [district.id])
/** Numbers what was published since, so that no visitor waits for it. */
export const numberPublished = async (client: Client, site: Numbered): Promise<void> => {
  await awaitTurn(client, site)
  await numberAll(client, site)
}
export const indexNumber = async (client: Client, site: Site, { m, id }: Item): Promise<string> => {
  const { district } = site
  const known = () => numberOf(client, district.id, m.id, id)
  const before = await known()
  if (before !== undefined) return before
  await awaitTurn(client, site)
  const meanwhile = await known()
  if (meanwhile !== undefined) return meanwhile
  await numberAll(client, site)
  return (await known())!
}
