/** What the PDFs of a district are printed with: opened when first asked for, and kept, as it holds the fonts. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openPress, type Press } from '../exchange/documents/pdf.ts'
import type { OpenHouse } from './house.ts'

/** A district's own faces stand in `fonts/<code>` of the data directory, those of all its districts in `fonts`. */
export const fontFolder = (dataDir: string, code: string): string | undefined =>
  [join(dataDir, 'fonts', code), join(dataDir, 'fonts')].find((folder) => existsSync(folder))

const presses = new Map<string, Press>()
export const pressOf = ({ dataDir }: Pick<OpenHouse, 'dataDir'>, { code }: { readonly code: string }): Press => {
  const folder = fontFolder(dataDir, code)
  const key = folder ?? ''
  let press = presses.get(key)
  if (!press) presses.set(key, (press = openPress(folder)))
  return press
}
