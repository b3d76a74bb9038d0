/** The thread in which reports of others are opened and checked: one that is hostile takes nothing else with it. */
import { parentPort, workerData } from 'node:worker_threads'
import { check, type Checked } from './index.ts'
import { longest, mostFigures, open, Unreadable, type Opened } from './open/index.ts'

export interface Order {
  readonly bytes: Uint8Array
  /** The report's year where its title says none. */
  readonly year?: number
}
export type Said =
  | { readonly is: 'checked'; readonly opened: Opened; readonly checked: Checked }
  | { readonly is: 'refused'; readonly words: string }

/**
 * A report's file opened and checked, here and now. Throws Unreadable. Who works alone on his own machine may give it a text of
 * any length (`alone`): time grows with the length alone.
 */
export const openAndCheck = ({ bytes, year }: Order, alone = false): { opened: Opened; checked: Checked } => {
  const opened = open(bytes)
  if (opened.text.trim() === '') throw new Unreadable('文件里没有文字；如果是扫描件，请先识别成文字')
  if (!alone && opened.text.length > longest)
    throw new Unreadable(`文字超过${longest / 10_000}万字，不像一份报告；请只留报告正文再试`)
  const checked = check(opened.text, year)
  if (!alone && checked.figures.length > mostFigures)
    throw new Unreadable(`数字超过${mostFigures}个，不像一份报告；请只留报告正文再试`)
  return { opened, checked }
}
if (parentPort) {
  try {
    parentPort.postMessage({ is: 'checked', ...openAndCheck(workerData as Order) } satisfies Said, [])
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    parentPort.postMessage({ is: 'refused', words: error.message } satisfies Said, [])
  }
}
