/**
 * Which faces a PDF is set in. Each kind of face is looked for in the district's own font folder, then among the Fandol
 * fonts of the system, then in what the installation brings itself. Each found face is loaded under a name of our own: a
 * font of the same name that happens to be installed can never step in.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { facesIn, NoFont, type Sfnt } from './sfnt.ts'

/** As the official layout names them: 小标宋, 仿宋, 楷体, 黑体, 宋体, and the face of digits and Latin letters. */
export type Role = 'title' | 'body' | 'kai' | 'hei' | 'song' | 'latin'
export interface Faces {
  /** For each role the names to set in, in the order in which they are tried for each character. */
  readonly chains: Readonly<Record<Role, readonly string[]>>
  /** The font files, under our names. */
  readonly blobs: readonly Buffer[]
  /** For each of our names the face that it is. */
  readonly names: ReadonlyMap<string, string>
  /** Whether some face of that role can print the character. */
  readonly prints: (role: Role, codePoint: number) => boolean
}

/** The names under which a district may own these faces, the best one first. */
const own: Readonly<Record<Role, readonly string[]>> = {
  title: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', '方正小标宋'],
  body: ['仿宋_GB2312', 'FangSong_GB2312', '方正仿宋_GBK', 'FZFangSong-Z02', '仿宋', 'FangSong', 'STFangsong'],
  kai: ['楷体_GB2312', 'KaiTi_GB2312', '方正楷体_GBK', 'FZKai-Z03', '楷体', 'KaiTi', 'STKaiti'],
  hei: ['方正黑体_GBK', 'FZHei-B01', '黑体', 'SimHei', 'STHeiti'],
  song: ['宋体', 'SimSun', '方正书宋_GBK', 'FZShuSong-Z01', 'STSong'],
  latin: ['Times New Roman', 'TimesNewRomanPSMT'],
}
const fandol: Readonly<Partial<Record<Role, string>>> = {
  title: 'FandolSong-Bold.otf',
  body: 'FandolFang-Regular.otf',
  kai: 'FandolKai-Regular.otf',
  hei: 'FandolHei-Regular.otf',
  song: 'FandolSong-Regular.otf',
}
/** Where TeX distributions keep them. */
const fandolFolders = [
  '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol',
  '/usr/share/texmf/fonts/opentype/public/fandol',
  '/usr/share/fonts/opentype/fandol',
  '/usr/local/share/fonts/fandol',
]
const require = createRequire(import.meta.url)
const serif = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'
const serifBold = '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'
const sans = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'
const brought: Readonly<Partial<Record<Role, string>>> = {
  title: serifBold,
  body: serif,
  kai: serif,
  hei: sans,
  song: serif,
}
export const roles = Object.keys(own) as readonly Role[]

const isFont = /\.(ttf|otf|ttc|otc)$/i
/** The faces in a folder; a file that is no font is passed over. */
const inFolder = (folder: string | undefined): Sfnt[] =>
  folder === undefined || !existsSync(folder)
    ? []
    : readdirSync(folder)
        .filter((name) => isFont.test(name))
        .sort()
        .flatMap((name) => {
          try {
            return facesIn(readFileSync(join(folder, name)))
          } catch (error) {
            if (error instanceof NoFont) return []
            throw error
          }
        })

/** Looks the faces up; `folder` is the district's own, `system` where Fandol may stand. */
export const findFaces = (folder: string | undefined, system: readonly string[] = fandolFolders): Faces => {
  const districts = inFolder(folder)
  const files = new Map<string, Sfnt>()
  const fromFile = (path: string): Sfnt => {
    let found = files.get(path)
    if (!found) files.set(path, (found = facesIn(readFileSync(path))[0]!))
    return found
  }
  const chainOf = (role: Role): Sfnt[] => {
    const name = own[role].find((one) => districts.some(({ names }) => names.has(one)))
    const mine = name === undefined ? undefined : districts.find(({ names }) => names.has(name))
    const tex = fandol[role] && system.map((one) => join(one, fandol[role]!)).find((path) => existsSync(path))
    const last = brought[role]
    return [
      ...(mine ? [mine] : []),
      ...(tex ? [fromFile(tex)] : []),
      ...(last ? [fromFile(require.resolve(last))] : []),
    ]
  }
  const given = new Map<Sfnt, string>()
  const named = (face: Sfnt): string => {
    let name = given.get(face)
    if (!name) given.set(face, (name = `fazhi-face-${given.size + 1}`))
    return name
  }
  const found = Object.fromEntries(roles.map((role) => [role, chainOf(role)])) as Record<Role, Sfnt[]>
  return {
    chains: Object.fromEntries(roles.map((role) => [role, found[role].map(named)])) as Record<Role, string[]>,
    blobs: [...given].map(([face, name]) => face.renamed(name)),
    names: new Map([...given].map(([face, name]) => [name, face.postScript])),
    prints: (role, codePoint) => found[role].some((face) => face.has(codePoint)),
  }
}
