/** What a table names in words: units, persons, files and cases, found by name or by code. Doubtful names are not guessed. */
import { rows, isUuid, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { quoted, registerFor } from '../../kernel/register/index.ts'
import type { Actor } from '../../kernel/procedure/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { accessTo } from '../../server/access.ts'
import type { District } from '../../server/district.ts'
import { isNumber } from './columns.ts'
import type { Read } from './numbers.ts'
import { nearest, plain, trimmed } from './text.ts'

const hash = /^[0-9a-f]{64}$/
/** The case, or the part of a case, on which an act is done. */
export interface Target {
  readonly case: string
  readonly part?: { readonly kind: string; readonly id: string }
}
/** `名称（编号）` taken apart, where the brackets hold the id of a case. */
const withId = (text: string): readonly string[] => {
  const found = bracketed(text)
  return found && isUuid(found[1]) ? found : []
}
/** A register, or that of one of its parts, as `prefetch` is asked for it. */
export const registerKey = (mechanism: string, kind: string | undefined): string =>
  kind === undefined ? mechanism : `${mechanism}/${kind}`
const most = 5
const wrong = (words: string) => ({ wrong: words })
/** `名称（代码）`: the name and what stands in its brackets. */
const bracketed = (text: string): readonly [name: string, code: string] | undefined => {
  const found = /^(.+)[（(]([^（()）]+)[）)]$/.exec(trimmed(text))
  return found ? [found[1]!, found[2]!] : undefined
}
const group = <T>(all: Iterable<T>, keysOf: (one: T) => readonly string[]): Map<string, T[]> => {
  const found = new Map<string, T[]>()
  for (const one of all)
    for (const key of new Set(keysOf(one).map(plain))) found.set(key, [...(found.get(key) ?? []), one])
  return found
}

/** Looks names up in one district, for one reader: what he may not read is not there. */
export class Names {
  readonly #units: ReturnType<
    typeof group<{ id: string; name: string; short: string; from: Day; until: Day | undefined }>
  >
  readonly #people: Map<string, { id: string; name: string; units: string[] }[]>
  readonly #files = new Map<string, readonly string[]>()
  readonly #titles = new Map<string, readonly { readonly id: string; readonly case: string }[]>()
  constructor(
    readonly district: District,
    readonly mechanisms: ReadonlyMap<string, AnyMechanism>,
    readonly actor: Actor,
  ) {
    this.#units = group(district.units.values(), ({ id, name, short }) => [id, name, short])
    const people = new Map<string, { id: string; name: string; units: string[] }>()
    for (const { person, name, unit } of district.posts) {
      const known = people.get(person) ?? { id: person, name, units: [] }
      known.units.push(unit)
      people.set(person, known)
    }
    this.#people = group(people.values(), ({ id, name }) => [id, name])
  }
  #called(unit: string): string {
    return this.district.units.get(unit)?.short ?? unit
  }
  unit(text: string, on: Day): Read<string> {
    const stood = ({ from, until }: { from: Day; until: Day | undefined }) => from <= on && (!until || on < until)
    const [name, code] = bracketed(text) ?? [text, undefined]
    const exact = this.#units.get(plain(text)) ?? this.#units.get(plain(name)) ?? []
    const found = code && exact.length > 1 ? exact.filter(({ id }) => plain(id) === plain(code)) : exact
    const there = found.filter(stood)
    if (there.length === 1) return { value: there[0]!.id }
    if (there.length > 1)
      return wrong(
        `“${trimmed(text)}”对应${there.length}个单位，请写成${there
          .slice(0, most)
          .map((unit) => `${unit.name}（${unit.id}）`)
          .join('或')}`,
      )
    if (found.length) return wrong(`“${trimmed(text)}”在${on}不存在（${found[0]!.from}设立），请核对日期或者单位`)
    const near = nearest(
      text,
      [...this.district.units.values()].filter(stood).map((unit) => unit.name),
    )
    return wrong(
      `本区没有“${trimmed(text).slice(0, 40)}”这一单位${near ? `，是否为“${near}”` : ''}，请按单位名册填写全称`,
    )
  }
  person(text: string): Read<string> {
    const [name, code] = bracketed(text) ?? [text, undefined]
    const exact = this.#people.get(plain(text)) ?? this.#people.get(plain(name)) ?? []
    const found =
      code && exact.length > 1
        ? exact.filter(
            ({ id, units }) =>
              plain(id) === plain(code) ||
              units.some((unit) =>
                [unit, this.#called(unit), this.district.units.get(unit)?.name ?? ''].some(
                  (one) => plain(one) === plain(code),
                ),
              ),
          )
        : exact
    if (found.length === 1) return { value: found[0]!.id }
    if (found.length > 1)
      return wrong(
        `“${trimmed(text)}”有${found.length}人，请写成${found
          .slice(0, most)
          .map((one) => `${one.name}（${one.id}）`)
          .join('或')}`,
      )
    return wrong(`本区没有“${trimmed(text).slice(0, 40)}”这一人员，请按人员名册填写姓名，重名的写成姓名（编号）`)
  }
  /** A stored file, by its hash or by the name under which this person uploaded it. */
  file(text: string): Read<string> {
    const given = trimmed(text)
    const found = this.#files.get(given) ?? []
    if (found.length === 1) return { value: found[0]! }
    return wrong(
      found.length
        ? `您上传过${found.length}个名为“${given.slice(0, 40)}”的不同文件，请填写文件的SHA-256`
        : `没有“${given.slice(0, 40)}”这一文件。请先上传，再填写文件名或者SHA-256`,
    )
  }
  /** A case of another register, by its id, its title or its number. `名称（编号）` is that case here, or one called so elsewhere. */
  case(mechanism: string, text: string): Read<string> {
    const read = this.#named(mechanism, undefined, text)
    return 'value' in read ? { value: read.value.id } : read
  }
  /** The case, or the part of one, that a row acts on. */
  target(mechanism: string, kind: string | undefined, text: string): Read<Target> {
    const read = this.#named(mechanism, kind, text)
    if ('wrong' in read) return read
    return { value: { case: read.value.case, ...(kind !== undefined && { part: { kind, id: read.value.id } }) } }
  }
  #named(
    mechanism: string,
    kind: string | undefined,
    text: string,
  ): Read<{ readonly id: string; readonly case: string }> {
    const given = trimmed(text)
    const found = this.#titles.get(`${registerKey(mechanism, kind)}/${given}`) ?? []
    if (found.length === 1) return { value: found[0]! }
    const m = this.mechanisms.get(mechanism)
    const register = (kind === undefined ? m?.name[0] : m?.parts[kind]?.name[0]) ?? mechanism
    return wrong(
      found.length
        ? `${register}有${found.length}件名为“${given.slice(0, 40)}”的案卷，请填写案卷编号（案卷页网址的最后一段）`
        : `${register}没有“${given.slice(0, 40)}”这一案卷，请填写案卷的标题或者编号`,
    )
  }
  /** Finds the files and cases that some rows name, all at once. */
  async prefetch(client: Client, files: Iterable<string>, cases: Iterable<readonly [string, string]>): Promise<void> {
    const asked = [...new Set([...files].map(trimmed))].filter((one) => one && !this.#files.has(one))
    if (asked.length) {
      const found = await rows<{ hash: string; name: string; own: boolean }>(
        client,
        'SELECT hash, name, uploader = $3 AS own FROM ledger.file WHERE tenant = $1 AND (hash = ANY($2) OR (name = ANY($2) AND uploader = $3))',
        [this.district.id, asked, this.actor.person],
      )
      for (const one of asked)
        this.#files.set(
          one,
          found.filter(({ hash: of, name, own }) => of === one || (own && name === one)).map(({ hash: of }) => of),
        )
    }
    const byRegister = new Map<string, Set<string>>()
    for (const [register, text] of cases) {
      const given = trimmed(text)
      if (!given || this.#titles.has(`${register}/${given}`)) continue
      byRegister.set(register, (byRegister.get(register) ?? new Set()).add(given))
    }
    for (const [register, texts] of byRegister) {
      const [mechanism = '', kind] = register.split('/')
      const m = this.mechanisms.get(mechanism)
      const split = [...texts].map((text) => [text, ...withId(text)])
      const given = [...new Set(split.flat())]
      const { reader } = m ? accessTo(m, this.actor, this.district) : { reader: 'none' as const }
      const all = reader === 'all' || this.actor.roles.includes('system')
      const own = m && registerFor(m, kind)
      const numbers = Object.entries(own?.structure.record ?? {}).flatMap(([name, field]) =>
        isNumber(field) ? [quoted(name)] : [],
      )
      const keys = ['_title', ...numbers]
      const found =
        own && (all || reader !== 'none')
          ? await rows<{ id: string; case: string; words: (string | null)[] }>(
              client,
              `SELECT _id AS id, _case AS "case", ARRAY[${keys.join(', ')}]::text[] AS words FROM ${own.cases.name} WHERE _tenant = $1 AND (_id = ANY($2::uuid[]) OR ${keys.map((key) => `${key} = ANY($3)`).join(' OR ')}) AND ($4 OR _parties && $5)`,
              [this.district.id, given.filter(isUuid), given, all, all || reader === 'none' ? [] : [...reader.units]],
            )
          : []
      const called = (text: string) => found.filter(({ id, words }) => id === text || words.includes(text))
      for (const [whole = '', name, code] of split) {
        const exact = called(whole)
        const here = exact.length || code === undefined ? exact : found.filter(({ id }) => id === code)
        this.#titles.set(`${register}/${whole}`, here.length || name === undefined ? here : called(name))
      }
    }
  }
  /** The register that a text names, by name or id. */
  register(text: string): Read<string> {
    const given = plain(text)
    const found = [...this.mechanisms.values()].find(({ id, name }) => id === trimmed(text) || plain(name[0]) === given)
    return found ? { value: found.id } : wrong(`没有“${trimmed(text).slice(0, 40)}”这一台账`)
  }
}
/** A text of a subject: the hash of its content. */
export const isHash = (text: string): boolean => hash.test(text)
