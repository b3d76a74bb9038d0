import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findFaces } from './faces.ts'
import { openPress } from './pdf.ts'
import { readPdf } from './pdf.fixture.ts'
import { facesIn, NoFont } from './sfnt.ts'

const folders: string[] = []
const folder = (files: Readonly<Record<string, Buffer>>): string => {
  const path = mkdtempSync(join(tmpdir(), 'fazhi-fonts-'))
  folders.push(path)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })))

const require = createRequire(import.meta.url)
const sans = readFileSync(require.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'))
const [face] = facesIn(sans)
const embedded = (faces: ReturnType<typeof findFaces>): readonly string[] =>
  readPdf(
    openPress(undefined, faces).print({
      title: '题',
      body: [{ is: 'paragraph', text: '正文堃喆燊彧珺䶮' }],
      attachments: [],
      made: '2022-01-01',
    }).pdf,
  ).faces

test('a font is known by its names and characters, and can be given another family', () => {
  expect(face!.names).toContain('Noto Sans SC')
  expect(face!.postScript).toBe('NotoSansSC-Medium')
  for (const rare of '堃喆燊彧珺䶮') expect(face!.has(rare.codePointAt(0)!)).toBe(true)
  for (const none of ['😀', '\ue000']) expect(face!.has(none.codePointAt(0)!)).toBe(false)
  const [renamed] = facesIn(face!.renamed('某体'))
  expect([...renamed!.names].sort()).toEqual(['NotoSansSC-Medium', '某体'].sort())
})

test('the district’s own face comes first, then Fandol of the system, then what the installation brings', () => {
  const own = folder({ 'a.ttf': face!.renamed('仿宋_GB2312') })
  expect(embedded(findFaces(own, []))).toEqual(['NotoSansSC-Medium', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
  expect(findFaces(own, []).chains.body).toHaveLength(2)
  // The page number is set in 宋体, which the folder does not have.
  expect(embedded(findFaces(undefined, []))).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
  const system = folder({ 'FandolFang-Regular.otf': sans })
  const { chains, names } = findFaces(own, [system])
  expect(chains.body).toHaveLength(3)
  expect(chains.body.map((name) => names.get(name)).at(-1)).toBe('NotoSerifSC-Regular')
})

test('a file that is no font, or is cut off, is passed over', () => {
  const faces = findFaces(folder({ 'a.ttf': Buffer.from('no font'), 'b.otf': sans.subarray(0, 1000) }), [])
  expect(embedded(faces)).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
  expect(() => facesIn(Buffer.alloc(0))).toThrow(NoFont)
  expect(() => facesIn(sans.subarray(0, 400))).toThrow(NoFont)
})

test('a collection gives each of its faces', () => {
  const one = face!.renamed('甲体')
  const head = Buffer.alloc(16)
  head.write('ttcf', 0, 'latin1')
  head.writeUInt32BE(0x10000, 4)
  head.writeUInt32BE(1, 8)
  head.writeUInt32BE(16, 12)
  // Tables of a collection are counted from the beginning of the file.
  const moved = Buffer.from(one)
  for (let n = 0; n < moved.readUInt16BE(4); n++)
    moved.writeUInt32BE(moved.readUInt32BE(12 + n * 16 + 8) + 16, 12 + n * 16 + 8)
  const [found, ...rest] = facesIn(Buffer.concat([head, moved]))
  expect(rest).toEqual([])
  expect(found!.names).toContain('甲体')
  expect(facesIn(found!.renamed('乙体'))[0]!.names).toContain('乙体')
})
