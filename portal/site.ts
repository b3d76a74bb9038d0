/**
 * Whose portal a request is for: each district has its own under /<code>/, and a host of its own where the operator
 * names one.
 */
import type { District } from '../server/district.ts'
import { tenantsOf, type OpenHouse } from '../server/house.ts'
import type { Faces } from './faces.ts'
import { invented, type Settings } from './settings.ts'

export interface Site {
  readonly house: OpenHouse
  readonly faces: Faces
  readonly code: string
  readonly district: District
  readonly settings: Settings
  readonly name: string
  readonly domain: string
  /** Before every address of this server: the path at which a proxy shows it, or nothing. */
  readonly root: string
  /** Before every address of this district: <root>/<code>. */
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

/** The path at which a proxy shows this server; nothing where it stands at the root. */
export const rootOf = (settings: Settings | undefined): string =>
  settings?.url === undefined ? '' : new URL(settings.url).pathname.replace(/\/+$/, '')
/** What is set for a district; a sample's site invents what others would issue. */
export const settingsFor = (
  { code, sample }: Pick<District, 'code' | 'sample'>,
  settings: ReadonlyMap<string, Settings>,
): Settings => ({ ...(sample && invented), ...settings.get(code) })
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
  const own = settingsFor(district, settings)
  const url = own.url === undefined ? undefined : new URL(own.url)
  const domain = own.domain ?? url?.host ?? (isHost(host) ? host : 'localhost')
  const root = rootOf(own)
  return {
    house,
    faces,
    code,
    district,
    settings: own,
    name: own.siteName ?? `${district.name}法治政府建设公开`,
    domain,
    root,
    base: `${root}/${encodeURIComponent(code)}`,
    origin: url?.origin ?? `${protocol === 'https' ? 'https' : 'http'}://${domain}`,
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
    return own?.domain === host || own?.hosts?.includes(host) || (own?.url && new URL(own.url).host === host)
  })
  return { only: named?.code ?? (all.length === 1 ? all[0]!.code : undefined), all }
}
