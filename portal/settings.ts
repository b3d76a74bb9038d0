/** What a site prints and is issued by others, so that it cannot be made up: `portal.json` in the data directory. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTemplate } from './index-number.ts'

/** For each district's code. All of it may be left out. */
export interface Settings {
  readonly siteName?: string
  /** `SiteDomain`, without a scheme. */
  readonly domain?: string
  /**
   * The address at which the public finds the portal, behind whatever proxy: `https://www.example.gov.cn` or with a path,
   * which the proxy takes away. Absolute addresses begin with it.
   */
  readonly url?: string
  /** Further hosts that lead to this district. */
  readonly hosts?: readonly string[]
  /** Issued with the registration of the site; never generated. */
  readonly siteIdCode?: string
  readonly host?: string
  readonly operator?: string
  readonly icp?: string
  readonly police?: string
  readonly contact?: string
  /** How an index number (索引号) is written: words in braces, of which `{serial}` is needed. */
  readonly index?: string
  /** The organisation code in an index number, and those of single units, by unit code. */
  readonly organisation?: string
  readonly organisations?: Readonly<Record<string, string>>
  readonly region?: string
  /** Where pages of the older site stand: a path on record becomes a link to it. */
  readonly oldSite?: string
}
type Check = (value: unknown) => string | undefined
const text: Check = (value) => (typeof value === 'string' && value.trim() ? undefined : '应为文字')
const address: Check = (value) =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? undefined
    : '应为http或者https网址'
const known: Readonly<Record<keyof Settings, Check>> = {
  siteName: text,
  domain: text,
  url: address,
  hosts: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : '应为主机名列表',
  siteIdCode: (value) =>
    typeof value === 'string' && /^[A-Za-z0-9]{10}$/.test(value) ? undefined : '应为核发的10位网站标识码',
  host: text,
  operator: text,
  icp: text,
  police: text,
  contact: text,
  index: (value) => {
    if (typeof value !== 'string') return '应为文字'
    const read = readTemplate(value)
    return 'wrong' in read ? read.wrong : undefined
  },
  organisation: text,
  organisations: (value) =>
    typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
      ? undefined
      : '应为：单位代码 → 机构代码',
  region: text,
  oldSite: address,
}
const isKnown = (name: string): name is keyof Settings => Object.hasOwn(known, name)

/** Throws a sentence for a file that is not what it should be: a footer that lacks its number is found too late. */
export const readSettings = async (dataDir: string): Promise<ReadonlyMap<string, Settings>> => {
  const path = join(dataDir, 'portal.json')
  if (!existsSync(path)) return new Map()
  const wrong = (why: string) => new Error(`门户设置文件 ${path} ${why}`)
  let given: unknown
  try {
    given = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw wrong('不是有效的JSON')
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('应为：区代码 → 设置')
  for (const [code, settings] of Object.entries(given as Record<string, unknown>))
    for (const [name, value] of Object.entries((settings ?? {}) as object)) {
      if (!isKnown(name)) throw wrong(`${code} 中没有“${name}”这一设置`)
      const why = known[name](value)
      if (why) throw wrong(`${code} 的“${name}”${why}`)
    }
  return new Map(Object.entries(given as Record<string, Settings>))
}
/** What the sample district prints, so that every item of the footer can be seen; none of it is a real number. */
export const invented: Settings = {
  siteIdCode: '0000000000',
  operator: '示例承办单位',
  icp: '示例ICP备00000000号',
  police: '示例公网安备00000000000000号',
  contact: '000-00000000（示例）',
  organisation: '000000000',
  region: '500114',
}
