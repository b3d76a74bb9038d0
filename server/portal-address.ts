/** Where the public finds a page of its district: the address the operator names, or the one that was asked. */
import type { FastifyRequest } from 'fastify'
import { isHost, rootOf } from '../portal/site.ts'
import { readSettings } from '../portal/settings.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'

export const portalAddress = async (
  { dataDir }: Pick<OpenHouse, 'dataDir'>,
  { code }: Pick<District, 'code'>,
  { host, protocol }: Pick<FastifyRequest, 'host' | 'protocol'>,
  page: string,
): Promise<string> => {
  const own = (await readSettings(dataDir)).get(code)
  const origin = own?.url
    ? new URL(own.url).origin
    : `${protocol}://${own?.domain ?? (isHost(host) ? host : 'localhost')}`
  return `${origin}${rootOf(own)}/${encodeURIComponent(code)}/${page}`
}
