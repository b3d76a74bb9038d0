/**
 * What can be read off the source text alone: which way imports point, and a few things that must not stand in a file.
 * Every rule gives its reason in one sentence, because whoever runs into it has never read this file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The source tree: from a path, '/' between its names, to the text of the file. */
export type Tree = ReadonlyMap<string, string>

const roots = ['kernel', 'laws', 'mechanisms', 'server', 'console', 'portal', 'exchange', 'districts', 'verify']
const tools = ['tests', 'bench', 'scripts']
const passedOver = new Set(['node_modules', 'peers', 'dist'])
const isCode = (path: string) => /\.(ts|tsx|mts|js|mjs)$/.test(path)
const isTest = (path: string) => /\.(test|e2e|fixture)\.tsx?$/.test(path)

/** Reads the tree below the clone's folder. Files that are no code are listed, with an empty text. */
export const treeOf = (clone: string): Tree => {
  const below = (folder: string): string[] =>
    readdirSync(join(clone, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? (passedOver.has(entry.name) ? [] : below(path)) : [path]
    })
  const there = new Set(readdirSync(clone))
  const paths = [...roots, ...tools].filter((folder) => there.has(folder)).flatMap(below)
  return new Map(paths.map((path) => [path, isCode(path) ? readFileSync(join(clone, path), 'utf8') : '']))
}

/** Where a file stands: its folder, its piece of the kernel, its mechanism as `chapter/id`. */
interface Place {
  readonly path: string
  readonly root: string
  /** 'front' for the files that tie the pieces together. */
  readonly piece: string | undefined
  readonly mechanism: string | undefined
}
const placeOf = (path: string): Place => {
  const [root = '', second = '', third = '', ...rest] = path.split('/')
  return {
    path,
    root,
    piece: root !== 'kernel' ? undefined : third === '' ? 'front' : second,
    mechanism: root === 'mechanisms' && rest.length > 0 ? `${second}/${third}` : undefined,
  }
}

const pieces = ['time', 'law', 'fields', 'procedure', 'ledger', 'register', 'indicator', 'report', 'front']
/** Both stand in the row: a new piece is first given its place there. */
const isBefore = (one: string, other: string) => pieces.includes(one) && pieces.indexOf(one) < pieces.indexOf(other)
const verifier = 'verify/verify.mjs'
const faces = ['server', 'console', 'portal', 'exchange']
const isFrontDoor = ({ path, mechanism }: Place) => path === `mechanisms/${mechanism}/index.ts`
const mayReach = ({ path }: Place, to: Place) => path.endsWith('/screens.tsx') && to.path.startsWith('console/kit/')

/** The forbidden arrows. The first that fits is reported. */
const arrows: readonly { readonly reason: string; readonly forbids: (from: Place, to: Place) => boolean }[] = [
  {
    reason: 'a district is data that is loaded: code that imports one works for that district only',
    forbids: (from, to) => to.root === 'districts' && from.root !== 'districts',
  },
  {
    reason: 'the product runs without its tests, measurements and scripts, so it does not import them',
    forbids: (_, to) => tools.includes(to.root) || isTest(to.path),
  },
  {
    reason: 'the verifier is handed out as one file, and whoever receives it has nothing else',
    forbids: (from) => from.path === verifier,
  },
  {
    reason: 'the kernel knows no law, mechanism or face, so that all of them can be added without touching it',
    forbids: (from, to) => from.root === 'kernel' && to.root !== 'kernel',
  },
  {
    reason: 'the front ties the pieces of the kernel together; a piece that reads it would read itself',
    forbids: (from, to) => from.root === 'kernel' && from.piece !== 'front' && to.piece === 'front',
  },
  {
    reason: `a piece of the kernel reads only those before it (${pieces.slice(0, -1).join(', ')}), so that it is understood without the rest`,
    forbids: (from, to) => from.root === 'kernel' && from.piece !== to.piece && !isBefore(to.piece!, from.piece!),
  },
  {
    reason: 'a law says the same whoever applies it, so it reads the kernel and other laws only',
    forbids: (from, to) => from.root === 'laws' && !['kernel', 'laws'].includes(to.root),
  },
  {
    reason:
      'a mechanism declares, and every face derives from it; only screens.tsx may draw, with what console/kit offers',
    forbids: (from, to) => from.root === 'mechanisms' && faces.includes(to.root) && !mayReach(from, to),
  },
  {
    reason: 'what all mechanisms share knows none of them, so that a new one edits nothing',
    forbids: (from, to) => from.root === 'mechanisms' && !from.mechanism && to.mechanism !== undefined,
  },
  {
    reason: 'the portal derives from what is declared: one that knew a mechanism would have to be edited for the next',
    forbids: (from, to) => from.root === 'portal' && to.mechanism !== undefined,
  },
  {
    reason: 'another mechanism is asked at its front door, index.ts, so that its inside stays free to change',
    forbids: (from, to) =>
      from.mechanism !== undefined && to.mechanism !== undefined && from.mechanism !== to.mechanism && !isFrontDoor(to),
  },
]

