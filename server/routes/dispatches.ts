/** 发文: a letter of a case is put forward for signature, and printed and kept once it has its number. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { valueOf } from '../../exchange/documents/chips.ts'
import { write, Writer } from '../../exchange/documents/letter.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { newId, perform } from '../../kernel/register/index.ts'
import { accessTo } from '../access.ts'
import { dispatches, hashOf, isAbout, printedOf, sentAs, wordsOf, type Dispatch, type Which } from '../dispatches.ts'
import { denied, doneOf, invalid, notFound, refused, success } from '../errors.ts'
import { storeFile } from '../files.ts'
import { formats, letterFile } from '../letter-forms.ts'
import { letterAsked, readingLetters, type LetterRead } from './letters.ts'
import { identityOf, isCount, mechanismOf, members, param, type Api, type Identity } from './request.ts'

const shownFields = ['number', 'word', 'recipients', 'copies', 'printed', 'issuer'] as const

export const dispatchRoutes = (app: FastifyInstance, { house }: Api): void => {
  const m = house.mechanisms.get(dispatches)
  if (!m) return
  const told = (one: Dispatch, { district }: Identity) => {
    const { signer, day, printed, urgency } = printedOf(house, one, namesOf(district))
    return {
      id: one.id,
      state: one.state,
      stateName: m.states[one.state] ?? [one.state, one.state],
      ...Object.fromEntries(shownFields.flatMap((name) => (one.fields[name] ? [[name, one.fields[name]]] : []))),
      ...(signer && { signer }),
      ...(day && { day }),
      ...(printed && { sent: printed }),
      ...(urgency && { urgency }),
    }
  }
  const namesOf = (district: Identity['district']) => ({
    unit: (id: string) => district.units.get(id)?.name ?? id,
    person: district.nameOf,
  })
  /** The letter asked for, in earnest; only who sees all of the case may send from it. */
  const asked = async (request: FastifyRequest) => {
    const found = await readingLetters(house, request)
    if (found.level !== 'parties') throw denied('只有本案的当事单位和监督机关可以登记本案的发文')
    return { ...found, ...letterAsked(house, request, found) }
  }
  const whichOf = ({ read }: LetterRead, { id, letter, part }: ReturnType<typeof letterAsked>): Which => ({
    id,
    part: part?.id,
    upon: new Writer(read, letter, part).upon?.version,
  })

  app.get('/:m/:id/letters/:letter/dispatches', async (request) => {
    const found = await asked(request)
    const identity = identityOf(request)
    const { read, letter, part, all } = found
    const { paper, draft } = write(read, letter, part)
    const issuer = issuerOf(found) ?? identity.actor.unit
    const words = await transact(house.pool, identity.district.id, (client) =>
      wordsOf(client, house, identity.district.id, issuer),
    )
    const which = whichOf(found, found)
    return {
      title: paper.title,
      draft,
      issuer,
      recipients: paper.addressee ?? '',
      words,
      // Earlier rounds stay listed: what went out then is not undone by what came after.
      dispatches: all
        .filter(({ fields }) => fields.letter === which.id && (fields.part ?? undefined) === which.part)
        .map((one) => ({ ...told(one, identity), now: isAbout(one, which) })),
    }
  })
  app.post('/:m/:id/letters/:letter/dispatches', async (request, reply) => {
    const found = await asked(request)
    const { read, letter, part } = found
    const identity = identityOf(request)
    const { district, actor, today } = identity
    const given = members(request.body, ['word', 'issuer', 'recipients', 'copies', 'urgency', 'printer'])
    const text = (name: string): string | undefined => {
      const value = given[name]
      if (value !== undefined && value !== null && typeof value !== 'string') throw invalid({ [name]: '应为文字' })
      return value?.trim() || undefined
    }
    const { paper, draft, hidden } = write(read, letter, part)
    if (letter.kind === 'paper') throw refused(`“${letter.label[0]}”是内部材料，不作为公文印发`, '可以直接打印')
    if (draft) throw refused(`“${letter.label[0]}”还是草稿：所依据的事项还没有办理`, '请先在案卷中办理')
    if (hidden.length)
      throw denied(`文书中的${hidden.join('、')}您无权查看，不能由您送签`, '请由能看到全部内容的人员送签')
    if (text('word') === undefined) throw invalid({ word: '机关代字：必填' })
    const which = whichOf(found, found)
    const issuer = text('issuer') ?? issuerOf(found) ?? actor.unit
    const asWritten = {
      title: paper.title.slice(0, 200),
      kind: letter.label[0],
      issuer,
      drafter: actor.person,
      letter: which.id,
      subject: { mechanism: mechanismOf(house, request).id, id: read.whole.id, hash: '' },
      ...(which.part && { part: which.part }),
      ...(which.upon !== undefined && { upon: which.upon }),
      word: text('word')!,
      recipients: text('recipients') ?? paper.addressee,
      ...Object.fromEntries(
        (['copies', 'urgency', 'printer'] as const).flatMap((name) => (text(name) ? [[name, text(name)]] : [])),
      ),
    }
    const fields = Object.fromEntries(Object.entries(asWritten).filter(([, value]) => value !== undefined))
    const sent = printedOf(house, { ...unsigned, fields }, read.names, 'proposed')
    const content = await letterFile(house, district, { ...read, sent }, found, 'docx')
    const file = await kept(identity, `${letter.label[0]}（送签稿）.docx`, formats.docx, content.content)
    const stream = newId()
    const { event, folded } = doneOf(
      await perform(house, {
        tenant: district.id,
        mechanism: dispatches,
        stream,
        act: 'propose',
        on: today,
        actor,
        body: { ...fields, subject: { ...asWritten.subject, hash: file }, draft: file },
      }),
    )
    return reply.code(success.created).send({ case: event.stream, state: folded.state })
  })
  app.post('/:m/:id/letters/:letter/dispatches/:dispatch/send', async (request) => {
    const found = await asked(request)
    const { read, letter, all } = found
    const identity = identityOf(request)
    const { district, actor, today } = identity
    const { copiesPrinted } = members(request.body, ['copiesPrinted'])
    if (copiesPrinted !== undefined && !isCount(copiesPrinted)) throw invalid({ copiesPrinted: '份数：应为正整数' })
    const which = whichOf(found, found)
    const one = all.find(({ id, fields }) => id === param(request, 'dispatch') && fields.letter === which.id)
    if (!one) throw notFound('没有这一发文登记，或者您无权查看', '请从案卷的文书中选择')
    const elsewhere = '请退回重新送签；另行排印的，在发文登记中上传印发的文书'
    if (one.state !== 'signed') throw refused(`这一文书现为“${m.states[one.state]![0]}”，不能印发`, '请先签发编号')
    if (!isAbout(one, which)) throw refused('送签以后，案卷又有了新的办理，文书已不是签发的那一件', elsewhere)
    const proposed = { ...read, sent: printedOf(house, one, read.names, 'proposed') }
    const again = await letterFile(house, district, proposed, found, 'docx')
    if (hashOf(again.content) !== one.fields.draft)
      throw refused('文书的内容在送签以后有了变动（案卷经过更正，或者文书样式更换），与签发的不一致', elsewhere)
    const printing = { ...read, sent: printedOf(house, { ...one, sent: today }, read.names) }
    const { content, title } = await letterFile(house, district, printing, found, 'pdf')
    const name = `${letter.label[0]} ${title}`.slice(0, 120)
    const printed = await kept(identity, `${name}.pdf`, formats.pdf, content)
    const { folded } = doneOf(
      await perform(house, {
        tenant: district.id,
        mechanism: dispatches,
        stream: one.id,
        act: 'send',
        on: today,
        actor,
        body: { printed, ...(copiesPrinted !== undefined && { copiesPrinted }) },
      }),
    )
    return { case: one.id, state: folded.state, printed }
  })
  /** As which letters a file went out, by the hash of its bytes: whoever has a copy asks whether it is that one. */
  app.get('/letters/sent/:hash', async (request) => {
    const identity = identityOf(request)
    const hash = param(request, 'hash').toLowerCase()
    if (!/^[0-9a-f]{64}$/.test(hash)) throw invalid({ hash: '应为文件的SHA-256' })
    const access = accessTo(m, identity.actor, identity.district)
    const all = await transact(house.pool, identity.district.id, (client) =>
      sentAs(client, house, identity.district.id, hash),
    )
    const seen = all.filter(({ parties }) => access.sees(parties))
    if (!seen.length)
      throw notFound('没有以这一文件印发的文书，或者您无权查看', '纸质件和另存过的文件不能这样核对，请按文号查对')
    return { letters: seen.map((one) => ({ title: one.fields.title, ...told(one, identity) })) }
  })

  const kept = async ({ district, actor }: Identity, name: string, type: string, content: Buffer): Promise<string> =>
    (await storeFile(house, district.id, { name, type, uploader: actor.person, content: Readable.from([content]) }))
      .hash
}
/** The unit that issues it, as the letter declares it. */
const issuerOf = ({ read, letter, part }: LetterRead & ReturnType<typeof letterAsked>): string | undefined => {
  const value = letter.issuer && valueOf(read, letter.issuer, part)
  return typeof value === 'string' ? value : new Writer(read, letter, part).upon?.unit
}
const unsigned: Omit<Dispatch, 'fields'> = {
  id: '',
  state: 'proposed',
  parties: [],
  signed: null,
  sent: null,
  by: null,
}
