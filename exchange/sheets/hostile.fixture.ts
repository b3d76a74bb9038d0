/** Files that nobody should send, made by code: each with the name under which it comes and what must become of it. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Hostile {
  readonly what: string
  readonly name: string
  readonly bytes: Buffer
  /** What its refusal says; nothing where it may as well be read. */
  readonly says?: RegExp
}
export interface Entry {
  readonly name: string
  readonly data: Buffer | string
  /** Already packed; `data` is left out of account. */
  readonly packed?: Buffer
  readonly method?: 0 | 8
  readonly flags?: number
  /** What the headers claim of the unpacked size. */
  readonly claims?: number
  /** Where the table of contents says it is: an overlap. */
  readonly at?: number
}
/** A zip as its parts say, whether they are true or not. */
export const zipOf = (entries: readonly Entry[]): Buffer => {
  const parts: Buffer[] = []
  const contents: Buffer[] = []
  let offset = 0
  for (const { name, data, packed, method = 8, flags = 0x800, claims, at } of entries) {
    const plain = Buffer.from(data)
    const body = packed ?? (method === 8 ? deflateRawSync(plain) : plain)
    const label = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    const common = (into: Buffer, from: number): void => {
      into.writeUInt16LE(20, from)
      into.writeUInt16LE(flags, from + 2)
      into.writeUInt16LE(method, from + 4)
      into.writeUInt32LE(crc32(plain), from + 10)
      into.writeUInt32LE(body.length, from + 14)
      into.writeUInt32LE(claims ?? plain.length, from + 18)
      into.writeUInt16LE(label.length, from + 22)
    }
    common(head, 4)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    common(entry, 6)
    entry.writeUInt32LE(at ?? offset, 42)
    contents.push(entry, label)
    parts.push(head, label, body)
    offset += 30 + label.length + body.length
  }
  const table = Buffer.concat(contents)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, table, end])
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const cell = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`
export const goodSheet = `<row r="1">${cell('A1', '标题')}${cell('B1', '日期')}</row><row r="2">${cell('A2', '一')}${cell('B2', '2022-03-01')}</row>`
/** The parts of a small workbook, with some replaced, added, or (`undefined`) left out. */
export const workbook = (
  changed: Readonly<Record<string, string | Buffer | undefined>> = {},
  sheet = goodSheet,
): Entry[] => {
  const parts: Record<string, string | Buffer | undefined> = {
    '[Content_Types].xml': `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${related}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${related}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${related}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="${related}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}"><si><t>共用</t></si></sst>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><cellXfs count="1"><xf/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...changed,
  }
  return Object.entries(parts).flatMap(([name, data]) => (data === undefined ? [] : [{ name, data }]))
}
const ods = (rows: string, more: Readonly<Record<string, string>> = {}): Entry[] => [
  { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
  {
    name: 'content.xml',
    data: `${xml}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  },
  ...Object.entries(more).map(([name, data]) => ({ name, data })),
]
const odsCell = (text: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${text}</text:p></table:table-cell>`
export const goodOds = ods(
  `<table:table-row>${odsCell('标题')}${odsCell('日期')}</table:table-row><table:table-row>${odsCell('一')}${odsCell('2022-03-01')}</table:table-row>`,
)
export const goodCsv = '标题,日期\r\n一,2022-03-01\r\n"二，""引""",2022-03-02\r\n'

const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
const laughs = `<!DOCTYPE l [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${String.fromCharCode(98 + n)} "${`&${String.fromCharCode(97 + n)};`.repeat(10)}">`).join('')}]>`
const declaring = (dtd: string, part: string): Buffer =>
  zipOf(
    workbook().map((one) =>
      one.name === part ? { ...one, data: String(one.data).replace(xml, `${xml}${dtd}`) } : one,
    ),
  )
const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))
const long = '长'.repeat((10 * 2 ** 20) / 3)

/** Everything that has a name, about 150 files; the big ones are made when they are asked for. */
export const hostileFiles = function* (): Generator<Hostile> {
  const file = (what: string, name: string, bytes: Buffer | string, says?: RegExp): Hostile => ({
    what,
    name,
    bytes: Buffer.from(bytes),
    ...(says && { says }),
  })
  const book = (what: string, entries: readonly Entry[], says?: RegExp): Hostile =>
    file(what, '表.xlsx', zipOf(entries), says)
  const packed = deflateRawSync(Buffer.alloc(64 * 2 ** 20))
  const parts = workbook().map(({ name }) => name)

  for (const name of [...parts, 'xl/media/image1.png', 'docProps/thumbnail.jpeg'])
    yield book(`64 MB of nothing in ${name}`, [...workbook({ [name]: undefined }), { name, data: '', packed }], /压缩/)
  yield book(
    'a bomb that claims to be ten bytes',
    [...workbook(), { name: 'xl/media/a.png', data: '', packed, claims: 10 }],
    /压缩/,
  )
  yield book('a bomb that claims four gigabytes', [
    ...workbook(),
    { name: 'xl/media/a.png', data: 'a', claims: 0xfffffffe },
  ])
  yield book(
    'a hundred parts in the same place',
    [
      ...workbook(),
      ...Array.from({ length: 100 }, (_, n) => ({ name: `xl/media/${n}.png`, data: 'x'.repeat(100), at: 0 })),
    ],
    /残缺|损坏/,
  )
  yield book(
    'four thousand parts',
    [...workbook(), ...Array.from({ length: 4000 }, (_, n) => ({ name: `xl/x${n}.xml`, data: '' }))],
    /部分/,
  )
  yield book('a name twice', [...workbook(), { name: 'xl/workbook.xml', data: 'x' }], /残缺|损坏/)
  yield book(
    'a part that is locked',
    workbook().map((one) => ({ ...one, flags: 1 })),
    /密码/,
  )

  for (const kind of ['zip', 'xlsx', 'rar', '7z', 'docx', 'jar', 'gz', 'ods', 'tar', 'xls', 'wps', 'pptx'])
    yield book(`a ${kind} inside`, [...workbook(), { name: `xl/embeddings/a.${kind}`, data: zipOf(workbook()) }], /嵌/)
  yield book(
    'a zip inside under another name',
    [...workbook(), { name: 'xl/embeddings/oleObject1.bin', data: zipOf(workbook()), method: 0 }],
    /嵌/,
  )
  yield book(
    'a rar inside under another name',
    [...workbook(), { name: 'xl/media/image1.png', data: 'Rar!xxxx' }],
    /嵌/,
  )
  for (const name of [
    'xl/vbaProject.bin',
    'xl/vbaProjectSignature.bin',
    'xl/activeX/activeX1.xml',
    'xl/activeX/activeX1.bin',
    'Basic/Standard/Module1.xml',
    'Scripts/python/a.py',
  ])
    yield book(`a macro in ${name}`, [...workbook(), { name, data: 'x' }], /宏/)
  yield file('a macro in an ods', '表.ods', zipOf(ods('', { 'Basic/Standard/Module1.xml': 'x' })), /宏/)
  for (const name of [
    '../a.xml',
    '../../etc/passwd',
    'xl/../../a.xml',
    '/etc/passwd',
    'C:\\a.xml',
    'xl\\..\\a.xml',
    '..\\a.xml',
    'xl/a\u0000.xml',
    'xl/\u0007.xml',
    '\\\\server\\a.xml',
  ])
    yield book(`a part called ${JSON.stringify(name)}`, [...workbook(), { name, data: 'x' }], /路径/)

  for (const part of parts) {
    yield file(`an external entity in ${part}`, '表.xlsx', declaring(entity, part), /外部实体/)
    yield file(`a billion laughs in ${part}`, '表.xlsx', declaring(laughs, part), /外部实体/)
  }
  for (const gap of [65_500, 65_530, 131_060])
    yield file(
      `a declaration behind ${gap} characters`,
      '表.xlsx',
      declaring(`<!--${'x'.repeat(gap)}-->${entity}`, parts[6]!),
      /外部实体/,
    )
  yield file(
    'an external entity in an ods',
    '表.ods',
    zipOf(goodOds.map((one) => ({ ...one, data: String(one.data).replace(xml, xml + entity) }))),
    /外部实体/,
  )
  yield book(
    'a part in UTF-16',
    workbook({ 'xl/worksheets/sheet1.xml': Buffer.from('\ufeff<worksheet/>', 'utf16le') }),
    /残缺|损坏/,
  )

  yield book('a cell of 10 MB', workbook({}, `<row r="1">${cell('A1', long)}</row>`), /超过32767字/)
  yield book(
    'a shared string of 10 MB',
    workbook(
      { 'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}"><si><t>${long}</t></si></sst>` },
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
    ),
    /超过32767字/,
  )
  yield book(
    'one long shared string in twenty thousand cells',
    workbook(
      { 'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}"><si><t>${'长'.repeat(32_000)}</t></si></sst>` },
      Array.from({ length: 20_000 }, (_, n) => `<row r="${n + 1}"><c r="A${n + 1}" t="s"><v>0</v></c></row>`).join(''),
    ),
    /文字总量/,
  )
  yield file('a csv cell of 10 MB', '表.csv', `标题\n${long}\n`, /超过32767字/)
  yield file('a quote that never ends', '表.csv', `标题,日期\n"${'长\n'.repeat(60_000)}`, /引号/)
  yield file('a quote open at the end', '表.csv', '标题,日期\n一,"二', /引号/)
  yield file(
    'an ods cell of 10 MB',
    '表.ods',
    zipOf(ods(`<table:table-row>${odsCell(long)}</table:table-row>`)),
    /超过32767字/,
  )
  const wide = Array.from({ length: 16_384 }, (_, n) => cell(`${letters(n)}1`, '宽')).join('')
  yield book('16,384 columns', workbook({}, `<row r="1">${wide}</row>`), /16384列/)
  yield book('one cell in the last column', workbook({}, `<row r="1">${cell('XFD1', '远')}</row>`), /16384列/)
  yield book(
    'empty formatted cells in the last column of every row',
    workbook(
      {},
      Array.from(
        { length: 20_000 },
        (_, n) => `<row r="${n + 1}">${cell(`A${n + 1}`, '一')}<c r="XFD${n + 1}" s="0"/></row>`,
      ).join(''),
    ),
    /空白的列|列/,
  )
  yield file('16,384 columns of csv', '表.csv', `${'宽,'.repeat(16_383)}宽\n`, /16384列/)
  yield file(
    '16,384 columns of an ods',
    '表.ods',
    zipOf(ods(`<table:table-row>${odsCell('宽', 'table:number-columns-repeated="16384"')}</table:table-row>`)),
    /列|残缺|规范/,
  )
  yield file(
    'a row a million times in an ods',
    '表.ods',
    zipOf(ods(`<table:table-row table:number-rows-repeated="100000000">${odsCell('多')}</table:table-row>`)),
  )
  yield book('a row beyond the last', workbook({}, `<row r="99999999">${cell('A99999999', '远')}</row>`))
  yield book('a shared string that is not there', workbook({}, '<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'))
  yield book('tags a hundred thousand deep', workbook({}, `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`))
  yield book(
    'a cell with a formula that would run',
    workbook({}, `<row r="1"><c r="A1"><f>HYPERLINK("http://x","y")</f><v>1</v></c></row>`),
  )
  for (const part of parts) {
    yield book(`no ${part}`, workbook({ [part]: undefined }))
    yield book(`nothing in ${part}`, workbook({ [part]: '' }))
    yield book(
      `half of ${part}`,
      workbook({ [part]: String(workbook().find(({ name }) => name === part)!.data).slice(0, 90) }),
    )
  }

  const good = zipOf(workbook())
  for (let part = 1; part <= 20; part++)
    yield file(
      `cut off after ${part * 5 - 2}%`,
      '表.xlsx',
      good.subarray(0, Math.floor((good.length * (part * 5 - 2)) / 100)),
      /残缺|损坏|内容却不是|空/,
    )
  for (let n = 0; n < 20; n++) {
    const hurt = Buffer.from(good)
    const at = Math.floor((good.length * n) / 20)
    for (let byte = at; byte < at + 8 && byte < hurt.length; byte++) hurt[byte] = hurt[byte]! ^ 0x5a
    yield file(`eight bytes wrong at ${at}`, '表.xlsx', hurt)
  }

  yield file('nothing at all', '表.xlsx', '', /空的/)
  yield file('an empty csv', '表.csv', '', /空的/)
  const signs: readonly (readonly [string, string])[] = [
    ['png', '89504e470d0a1a0a'],
    ['jpeg', 'ffd8ffe000104a46'],
    ['gif', '4749463839610100'],
    ['pdf', '255044462d312e37'],
    ['rar', '526172211a0700cf'],
    ['7z', '377abcaf271c0004'],
    ['gzip', '1f8b080000000000'],
    ['xls', 'd0cf11e0a1b11ae1'],
  ]
  for (const [what, sign] of signs)
    for (const extension of ['xlsx', 'csv'])
      yield file(
        `a ${what} called ${extension}`,
        `表.${extension}`,
        Buffer.concat([Buffer.from(sign, 'hex'), Buffer.alloc(600, 1)]),
        /不是表格|旧版xls/,
      )
  for (const name of ['表.exe', '表.pdf', '表.xlsm', '表.xlsb', '表.html', '表', '表.xlsx.js', '.xlsx'])
    yield file(`a good workbook called ${name}`, name, good, /只能上传/)
  yield file('a workbook called csv', '表.csv', good, /内容却是/)
  yield file('a csv called xlsx', '表.xlsx', goodCsv, /内容却不是/)
  yield file('a workbook called ods', '表.ods', good, /内容却是/)
  yield file('an ods called xlsx', '表.xlsx', zipOf(goodOds), /内容却是/)
  yield book(
    'a Word document',
    [
      { name: '[Content_Types].xml', data: xml },
      { name: 'word/document.xml', data: xml },
    ],
    /Word/,
  )
  yield book('a binary workbook', [{ name: 'xl/workbook.bin', data: 'x' }], /xlsb/)
  yield book('a zip of photos', [{ name: 'a.jpg', data: 'x' }], /不是表格/)
  yield file('a page', '表.csv', '<!DOCTYPE html><html><body><table><tr><td>标题</td></tr></table>', /网页/)
  yield file('XML', '表.csv', `${xml}<a/>`, /XML/)
  yield file('a csv with NUL', '表.csv', '标题,日期\n一\u0000,2022-03-01\n', /NUL/)
  yield file('NUL in UTF-16', '表.csv', Buffer.from('\ufeff标题,日期\n一\u0000\n', 'utf16le'), /NUL/)
  yield file(
    'bytes that are no text',
    '表.csv',
    Buffer.concat([Buffer.from('标题,日期\n'), Buffer.from([0xff, 0xff, 0x81, 0xff, 0x0a])]),
    /编码/,
  )
  yield file('bytes of a program', '表.csv', Buffer.from('7f454c46020101000000000000000000', 'hex'), /NUL/)
}
