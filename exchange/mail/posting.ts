/** The job that sends: the channels that the settings give, the morning's reminders, and what waits in the queue. */
import { setTimeout as wait } from 'node:timers/promises'
import { tenantsOf, type OpenHouse } from '../../server/house.ts'
import type { Channel } from './channel.ts'
import { queueDigests } from './digest.ts'
import { deliver } from './queue.ts'
import { smtpChannel, wrongSettings } from './smtp.ts'

/** The channels for these settings: none where no server is named. Throws words for the user where a setting is wrong. */
export const channelsOf = (url: string | undefined, from: string | undefined): readonly Channel[] => {
  if (!url) return []
  const wrong = wrongSettings({ url, from: from ?? '' })
  if (wrong) throw new Error(`邮件设置有误：${wrong}。`)
  return [smtpChannel({ url, from: from! })]
}
const pause = 10_000
/** Posts for every district until it is stopped; what fails is told and tried again. */
export const startPosting = (
  house: OpenHouse,
  channels: readonly Channel[],
  origin: string,
  log: (line: string) => void,
): (() => Promise<void>) => {
  if (!channels.length) return async () => {}
  const stopping = new AbortController()
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const { id } of await tenantsOf(house).catch(() => []))
        await post(house, id, channels, origin).catch((error: Error) => log(`信件未能处理，稍后重试：${error.name}`))
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = loop()
  return async () => {
    stopping.abort()
    await Promise.race([running, wait(2000)])
  }
}
/** One round for one district. `origin` is the address at which people open the console. */
export const post = async (
  house: OpenHouse,
  tenant: string,
  channels: readonly Channel[],
  origin: string,
): Promise<void> => {
  const [first] = channels
  if (first) await queueDigests(house, tenant, first.id, origin)
  // More may be waiting than one round takes; those that are put off wait for theirs.
  while ((await deliver(house, tenant, channels)) > 0);
}
