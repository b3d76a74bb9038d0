/** Clients that work side by side for a while. */

export interface Rate {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}
/** Calls `one` again and again for every client, until the seconds are over; those then under way are counted too. */
export const inParallel = async (
  clients: number,
  seconds: number,
  one: (n: number) => Promise<unknown>,
): Promise<Rate> => {
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  let n = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let at = performance.now(); at < until;) {
        await one(n++)
        const now = performance.now()
        latencies.push(now - at)
        at = now
      }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const share = (of: number): number => latencies[Math.ceil(latencies.length * of) - 1]!
  return { perSecond: latencies.length / elapsed, p50: share(0.5), p99: share(0.99) }
}
