/**
 * Stored files: each under the SHA-256 of its content, per tenant. A file is on the disk, with its directory entry,
 * before its row is; a file without a row is an orphan and may be swept.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { rows, transact } from '../kernel/ledger/index.ts'
import type { OpenHouse } from './house.ts'

/** Bytes. */
export const largestFile = 50 * 2 ** 20

export interface Incoming {
  readonly name: string
  /** Media type, as the sender says. */
  readonly type: string
  readonly uploader: string
  readonly content: AsyncIterable<Uint8Array>
}
export interface StoredFile {
  readonly hash: string
  readonly name: string
  readonly type: string
  readonly size: number
}
export class FileTooLarge extends Error {}

const pathOf = (house: OpenHouse, tenant: string, hash: string): string =>
  join(house.dataDir, 'files', tenant, hash.slice(0, 2), hash)
/** Makes a rename durable; on Windows a directory cannot be opened, and need not be. */
const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
const write = async (path: string, content: AsyncIterable<Uint8Array>): Promise<{ hash: string; size: number }> => {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      size += chunk.length
      if (size > largestFile) throw new FileTooLarge()
      hash.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), size }
}

/** Stores a file; the same content a second time keeps the first one's name. Throws FileTooLarge. */
export const storeFile = async (
  house: OpenHouse,
  tenant: string,
  { name, type, uploader, content }: Incoming,
): Promise<StoredFile> => {
  const incoming = join(house.dataDir, 'files', 'incoming')
  await mkdir(incoming, { recursive: true })
  const temporary = join(incoming, randomUUID())
  try {
    const { hash, size } = await write(temporary, content)
    const path = pathOf(house, tenant, hash)
    await mkdir(dirname(path), { recursive: true })
    await rename(temporary, path)
    await syncDirectory(dirname(path))
    await transact(house.pool, tenant, (client) =>
      rows(client, 'INSERT INTO ledger.file VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [
        tenant,
        hash,
        name,
        type,
        size,
        uploader,
        house.clock(),
      ]),
    )
    return { hash, name, type, size }
  } finally {
    await rm(temporary, { force: true })
  }
}
/** Stores a short text; gives its hash. */
export const storeText = async (
  house: OpenHouse,
  tenant: string,
  name: string,
  text: string,
  uploader = 'system',
): Promise<string> =>
  (
    await storeFile(house, tenant, {
      name,
      type: 'text/plain; charset=utf-8',
      uploader,
      content: Readable.from([Buffer.from(text)]),
    })
  ).hash

/** A stored file and its content; nothing where the tenant has none of that hash. */
export const openFile = async (
  house: OpenHouse,
  tenant: string,
  hash: string,
): Promise<(StoredFile & { readonly content: ReadStream }) | undefined> => {
  const [row] = await transact(house.pool, tenant, (client) =>
    rows<StoredFile & Record<string, unknown>>(
      client,
      'SELECT hash, name, type, size FROM ledger.file WHERE tenant = $1 AND hash = $2',
      [tenant, hash],
    ),
  )
  if (!row) return undefined
  const path = pathOf(house, tenant, hash)
  const found = await stat(path).catch(() => undefined)
  return found && { ...row, content: createReadStream(path) }
}
