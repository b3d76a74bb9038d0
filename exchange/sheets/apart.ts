/** The same as `read.ts`, in a thread of its own with limits on memory and time. */
import { Worker } from 'node:worker_threads'
import { unflat } from './flat.ts'
import type { Order, Said } from './reading.ts'
import { Refused, type Outline, type SheetRow, type Source } from './refused.ts'

/** Run from source (in tests), the thread is the one that was built. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/exchange/sheets/reading.js' : './reading.js',
  import.meta.url,
)
const megabytes = 320
/** Text is read piece by piece: what a roomier thread would keep of it is only waiting to be thrown away. */
const megabytesOfText = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }
/** Without a word from it, in milliseconds. */
const patience = 60_000
const tooMuch = '读取这一文件用的内存过多，没有读取。请删去多余的行、列、图片和格式，或者分成几个文件上传'
const tooSlow = '读取这一文件用的时间过长，没有读取。请另存为csv后重新上传'

/** What the thread says, one after another; it is ended with whoever listens. */
const listen = async function* (order: Order): AsyncGenerator<Said> {
  const resourceLimits = order.looked === 'csv' ? megabytesOfText : { maxOldGenerationSizeMb: megabytes }
  const worker = new Worker(thread, { workerData: order, resourceLimits })
  const said: Said[] = []
  let over: Error | true | undefined
  let wake: () => void = () => {}
  const tell = (): void => wake()
  worker.on('message', (one: Said) => {
    said.push(one)
    tell()
  })
  worker.on('error', (error: Error & { code?: string }) => {
    over ??= error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused(tooMuch) : error
    tell()
  })
  worker.on('exit', () => {
    over ??= true
    tell()
  })
  try {
    for (;;) {
      const one = said.shift()
      if (one) {
        if (one.is === 'refused') throw new Refused(one.words)
        yield one
        worker.postMessage('taken', [])
        continue
      }
      if (over === true) return
      if (over) throw over
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((go) => {
        wake = go
        timer = setTimeout(() => {
          over ??= new Refused(tooSlow)
          go()
        }, patience)
      })
      clearTimeout(timer)
    }
  } finally {
    await worker.terminate()
  }
}
/** What a file is and which sheets it has. Throws Refused. */
export const outlineApart = async (source: Source): Promise<Outline> => {
  for await (const said of listen({ source })) if (said.is === 'outline') return said.outline
  throw new Error('the reading thread ended without an answer')
}
/** The rows of a sheet in slices; whoever stops listening stops the reading. Throws Refused, also in the middle. */
export const rowsApart = async function* (
  source: Source,
  sheet: string,
  looked?: Outline['kind'],
): AsyncGenerator<readonly SheetRow[]> {
  for await (const said of listen({ source, sheet, ...(looked && { looked }) })) {
    if (said.is === 'rows') yield unflat(said.rows)
    if (said.is === 'end') return
  }
  throw new Error('the reading thread ended in the middle')
}
