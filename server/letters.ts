/** A case as one reader may read it, made ready for its letters; the face and the command line write the same ones. */
import type { Read } from '../exchange/documents/chips.ts'
import type { Seen } from '../kernel/fields/index.ts'
import type { Letter } from '../kernel/letter.ts'
import { history, rows, type Client } from '../kernel/ledger/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { effective, isBuiltIn, type Folded, type PartId } from '../kernel/procedure/index.ts'
import { registersOf } from '../kernel/register/index.ts'
import { isVisible } from './access.ts'
import type { District } from './district.ts'

/** How much of the case, and of each of its parts, the reader may see; nothing where he may not see the part at all. */
export interface Levels {
  readonly own: Seen
  readonly of: (part: PartId) => Seen | undefined
}
export const readForLetters = async (
  client: Client,
  m: AnyMechanism,
  district: District,
  whole: Folded,
  levels: Levels,
): Promise<Read> => {
  const parts: Folded[] = []
  for (const { kind, cases } of registersOf(m)) {
    if (!kind) continue
    const found = await rows<{ folded: Folded }>(
      client,
      `SELECT _folded AS folded FROM ${cases.name} WHERE _tenant = $1 AND _case = $2 ORDER BY _opened, _id`,
      [district.id, whole.id],
    )
    parts.push(...found.map(({ folded }) => folded).filter(({ id }) => levels.of({ kind, id })))
  }
  const levelOf = new Map(parts.map(({ id, kind }) => [id, levels.of({ kind: kind!, id })]))
  const events = effective(await history(client, m, district.id, whole.id)).filter(
    ({ act, part }) => !isBuiltIn(act) && (!part || levelOf.has(part.id)),
  )
  return {
    m,
    whole,
    // In the order of life: parts that were opened on one day as their events came.
    parts: parts.sort((a, b) => firstOf(events, a.id) - firstOf(events, b.id)),
    events,
    shows: (field, part) => isVisible(field, part === undefined ? levels.own : (levelOf.get(part) ?? 'public')),
    names: { unit: (id) => district.units.get(id)?.name ?? id, person: district.nameOf },
    sample: district.sample,
  }
}
const firstOf = (events: Read['events'], part: string): number => {
  const at = events.findIndex((event) => event.part?.id === part)
  return at < 0 ? -1 : at
}

/** One letter that can be had of this case; `part` where it is about a part. */
export interface Offered {
  readonly id: string
  readonly letter: Letter
  readonly part: Folded | undefined
}
export const offeredOf = (letters: Readonly<Record<string, Letter>>, { parts }: Pick<Read, 'parts'>): Offered[] =>
  Object.entries(letters).flatMap(([id, letter]): Offered[] =>
    letter.about === undefined
      ? [{ id, letter, part: undefined }]
      : parts.filter(({ kind }) => kind === letter.about).map((part) => ({ id, letter, part })),
  )
