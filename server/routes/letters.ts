/** The letters of a case, as docx and PDF: only with what the reader may see. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Read } from '../../exchange/documents/chips.ts'
import { docxOf } from '../../exchange/documents/docx.ts'
import { Writer } from '../../exchange/documents/letter.ts'
import type { Paper } from '../../exchange/documents/model.ts'
import { receiptPaper } from '../../exchange/documents/receipt.ts'
import { placeNames } from '../../exchange/documents/wording.ts'
import type { Seen } from '../../kernel/fields/index.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { structureOf, type Folded } from '../../kernel/procedure/index.ts'
import { titleOf } from '../../kernel/register/index.ts'
import { isOfficial } from '../access.ts'
import { dispatches, dispatchesOf, inForce, printedOf, type Dispatch } from '../dispatches.ts'
import type { District } from '../district.ts'
import { attachmentNamed } from '../disposition.ts'
import { denied, doneOf, invalid, notFound, success } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { formats, formsInForce, letterFile, proposeForm, type Format } from '../letter-forms.ts'
import { offeredOf, readForLetters } from '../letters.ts'
import { portalAddress } from '../portal-address.ts'
import { pressOf } from '../press.ts'
import { historyOf, partLevels, receiptOf } from './cases.ts'
import { readable, titleFor } from './reading.ts'
import { idOf, identityOf, askingIn, mechanismOf, members, param, queried, textIn, type Api } from './request.ts'

const isFormat = (format: string | undefined): format is Format => format === 'docx' || format === 'pdf'

/** A document as a download; the name is that of its file, without an ending. */
const sendFile = (reply: FastifyReply, content: Buffer, name: string, format: Format): FastifyReply =>
  reply
    .type(formats[format])
    .header('Content-Length', content.length)
    .header('Content-Disposition', attachmentNamed(`${name.slice(0, 120)}.${format}`))
    .header('Content-Security-Policy', 'sandbox')
    .send(content)
const sendPaper = async (
  reply: FastifyReply,
  house: OpenHouse,
  district: Pick<District, 'code'>,
  paper: Paper,
  name: string,
  format: Format,
): Promise<FastifyReply> =>
  sendFile(reply, format === 'docx' ? await docxOf(paper) : pressOf(house, district).print(paper).pdf, name, format)

/** The title of a part as this reader may see it. */
const titleSeen = (read: Read, part: Folded): string => {
  const { record } = structureOf(read.m, part.kind)!
  const seen = Object.entries(part.fields).filter(([name]) => record[name] && read.shows(record[name], part.id))
  return titleOf(record, Object.fromEntries(seen))
}
/** A case as the one who asks may read it, how much of it that is, and what is recorded of its letters on their way out. */
export interface LetterRead {
  readonly read: Read
  readonly level: Seen
  readonly all: readonly Dispatch[]
}
export const readingLetters = (house: OpenHouse, request: FastifyRequest): Promise<LetterRead> => {
  const m = mechanismOf(house, request)
  const identity = identityOf(request)
  const { district } = identity
  const id = idOf(request, 'id', m.name[0])
  return transact(house.pool, district.id, async (client) => {
    const { row, access, level } = await readable(client, m, identity, id)
    const of = await partLevels(client, m, district.id, id, access)
    const read = await readForLetters(client, m, district, row.folded, { own: level, of })
    return { read, level, all: await dispatchesOf(client, house, district.id, m.id, id) }
  })
}
const declaredBy = (house: OpenHouse, request: FastifyRequest) =>
  house.found.letters.get(mechanismOf(house, request).id) ?? {}
