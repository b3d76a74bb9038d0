/**
 * The thread in which files of others are read: one that uses up its memory or never ends takes nothing else with it.
 * It is told what to read, answers in slices, and waits until they are taken.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { flat, type Flat } from './flat.ts'
import { outlineOf, rowsOf } from './read.ts'
import { Refused, type Outline, type Source } from './refused.ts'

/** What is asked of the thread: the outline, or the rows of a sheet. */
export interface Order {
  readonly source: Source
  readonly sheet?: string
  readonly looked?: Outline['kind']
}
export type Said =
  | { readonly is: 'outline'; readonly outline: Outline }
  | { readonly is: 'rows'; readonly rows: Flat }
  | { readonly is: 'end' }
  | { readonly is: 'refused'; readonly words: string }

/** Slices on their way at once. */
const ahead = 8
const work = async (say: (said: Said) => void, taken: () => Promise<void>): Promise<void> => {
  const { source, sheet, looked } = workerData as Order
  try {
    if (sheet === undefined) return say({ is: 'outline', outline: await outlineOf(source) })
    let sent = 0
    for await (const rows of rowsOf(source, sheet, looked)) {
      say({ is: 'rows', rows: flat(rows) })
      if (++sent >= ahead) await taken()
    }
    say({ is: 'end' })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    say({ is: 'refused', words: error.message })
  }
}
if (parentPort) {
  const port = parentPort
  const taken: true[] = []
  let wake: () => void = () => {}
  port.on('message', () => {
    taken.push(true)
    wake()
  })
  const one = async (): Promise<void> => {
    while (!taken.length) await new Promise<void>((go) => (wake = go))
    taken.pop()
  }
  void work((said) => port.postMessage(said), one).finally(() => port.close())
}
