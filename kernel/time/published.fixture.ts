import { readdirSync, readFileSync } from 'node:fs'
import { readNotices, type Notice } from './index.ts'

const folder = new URL('../../districts/notices/', import.meta.url)

/** The published notices, as the product ships them. */
export const published: readonly Notice[] = readdirSync(folder).flatMap((file) =>
  readNotices(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), file),
)
