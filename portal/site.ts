/**
 * Whose portal a request is for: each district has its own under /<code>/, and a host of its own where the operator
 * names one. What a site must print in its footer is issued by others and cannot be made up, so it is configured.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { District } from '../server/district.ts'
import { tenantsOf, type OpenHouse } from '../server/house.ts'
import type { Faces } from './faces.ts'

/** `portal.json` in the data directory: for each district's code what its site prints. All of it may be left out. */
export interface Settings {
  readonly siteName?: string
  /** `SiteDomain`, without a scheme. */
  readonly domain?: string
  /** Further hosts that lead to this district. */
  readonly hosts?: readonly string[]
  /** Issued with the registration of the site; never generated. */
  readonly siteIdCode?: string
  readonly host?: string
  readonly operator?: string
  readonly icp?: string
  readonly police?: string
  readonly contact?: string
  /** The organisation code in an index number (索引号). */
  readonly organisation?: string
}
const known: ReadonlySet<string> = new Set([
  'siteName',
  'domain',
  'hosts',
  'siteIdCode',
  'host',
  'operator',
  'icp',
  'police',
  'contact',
  'organisation',
])
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
      if (!known.has(name)) throw wrong(`${code} 中没有“${name}”这一设置`)
      const fits =
        name === 'hosts'
          ? Array.isArray(value) && value.every((one) => typeof one === 'string')
          : typeof value === 'string'
      if (!fits) throw wrong(`${code} 的“${name}”应为${name === 'hosts' ? '主机名列表' : '文字'}`)
    }
  return new Map(Object.entries(given as Record<string, Settings>))
}

export interface Site {
  readonly house: OpenHouse
  readonly faces: Faces
  readonly code: string
  readonly district: District
  readonly settings: Settings
  readonly name: string
  readonly domain: string
  /** Before every address of this district: /<code>. */
  readonly base: string
  /** Scheme and host, for what is read away from the page: feeds, site maps, structured data. */
  readonly origin: string
}
/** As it was asked for; a host that is no host is left out, since it is printed. */
export interface Asked {
  readonly code: string
  readonly host: string
  readonly protocol: string
}
export const isHost = (host: string): boolean => /^[A-Za-z0-9.\-[\]:]{1,255}$/.test(host)

/** The site of that district; nothing where there is none. */
export const siteOf = async (
  house: OpenHouse,
  faces: Faces,
  settings: ReadonlyMap<string, Settings>,
  { code, host, protocol }: Asked,
): Promise<Site | undefined> => {
  const tenant = (await tenantsOf(house)).find((one) => one.code === code)
  if (!tenant) return undefined
  const district = await house.district(tenant.id)
  const own = settings.get(code) ?? {}
  const domain = own.domain ?? (isHost(host) ? host : 'localhost')
  return {
    house,
    faces,
    code,
    district,
    settings: own,
    name: own.siteName ?? `${district.name}法治政府建设公开`,
    domain,
    base: `/${encodeURIComponent(code)}`,
    origin: `${protocol === 'https' ? 'https' : 'http'}://${domain}`,
  }
}
/** The district to which the root of that host leads; nothing where there are several and none of them has it. */
export const districtAt = async (
  house: OpenHouse,
  settings: ReadonlyMap<string, Settings>,
  host: string,
): Promise<{ readonly only: string | undefined; readonly all: readonly { code: string; name: string }[] }> => {
  const all = (await tenantsOf(house)).filter(({ code }) => !code.includes('#'))
  const named = all.find(({ code }) => {
    const own = settings.get(code)
    return own?.domain === host || own?.hosts?.includes(host)
  })
  return { only: named?.code ?? (all.length === 1 ? all[0]!.code : undefined), all }
}