/** The letter that the address names; `id` with its mechanism. */
export const letterAsked = (house: OpenHouse, request: FastifyRequest, { read }: LetterRead) => {
  const [name, part] = [param(request, 'letter'), queried(request, 'part')]
  const found = offeredOf(declaredBy(house, request), read).find((one) => one.id === name && one.part?.id === part)
  if (!found) throw notFound('这一案卷没有这种文书，或者您无权查看', '请从案卷的文书中选择')
  return { ...found, id: `${mechanismOf(house, request).id}/${name}` }
}
/** What is recorded of this letter on its way out, as far as the reader may know it. */
const dispatchFor = (
  house: OpenHouse,
  { read, level, all }: LetterRead,
  id: string,
  part: Folded | undefined,
  upon: number | undefined,
) => {
  const one = inForce(all, { id, part: part?.id, upon })
  if (!one) return undefined
  const sent = printedOf(house, one, read.names)
  const { number, day, organ = '' } = sent
  return { one, sent: level === 'parties' ? sent : { organ, day, ...(number && { number }) } }
}
export const letterRoutes = (app: FastifyInstance, { house }: Api): void => {
  const formatIn = (request: FastifyRequest): Format => {
    const format = queried(request, 'format') ?? 'docx'
    if (!isFormat(format)) throw invalid({ format: '应为docx或pdf' })
    return format
  }

  /** Every letter that can be issued, the places that its form may bind, and the district's form in force. */
  app.get('/letters', async (request) => {
    const { district, actor } = identityOf(request)
    if (!isOfficial(actor)) throw denied('文书目录只供机关人员查看')
    const forms = await formsInForce(house, district.id)
    return {
      letters: [...house.found.letters].flatMap(([id, letters]) => {
        const m = house.mechanisms.get(id)!
        const places = placeNames(m)
        return Object.entries(letters).map(([name, { label }]) => {
          const form = forms.get(`${id}/${name}`)
          return {
            id: `${id}/${name}`,
            mechanism: m.name,
            label,
            places,
            ...(form && { form: { ...form, byName: district.nameOf(form.by) } }),
          }
        })
      }),
    }
  })
  app.post('/letters/:register/:letter/forms', async (request, reply) => {
    const { district, actor } = identityOf(request)
    const given = members(request.body, ['words', 'form', 'basis'])
    const { words } = given
    if (words !== undefined && words !== null && typeof words !== 'string') throw invalid({ words: '应为文字' })
    const id = `${param(request, 'register')}/${param(request, 'letter')}`
    const outcome = await proposeForm(house, district, actor, id, {
      words: words ?? undefined,
      form: textIn(given, 'form'),
      basis: textIn(given, 'basis'),
    })
    const { event, folded } = doneOf(outcome)
    return reply.code(success.created).send({ case: event.stream, state: folded.state })
  })
  app.get('/:m/:id/letters', async (request) => {
    const found = await readingLetters(house, request)
    const { read, level } = found
    const m = mechanismOf(house, request)
    const register = house.mechanisms.get(dispatches)
    return {
      // Whether a letter can be put forward from here; whether by this person, the act itself says.
      sends: level === 'parties' && register !== undefined,
      letters: offeredOf(declaredBy(house, request), read).map(({ id, letter, part }) => {
        const { draft, upon } = new Writer(read, letter, part)
        const out = dispatchFor(house, found, `${m.id}/${id}`, part, upon?.version)
        return {
          id,
          label: letter.label,
          kind: letter.kind,
          draft,
          ...(part && { part: part.id, about: titleSeen(read, part) }),
          ...(out && {
            sent: {
              ...(out.sent.number && { number: out.sent.number }),
              stateName: register!.states[out.one.state] ?? [out.one.state, out.one.state],
            },
          }),
        }
      }),
    }
  })
  app.get('/:m/:id/letters/:letter', async (request, reply) => {
    const format = formatIn(request)
    askingIn(request)
    const found = await readingLetters(house, request)
    const { id, letter, part } = letterAsked(house, request, found)
    const { district } = identityOf(request)
    const { upon } = new Writer(found.read, letter, part)
    const sent = dispatchFor(house, found, id, part, upon?.version)?.sent
    const { content, title } = await letterFile(house, district, { ...found.read, sent }, { id, letter, part }, format)
    return sendFile(reply, content, `${letter.label[0]} ${title}`, format)
  })

  app.get('/:m/:id/receipts/:version/document', async (request, reply) => {
    const format = formatIn(request)
    const identity = askingIn(request)
    const { district } = identity
    const m = mechanismOf(house, request)
    const [id, version] = [idOf(request, 'id', m.name[0]), Number(param(request, 'version'))]
    if (!Number.isSafeInteger(version) || version < 1 || version > 2 ** 31 - 1)
      throw notFound('序号应为正整数', '请核对历史中的序号')
    const found = await transact(house.pool, district.id, async (client) => {
      const asked = { m, id, part: undefined, identity }
      const sealed = await receiptOf(client, asked, version)
      const { row, level } = await readable(client, m, identity, id)
      const event = (await historyOf(client, asked)).find((one) => one.version === version)
      return { sealed, event, title: titleFor(m, row.folded.fields, level) }
    })
    const { sealed, event, title } = found
    if (!sealed) return reply.code(success.pending).send({ sealed: false, words: '这一条记录尚未封存，请稍后再取回执' })
    if (!event) throw notFound('这一案卷没有这一条记录', '请核对历史中的序号')
    const paper = await receiptPaper({
      receipt: sealed.receipt,
      organ: district.name,
      register: m.name[0],
      title,
      act: event.label?.[0] ?? event.act,
      on: event.on,
      recorded: event.recorded,
      unit: event.unitName ?? '',
      id,
      version,
      address: await portalAddress(house, district, request, 'receipt'),
      sample: district.sample,
    })
    return sendPaper(reply, house, district, paper, `回执 ${title}`, format)
  })
}
