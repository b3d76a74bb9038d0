/** A table on its way to a reader: made and read in one transaction that sees one state of the database. */
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRace, transact, type Client } from '../../kernel/ledger/index.ts'
import type { OpenHouse } from '../../server/house.ts'
import { csvOf, xlsxOf, type Table } from '../sheets/write.ts'

export const formats = ['xlsx', 'csv'] as const
export type Format = (typeof formats)[number]
export const isFormat = (format: unknown): format is Format => (formats as readonly unknown[]).includes(format)

/** A setting of the transaction: whatever is written meanwhile, count and rows are of one moment. */
export const oneState = '; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'
/** Runs in a transaction of the tenant: plain, or over what was known on a day. */
export type Within = (work: (client: Client) => Promise<void>) => Promise<void>

/** A reader who takes nothing for so long gives up his connection. */
const patience = 120_000
/** Each holds a connection while it is read: others must find some. */
const atMost = 4
const underway = new WeakMap<object, number>()
export class TooManyExports extends Error {}

const piecesOf = (table: Table, format: Format): AsyncIterable<string | Uint8Array> =>
  format === 'csv' ? csvOf(table) : (xlsxOf(table) as unknown as AsyncIterable<Uint8Array>)

/** Writes the pieces; ends with an error where whoever reads has stopped. */
const pour = async (table: Table, format: Format, out: PassThrough): Promise<void> => {
  let stalled = setTimeout(() => {}, 0)
  const watch = async function* () {
    for await (const piece of piecesOf(table, format)) {
      clearTimeout(stalled)
      stalled = setTimeout(() => out.destroy(new Error('the reader has stopped')), patience)
      yield piece
    }
  }
  try {
    await pipeline(watch(), out)
  } finally {
    clearTimeout(stalled)
  }
}
/**
 * The table, and its bytes as they are read. What is wrong before the first row (a filter that cannot be) is thrown;
 * what goes wrong afterwards breaks the stream off, so that nobody takes half a file for a whole one.
 */
export const send = (
  house: OpenHouse,
  within: Within,
  format: Format,
  make: (client: Client) => Promise<Table>,
  log: (line: string) => void,
): Promise<{ readonly table: Table; readonly bytes: Readable }> => {
  const now = underway.get(house.pool) ?? 0
  if (now >= atMost) throw new TooManyExports()
  underway.set(house.pool, now + 1)
  return new Promise((ready, fail) => {
    const bytes = new PassThrough().on('error', () => {})
    let begun = false
    const work = async (client: Client): Promise<void> => {
      const table = await make(client)
      begun = true
      ready({ table, bytes })
      await pour(table, format, bytes)
    }
    within(work)
      // Words for the search were being written by another at that moment.
      .catch((error: unknown) => (!begun && isRace(error) ? within(work) : Promise.reject(error as Error)))
      .catch((error: Error) => {
        // A reader who goes away ends the export; anything else is for us to know.
        if (begun && !('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) log(`export: ${error.message}`)
        bytes.destroy(error)
        fail(error)
      })
      .finally(() => underway.set(house.pool, (underway.get(house.pool) ?? 1) - 1))
  })
}
/** In a plain transaction of that tenant. */
export const inOneState =
  (house: OpenHouse, tenant: string): Within =>
  (work) =>
    transact(house.pool, tenant, work, oneState)
