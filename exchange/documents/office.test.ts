import { expect, test } from 'vitest'
import { findOffice, OfficeFailed, pdfByOffice } from './office.ts'

test('where none is installed none is found', () => {
  expect(findOffice([])).toBeUndefined()
  expect(findOffice(['', '/nowhere/at/all'])).toBeUndefined()
})

test('what does not print is told in words, one after the other, and too many at once are turned away', async () => {
  const all = Array.from({ length: 21 }, () => pdfByOffice('/nowhere/soffice', new Uint8Array(), undefined))
  const told = await Promise.all(all.map((one) => one.catch((error: unknown) => error)))
  for (const error of told) expect(error).toBeInstanceOf(OfficeFailed)
  expect((told[0] as Error).message).toContain('请下载Word')
  expect((told[20] as Error).message).toContain('正在转换的文书太多')
  // Those that failed make room again.
  await expect(pdfByOffice('/nowhere/soffice', new Uint8Array(), undefined)).rejects.toThrow('LibreOffice')
})
