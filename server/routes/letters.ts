/** The letters of a case, as docx and PDF: only with what the reader may see. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { docxOf } from '../../exchange/documents/docx.ts'
import { Writer, type Read } from '../../exchange/documents/letter.ts'
import type { Paper } from '../../exchange/documents/model.ts'
import { receiptPaper } from '../../exchange/documents/receipt.ts'
import { placeNames } from '../../exchange/documents/wording.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { structureOf, type Folded } from '../../kernel/procedure/index.ts'
import { titleOf } from '../../kernel/register/index.ts'
import { isOfficial } from '../access.ts'
import type { District } from '../district.ts'
import { attachmentNamed } from '../disposition.ts'
import { denied, doneOf, invalid, notFound, success } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { formsInForce, letterFile, proposeForm } from '../letter-forms.ts'
import { offeredOf, readForLetters } from '../letters.ts'
import { portalAddress } from '../portal-address.ts'
import { pressOf } from '../press.ts'
import { historyOf, partLevels, receiptOf } from './cases.ts'
import { readable, titleFor } from './reading.ts'
import { idOf, identityOf, askingIn, mechanismOf, members, param, queried, textIn, type Api } from './request.ts'

const formats = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const
type Format = keyof typeof formats
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
export const letterRoutes = (app: FastifyInstance, { house }: Api): void => {
  const reading = (request: FastifyRequest): Promise<Read> => {
    const m = mechanismOf(house, request)
    const identity = identityOf(request)
    const id = idOf(request, 'id', m.name[0])
    return transact(house.pool, identity.district.id, async (client) => {
      const { row, access, level } = await readable(client, m, identity, id)
      const of = await partLevels(client, m, identity.district.id, id, access)
      return readForLetters(client, m, identity.district, row.folded, { own: level, of })
    })
  }
  const formatIn = (request: FastifyRequest): Format => {
    const format = queried(request, 'format') ?? 'docx'
    if (!isFormat(format)) throw invalid({ format: '应为docx或pdf' })
    return format
  }
  const declared = (request: FastifyRequest) => house.found.letters.get(mechanismOf(house, request).id) ?? {}

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
    const read = await reading(request)
    return {
      letters: offeredOf(declared(request), read).map(({ id, letter, part }) => {
        return {
          id,
          label: letter.label,
          draft: new Writer(read, letter, part).draft,
          ...(part && { part: part.id, about: titleSeen(read, part) }),
        }
      }),
    }
  })
  app.get('/:m/:id/letters/:letter', async (request, reply) => {
    const format = formatIn(request)
    askingIn(request)
    const read = await reading(request)
    const [name, part] = [param(request, 'letter'), queried(request, 'part')]
    const found = offeredOf(declared(request), read).find((one) => one.id === name && one.part?.id === part)
    if (!found) throw notFound('这一案卷没有这种文书，或者您无权查看', '请从案卷的文书中选择')
    const m = mechanismOf(house, request)
    const { district } = identityOf(request)
    const { content, title } = await letterFile(house, district, read, { ...found, id: `${m.id}/${name}` }, format)
    return sendFile(reply, content, `${found.letter.label[0]} ${title}`, format)
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
