/** Every page that links lead to from one place, as a robot finds them: what tests of the public side look at. */
export interface Crawled {
  readonly path: string
  readonly status: number
  readonly type: string
  /** Bytes, unpacked. */
  readonly size: number
  readonly body: string
}
export type Get = (path: string) => Promise<Omit<Crawled, 'path' | 'size'>>

const unescaped = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
/** The addresses of a page or a map that stand below `base`. */
const linksIn = (body: string, base: string): string[] =>
  [...body.matchAll(/\s(?:href|src)="([^"]*)"|<loc>([^<]*)<\/loc>/g)].flatMap(([, link, loc]) => {
    const address = unescaped(link ?? loc ?? '')
    const path = URL.canParse(address) ? `${new URL(address).pathname}${new URL(address).search}` : address
    return path.startsWith(base) ? [path.replace(/#.*$/, '')] : []
  })
/** Visits each address below `base` once; `wanted` leaves out what would be more of the same. */
export const crawl = async (
  get: Get,
  starts: readonly string[],
  base: string,
  visit: (page: Crawled) => void,
  wanted: (path: string) => boolean = () => true,
): Promise<number> => {
  const seen = new Set(starts)
  const waiting = [...starts]
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const answer = await get(path)
      visit({ path, ...answer, size: Buffer.byteLength(answer.body) })
      if (!/html|xml/.test(answer.type)) continue
      for (const link of linksIn(answer.body, base)) {
        if (seen.has(link) || !wanted(link)) continue
        seen.add(link)
        waiting.push(link)
      }
    }
  }
  // Whoever finds nothing waiting may only have come too early.
  while (waiting.length) await Promise.all(Array.from({ length: 8 }, work))
  return seen.size
}
