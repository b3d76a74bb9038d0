/** A declared letter and a case become a document. What the reader may not see is not in it. */
import type { Fields } from '../../kernel/fields/index.ts'
import { isParagraph, type Block, type Chip, type Done, type Letter } from '../../kernel/letter.ts'
import { structureOf, type Event, type Folded } from '../../kernel/procedure/index.ts'
import type { Sentence } from '../../kernel/report/index.ts'
import { yearOf, type Day } from '../../kernel/time/index.ts'
import { find, inWords, type Read } from './chips.ts'
import type { Paper, Piece } from './model.ts'
import { headingNumber } from './words.ts'

export interface Written {
  readonly paper: Paper
  /** No act has happened upon which it is issued. */
  readonly draft: boolean
  /** Labels of what was left out because the reader may not see it. */
  readonly hidden: readonly string[]
  /** Labels of bound places that should hold something and are empty. */
  readonly empty: readonly string[]
}

/** Room for what is not known yet. */
const room = '＿＿＿＿'
const stops = /[。；，、！？：.;,]+$/u
const startsWithStop = /^[。；，、！？：]/u

/** Writes one letter about a case, or about one part of it. */
export class Writer {
  readonly #read: Read
  readonly #letter: Letter
  readonly part: Folded | undefined
  /** The act upon which the letter is issued; nothing for a draft. */
  readonly upon: Event | undefined
  readonly hidden = new Set<string>()
  readonly empty = new Set<string>()

