/** A document as PDF: the same paper gives the same bytes, and every face that it is set in is embedded. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFaces, type Faces, type Role } from './faces.ts'
import { markSize, textWidth, type Paper, type Piece } from './model.ts'
import { template } from './template.ts'
import { columnShares, dayInWords, signatureIndents, titleLines, typographic } from './words.ts'

/** What a document is printed with; made once, as it reads tens of megabytes of fonts. */
export interface Press {
  readonly faces: Faces
  /** The PDF, and the characters that no face has: a 〓 stands in their place. */
  readonly print: (paper: Paper) => { readonly pdf: Buffer; readonly missing: readonly string[] }
}
const codeLine = 84
/** Lines of a table that are short enough to stay on one page each. */
const isShort = (rows: readonly (readonly string[])[]): boolean =>
  rows.every((row) => row.every((cell) => cell.length < 300))
const cut = (text: string): string[] =>
  text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${codeLine}}`, 'gu')) ?? [''])

/** What the template reads: the paper with everything that is computed and not set. */
const prepared = (paper: Paper, clean: (text: string, role?: Role) => string): object => {
  const piece = (one: Piece): object => {
    switch (one.is) {
      case 'heading':
        return { ...one, text: clean(one.text) }
      case 'paragraph':
        return { ...one, text: clean(one.text) }
      case 'table': {
        const head = one.head.map((cell) => clean(cell))
        const rows = one.rows.map((row) => head.map((_, at) => clean(row[at] ?? '')))
        return { is: one.is, head, rows, shares: columnShares([head, ...rows]), whole: isShort(rows) }
      }
      case 'facts':
        return { is: one.is, rows: one.rows.map(([name, value]) => [clean(name), clean(value)]) }
      case 'picture':
        return { is: one.is, svg: one.svg, below: clean(one.below) }
      case 'code':
        return { is: one.is, lines: cut(clean(one.text)) }
    }
  }
  const { head, under, addressee, signature, note, imprint, mark, enclosed } = paper
  const title = clean(paper.title)
  const date = dayInWords(signature?.day)
  const organ = clean(signature?.organ ?? '')
  const size = markSize(head?.organ ?? '')
  return {
    title,
    made: paper.made.split('-').map(Number),
    'title-lines': titleLines(title),
    ...(head && {
      head: {
        size,
        lines: titleLines(clean(head.organ), Math.floor(textWidth / size)),
        number: clean(head.number),
        ...(head.urgency && { urgency: clean(head.urgency) }),
        ...(head.signer !== undefined && { signer: clean(head.signer) || '　　　' }),
      },
    }),
    ...(under && { under: clean(under) }),
    ...(addressee && { addressee: clean(addressee) }),
    body: paper.body.map(piece),
    attachments: paper.attachments.map((one) => clean(one)),
    ...(signature && { signature: { organ, date, indents: signatureIndents(organ, date) } }),
    ...(note && { note: clean(note) }),
    ...(imprint && {
      imprint: { copies: clean(imprint.copies), organ: clean(imprint.organ), date: dayInWords(imprint.day) },
    }),
    ...(mark && { mark: clean(mark) }),
    ...(enclosed && { enclosed }),
  }
}

/** `folder`: the district's own fonts. */
export const openPress = (folder?: string, faces: Faces = findFaces(folder)): Press => {
  const compiler = NodeCompiler.create({
    // Nothing is read from it: a document comes whole.
    workspace: mkdtempSync(join(tmpdir(), 'fazhi-press-')),
    fontArgs: [{ fontBlobs: [...faces.blobs] }],
  })
  const print: Press['print'] = (paper) => {
    const missing = new Set<string>()
    const clean = (text: string): string =>
      [...typographic(text)]
        .filter((one) => !/[\p{Cc}\p{Cf}\p{Mn}]/u.test(one) || one === '\n')
        .map((one) => {
          if (/\s/.test(one) || faces.prints('body', one.codePointAt(0)!)) return one
          missing.add(one)
          return '〓'
        })
        .join('')
    const paperText = JSON.stringify({ ...prepared(paper, clean), chains: faces.chains })
    const compiled = compiler.compile({ mainFileContent: template, inputs: { paper: paperText } })
    const document = compiled.result
    if (!document)
      throw new Error(
        `typst: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no document').slice(0, 2000)}`,
      )
    const pdf = compiler.pdf(document, {
      pdfStandard: paper.enclosed ? 'a-3b' : 'a-2b',
      creationTimestamp: Date.parse(`${paper.made}T00:00:00Z`) / 1000,
    })
    compiler.evictCache(30)
    return { pdf, missing: [...missing] }
  }
  return { faces, print }
}
