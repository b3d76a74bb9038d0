/** The package of a docx: made the same for the same content, with other names for faces that a computer may lack. */
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import type { Day } from '../../kernel/time/index.ts'
import { layout } from './model.ts'

/** Who has not the face is shown one of these. */
const others: Readonly<Record<string, { readonly other: string; readonly family: string }>> = {
  方正小标宋简体: { other: '方正小标宋_GBK', family: 'roman' },
  仿宋_GB2312: { other: '仿宋', family: 'modern' },
  楷体_GB2312: { other: '楷体', family: 'modern' },
  黑体: { other: 'SimHei', family: 'modern' },
  宋体: { other: 'SimSun', family: 'auto' },
}
const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.entries(others)
  .map(
    ([name, { other, family }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join(
    '',
  )}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`

/** All parts in the order of their names, each dated on that day: nothing of the hour in which it was made remains. */
export const packed = (parts: Readonly<Record<string, Uint8Array>>, made: Day): Buffer => {
  const [year, month, date] = made.split('-').map(Number)
  // The format's own calendar begins in 1980; the time is local, as unzip shows it.
  const mtime = new Date(Math.max(1980, year!), month! - 1, date)
  const sorted = Object.entries(parts).sort(([a], [b]) =>
    a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1,
  )
  const files: Zippable = Object.fromEntries(sorted.map(([name, bytes]) => [name, [bytes, { mtime, level: 6 }]]))
  return Buffer.from(zipSync(files))
}
/** A line of another height than the grid's must not be set to it, or it takes two of them; the library has no word for it. */
const offGrid = (document: string): string =>
  document.replace(
    new RegExp(`<w:spacing [^>]*w:line="(?!${Math.round(layout.line * 20)}")\\d+"[^>]*/>`, 'g'),
    '<w:snapToGrid w:val="0"/>$&',
  )
/** A box shows no frame and keeps its size; its name is not a random one. The library has no words for it. */
const boxed = (document: string): string => {
  let n = 0
  return document
    .replace(/<v:shape id="[^"]*"/g, () => `<v:shape id="box${++n}" stroked="f" filled="f"`)
    .replace(/<v:textbox style="[^"]*">/g, '<v:textbox inset="0,0,0,0">')
}
/** No room of its own between Chinese and digits, and no stop beyond the margin: 28 characters stay 28. */
const close = (styles: string): string =>
  styles.replace(
    '<w:name w:val="Normal"/><w:qFormat/>',
    (normal) =>
      `${normal}<w:pPr><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr>`,
  )
/** What the library made, without the hour in which it was made. */
export const repacked = (docx: Uint8Array, made: Day): Buffer => {
  const parts = unzipSync(docx)
  const core = strFromU8(parts['docProps/core.xml']!).replace(
    /(<dcterms:(created|modified)[^>]*>)[^<]*/g,
    (_, open: string) => `${open}${made}T00:00:00Z`,
  )
  const changed = (name: string, change: (text: string) => string) => strToU8(change(strFromU8(parts[name]!)))
  return packed(
    {
      ...parts,
      'docProps/core.xml': strToU8(core),
      'word/fontTable.xml': strToU8(fontTable),
      'word/document.xml': changed('word/document.xml', (document) => boxed(offGrid(document))),
      'word/styles.xml': changed('word/styles.xml', close),
    },
    made,
  )
}