interface Import {
  readonly specifier: string
  readonly line: number
}
const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length
const statements = [
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^[ \t]*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"`]([^'"`]+)['"`]/g,
]
const importsOf = (text: string): Import[] =>
  statements.flatMap((form) =>
    [...text.matchAll(form)].map((match) => ({
      specifier: match[1]!,
      line: lineAt(text, match.index + match[0].length - 1),
    })),
  )

/** The text with its comments blanked, lines kept. Strings are matched first: a path may hold two slashes. */
const withoutComments = (text: string): string =>
  text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found,
  )

/** What must not stand in the text of some files. */
const phrases: readonly { readonly reason: string; readonly in: readonly string[]; readonly form: RegExp }[] = [
  {
    reason: 'time is an argument: what asks the clock cannot be replayed',
    in: ['kernel', 'laws', 'mechanisms'],
    form: /\bDate\.now\b|\bnew Date(?!\w|\s*\(\s*[^\s)])/g,
  },
  {
    // A statement begins its string or follows a semicolon; `UPDATE … SET` and `SECURITY DEFINER SET` are clauses.
    reason: 'a setting outlives its transaction on a pooled connection and meets the next tenant: SET LOCAL only',
    in: ['kernel', 'server'],
    form: /\bset_config\s*\(|(?<=['"`;]\s*)SET\s+(?!LOCAL\b|CONSTRAINTS\b|TRANSACTION\b)/g,
  },
]

const names = [
  'index.ts',
  'sample.ts',
  'index.test.ts',
  'parts.ts',
  'gates.ts',
  'rules.ts',
  'letters.ts',
  'screens.tsx',
]
const misplaced = ({ path, mechanism }: Place): string[] => {
  const depth = path.split('/').length
  if (path.startsWith('mechanisms/') && depth === 3)
    return [
      `${path}: a chapter holds the folders of its mechanisms and nothing else, because they are found by reading it`,
    ]
  if (!mechanism || names.some((name) => path === `mechanisms/${mechanism}/${name}`)) return []
  return [`${path}: a mechanism's folder holds only ${names.join(', ')}, so that one read is all known`]
}

/** Lines. The verifier has to be one file, so it has no limit. */
const longest = ({ path, mechanism }: Place) => (path === verifier ? Infinity : mechanism ? 250 : 400)
const tooLong = (place: Place, text: string): string[] => {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const limit = longest(place)
  return lines <= limit ? [] : [`${place.path}: ${lines} lines, at most ${limit}: what is longer is two things`]
}

/** Each circle once, from its alphabetically first mechanism round to itself. */
const circles = (asks: ReadonlyMap<string, ReadonlySet<string>>): string[] => {
  const roundFrom = (start: string, at: string, path: readonly string[], seen: Set<string>): string[] | undefined => {
    for (const next of asks.get(at) ?? []) {
      if (next === start) return [...path, next]
      if (next < start || seen.has(next)) continue
      seen.add(next)
      const round = roundFrom(start, next, [...path, next], seen)
      if (round) return round
    }
    return undefined
  }
  return [...asks.keys()].toSorted().flatMap((start) => {
    const round = roundFrom(start, start, [start], new Set())
    return round ? [`${round.join(' → ')}: mechanisms in a circle cannot be read, loaded or removed one by one`] : []
  })
}

/** Every violation in the tree as `file:line …: reason`, in the order of the files; none where all is well. */
export const violations = (tree: Tree): string[] => {
  const asks = new Map<string, Set<string>>()
  const found = [...tree].flatMap(([path, text]) => {
    const place = placeOf(path)
    const about = misplaced(place)
    if (!isCode(path) || isTest(path)) return about
    about.push(...tooLong(place, text))
    if (tools.includes(place.root)) return about
    const code = withoutComments(text)
    for (const { specifier, line } of importsOf(code)) {
      if (!specifier.startsWith('.')) {
        if (path === verifier && !specifier.startsWith('node:'))
          about.push(`${path}:${line} → ${specifier}: the verifier is one file that runs on Node alone`)
        continue
      }
      const to = placeOf(posix.join(posix.dirname(path), specifier))
      const arrow = arrows.find(({ forbids }) => forbids(place, to))
      if (arrow) about.push(`${path}:${line} → ${to.path}: ${arrow.reason}`)
      else if (place.mechanism && to.mechanism && place.mechanism !== to.mechanism)
        asks.set(place.mechanism, (asks.get(place.mechanism) ?? new Set()).add(to.mechanism))
    }
    for (const phrase of phrases.filter((phrase) => phrase.in.includes(place.root)))
      for (const match of code.matchAll(phrase.form))
        about.push(`${path}:${lineAt(code, match.index)} “${match[0].trim()}”: ${phrase.reason}`)
    return about
  })
  return [...found, ...circles(asks)]
}
