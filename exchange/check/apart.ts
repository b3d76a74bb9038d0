/** The same as `openAndCheck`, in a thread of its own with limits on memory and time. */
import { Worker } from 'node:worker_threads'
import type { Checked } from './index.ts'
import { Unreadable, type Opened } from './open/index.ts'
import type { Order, Said } from './thread.ts'

/** Run from source (in tests), the thread is the one that was built. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/exchange/check/thread.js' : './thread.js',
  import.meta.url,
)
const megabytes = 320
/** In milliseconds; a report takes a tenth of a second. */
const patience = 20_000

/** Throws Unreadable. */
export const checkApart = (order: Order): Promise<{ opened: Opened; checked: Checked }> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: megabytes } })
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      void worker.terminate()
      settle()
    }
    const refuse = (words: string): void => end(() => reject(new Unreadable(words)))
    const timer = setTimeout(() => refuse('读这一文件用的时间过长，没有检查；请只留报告正文再试'), patience)
    worker.on('message', (said: Said) => (said.is === 'refused' ? refuse(said.words) : end(() => resolve(said))))
    worker.on('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? refuse('读这一文件用的内存过多，没有检查；请只留报告正文再试')
        : end(() => reject(error)),
    )
    worker.on('exit', () => end(() => reject(new Error('the checking thread ended without an answer'))))
  })