  constructor(read: Read, letter: Letter, part: Folded | undefined) {
    this.#read = read
    this.#letter = letter
    this.part = part
    this.upon = read.events.findLast((event) => letter.upon.some((done) => this.#is(event, done)))
  }
  get draft(): boolean {
    return this.#letter.upon.length > 0 && !this.upon
  }
  #is(event: Event, { act, part }: Done): boolean {
    return event.act === act && event.part?.id === (part === undefined ? undefined : this.part?.id)
  }
  /** The words of a chip; nothing where what stands around it is to be left out. */
  text(chip: Chip, part: Folded | undefined = this.part): string | undefined {
    const found = find(this.#read, chip, part)
    if (found.is === 'given') return found.text
    if (found.is === 'hidden') this.hidden.add(chip.label[0])
    if (found.is === 'pending' && this.draft) return room
    if (found.is === 'empty' && !chip.optional) this.empty.add(chip.label[0])
    return undefined
  }
  /** A sentence stands whole or not at all. */
  speak({ pieces }: Sentence<Chip>, part?: Folded): string | undefined {
    let said = ''
    for (const [n, piece] of pieces.entries()) {
      if (typeof piece === 'string') {
        said += piece
        continue
      }
      const text = this.text(piece, part ?? this.part)
      if (text === undefined) return undefined
      const next = pieces[n + 1]
      said += typeof next === 'string' && startsWithStop.test(next) ? text.trim().replace(stops, '') : text.trim()
    }
    return said
  }
  #paragraphs(text: string): Piece[] {
    return text
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => ({ is: 'paragraph', text: one }))
  }
  rowsOf(kind: string, states: readonly string[] | undefined): readonly Folded[] {
    return this.#read.parts.filter((part) => part.kind === kind && (!states || states.includes(part.state)))
  }
  /** Every file that an act brought and the reader may see: what it is, from which act, by whom, when. */
  #papers(): Piece {
    const { events, shows, names, m } = this.#read
    const rows = events.flatMap(({ act, part, body, on, unit }) => {
      const structure = structureOf(m, part?.kind)!
      const asked: Fields = { ...structure.record, ...structure.acts[act]?.asks }
      return Object.entries(body).flatMap(([name, value]) => {
        const field = asked[name]
        if (!field || (field.kind !== 'file' && field.kind !== 'document') || !shows(field, part?.id)) return []
        return [[inWords(field, value, names), structure.acts[act]?.label[0] ?? act, names.unit(unit), on]]
      })
    })
    return {
      is: 'table',
      head: ['序号', '材料名称', '办理环节', '责任单位', '日期'],
      rows: rows.length ? rows.map((row, n) => [String(n + 1), ...row]) : [['', '无', '', '', '']],
    }
  }
  block(block: Block): Piece[] {
    if (isParagraph(block)) {
      const said = block.map((sentence) => this.speak(sentence)).filter((text) => text !== undefined)
      return this.#paragraphs(said.join(''))
    }
    if ('heading' in block) return [{ is: 'heading', level: block.level, text: block.heading }]
    if ('table' in block) {
      const rows = this.rowsOf(block.table, block.states)
      const head = block.columns.map(({ label }) => label[0])
      if (!rows.length) return [{ is: 'table', head, rows: [head.map((_, at) => (at ? '' : block.none))] }]
      return [{ is: 'table', head, rows: rows.map((row) => block.columns.map((chip) => this.text(chip, row) ?? '')) }]
    }
    if ('each' in block) {
      const rows = this.rowsOf(block.each, block.states)
      if (!rows.length) return block.none ? this.#paragraphs(block.none) : []
      return rows.flatMap((row, n) =>
        block.says
          .map((sentence) => this.speak(sentence, row))
          .filter((text) => text !== undefined)
          .flatMap((text, at) => this.#paragraphs(at ? text : `${headingNumber(3, n + 1)}${text}`)),
      )
    }
    if ('facts' in block)
      return [{ is: 'facts', rows: block.facts.map((chip) => [chip.label[0], this.text(chip) ?? '']) }]
    if ('papers' in block) return [this.#papers()]
    if ('when' in block) {
      const { upon } = this
      return upon && block.when.some((done) => this.#is(upon, done)) ? block.says.flatMap((one) => this.block(one)) : []
    }
    const text = this.speak(block)
    return text === undefined ? [] : this.#paragraphs(text)
  }
}

/** Headings get their numbers; one under which nothing stands is left out. */
const numbered = (pieces: readonly Piece[]): Piece[] => {
  const counts = [0, 0, 0, 0]
  const stands = pieces.filter((piece, at) => {
    if (piece.is !== 'heading') return true
    const next = pieces.slice(at + 1).find((one) => one.is !== 'heading' || one.level <= piece.level)
    return next !== undefined && next.is !== 'heading'
  })
  return stands.map((piece) => {
    if (piece.is !== 'heading') return piece
    counts[piece.level - 1]! += 1
    counts.fill(0, piece.level)
    return { ...piece, text: headingNumber(piece.level, counts[piece.level - 1]!) + piece.text }
  })
}
/** Room for a number that is not recorded. */
const roomForNumber = (on: Day | undefined): string => {
  const room = (wide: number) => '\u3000'.repeat(wide)
  return `${room(4)}〔${on ? yearOf(on) : room(3)}〕${room(2)}号`
}
/** The document of a letter. `part` is the part it is about; `body` another text than the declared one. */
export const write = (
  read: Read,
  letter: Letter,
  part: Folded | undefined,
  body?: (writer: Writer) => readonly Piece[],
): Written => {
  const writer = new Writer(read, letter, part)
  const { upon, draft } = writer
  const { sent } = read
  const day = sent ? sent.day : upon?.on
  const { kind, issuer, number, to, note } = letter
  const issuing = sent?.organ ?? (issuer ? writer.text(issuer) : upon ? read.names.unit(upon.unit) : undefined)
  const organ = issuing ?? (draft ? '（发文机关）' : read.names.unit(read.whole.unit))
  const [first, otherwise] = Array.isArray(to) ? to : [to, undefined]
  const named = typeof first === 'object' ? writer.text(first) : first
  // What a choice says in brackets explains it, and is no part of a name.
  const isChoice = typeof first === 'object' && first.kind === 'choice'
  const addressee = sent?.to ?? (isChoice ? named?.replace(/（[^（）]*）/g, '') : named) ?? otherwise
  const pieces = body ? body(writer) : numbered(letter.body.flatMap((block) => writer.block(block)))
  const attachments = letter.attached.flatMap((chip) => {
    // Of the acts upon which it may be issued, only that of this one comes along.
    const other = letter.upon.some(({ act }) => act === chip.act) && chip.act !== upon?.act
    if (other) return []
    const found = find(read, chip, part)
    return found.is === 'given' ? [found.text] : []
  })
  const hidden = [...writer.hidden]
  const mark = [
    ...(draft ? ['草稿'] : []),
    ...(hidden.length ? ['部分内容依阅者权限未列出'] : []),
    ...(read.sample ? ['示例数据，内容系虚构'] : []),
  ].join('　')
  const title = writer.speak(letter.title) ?? letter.label[0]
  const paper: Paper = {
    ...(kind !== 'paper' && {
      head: {
        organ: kind === 'report' ? `${organ}文件` : organ,
        number: sent?.number ?? (number && writer.text(number)) ?? roomForNumber(day),
        ...(kind === 'report' && { signer: sent?.signer ?? '' }),
        ...(sent?.urgency && { urgency: sent.urgency }),
      },
      signature: { organ, day },
      // What is published on a page has none unless copies go out, nor has a draft.
      ...((kind !== 'notice' || sent?.copies) &&
        !draft && {
          imprint: { copies: sent?.copies ?? '', organ: sent?.printer ?? organ, day: sent?.printed ?? day },
        }),
    }),
    title,
    ...(addressee && { addressee }),
    body: pieces,
    attachments,
    ...(note && { note }),
    ...(mark && { mark }),
    made: sent?.printed ?? day ?? upon?.on ?? read.whole.latest,
  }
  return { paper, draft, hidden, empty: [...writer.empty] }
}
