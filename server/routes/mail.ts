/** Letters: sent from a case by who may act there, each with what became of it; and my address for the morning's reminder. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { masked } from '../../exchange/mail/channel.ts'
import { lettersOf, queue, type Queued } from '../../exchange/mail/queue.ts'
import { wrongAddress } from '../../exchange/mail/smtp.ts'
import { rows, transact } from '../../kernel/ledger/index.ts'
import { perform } from '../../kernel/register/index.ts'
import { isOfficial } from '../access.ts'
import { denied, doneOf, invalid, success, tooManyRequests } from '../errors.ts'
import { readable, unitName } from './reading.ts'
import { idOf, identityOf, mechanismOf, members, type Api } from './request.ts'

const channel = 'email'
const mostFiles = 10
const mostWords = 20_000
/** Letters that one account may queue in a day. */
const mostADay = 300
const controls = /[\u0000-\u001f\u007f\u2028\u2029]/
const hash = /^[0-9a-f]{64}$/

interface Written {
  readonly to: string
  readonly subject: string
  readonly words: string
  readonly files: readonly string[]
}
const writtenIn = (body: unknown): Written => {
  const given = members(body, ['to', 'subject', 'words', 'files'])
  const { to, subject, words, files = [] } = given
  const wrong: Record<string, string> = {}
  const recipient = typeof to === 'string' ? wrongAddress(to) : '必填'
  if (recipient) wrong.to = `收件地址：${recipient}`
  // A line end in a header would begin another header.
  if (typeof subject !== 'string' || !subject.trim() || subject.length > 200 || controls.test(subject))
    wrong.subject = '标题：应为一行文字，不超过200字'
  if (typeof words !== 'string' || !words.trim() || words.length > mostWords)
    wrong.words = `正文：应为文字，不超过${mostWords}字`
  if (!Array.isArray(files) || files.length > mostFiles || !files.every((one) => hash.test(String(one))))
    wrong.files = `附件：应为已上传的文件，不超过${mostFiles}个`
  if (Object.keys(wrong).length) throw invalid(wrong)
  return { to, subject, words, files } as Written
}
const keyOf = (request: FastifyRequest, login: string): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(key))
    throw invalid({ 'Idempotency-Key': '应为1至100个字母、数字或符号' })
  return `case/${login}/${key}`
}
/** As the parties to the case see it: the address is a person's, and stands masked once it is written. */
const shown = ({ id, state, sender, recipient, subject, tries, created, next_at, settled, answer, files }: Queued) => ({
  id,
  state,
  sender,
  recipient: recipient && masked(recipient),
  subject,
  files,
  tries,
  created,
  next: next_at ?? undefined,
  settled: settled ?? undefined,
  answer: answer ?? undefined,
})

export const mailRoutes = (app: FastifyInstance, { house, sends }: Api): void => {
  for (const { id, acts } of house.mechanisms.values())
    if (Object.hasOwn(acts, 'mail')) throw new Error(`mechanism ${id}: the name of its act mail is taken by a route`)
  app.get('/:m/:id/mail', (request) => {
    const m = mechanismOf(house, request)
    const id = idOf(request, 'id', m.name[0])
    const identity = identityOf(request)
    return transact(house.pool, identity.district.id, async (client) => {
      const { level } = await readable(client, m, identity, id)
      if (level !== 'parties') throw denied('信件只供本案的当事单位和监督机关查看')
      return { sends, letters: (await lettersOf(client, identity.district.id, id)).map(shown) }
    })
  })
  app.post('/:m/:id/mail', async (request, reply) => {
    const m = mechanismOf(house, request)
    const id = idOf(request, 'id', m.name[0])
    const identity = identityOf(request)
    const { district, actor, session, today } = identity
    const written = writtenIn(request.body)
    if (!sends) throw denied('本系统没有设置邮件服务器，不能发送信件', '请由系统管理员设置 SMTP_URL 和 MAIL_FROM')
    const { level } = await transact(house.pool, district.id, (client) => readable(client, m, identity, id))
    if (level !== 'parties') throw denied('只有本案的当事单位和监督机关可以从本案发送信件')
    // Whoever may add a note to the case may write from it: judged by the same rules, and undone.
    const note = { words: written.subject }
    const command = { tenant: district.id, mechanism: m.id, stream: id, act: 'note', on: today, actor, body: note }
    doneOf(await perform(house, command, { dry: true }))
    const key = keyOf(request, session.login)
    const letter = await transact(house.pool, district.id, async (client) => {
      const [{ count, stored } = { count: 0, stored: 0 }] = await rows<{ count: number; stored: number }>(
        client,
        `SELECT (SELECT count(*) FROM house.mail WHERE tenant = $1 AND sender = $2 AND created > $3) AS count,
           (SELECT count(*) FROM ledger.file WHERE tenant = $1 AND hash = ANY($4)) AS stored`,
        [district.id, session.login, new Date(house.clock().getTime() - 86_400_000), written.files],
      )
      if (Number(count) >= mostADay) throw tooManyRequests(`一天最多发送${mostADay}封`, '请明天再发')
      if (Number(stored) < new Set(written.files).size) throw invalid({ files: '附件：没有这一文件，请先上传' })
      const from = `${district.nameOf(actor.person)}（${unitName(district, actor.unit)}）`
      return queue(client, house, district.id, {
        key: key ?? `case/${session.login}/${request.id}/${Math.random()}`,
        channel,
        about: { mechanism: m.id, stream: id },
        sender: session.login,
        recipient: written.to,
        subject: written.subject,
        words: `${written.words}\n\n——\n${district.name}${district.sample ? '（示例数据，内容系虚构）' : ''}\n${from}通过法治一本账发送，请勿直接回复本地址。\n`,
        files: written.files,
      })
    })
    return reply.code(success.created).send({ letter })
  })

  app.get('/me/address', (request) => {
    const { session } = identityOf(request)
    return transact(house.pool, session.tenant, async (client) => {
      const [found] = await rows<{ address: string; digest: boolean }>(
        client,
        'SELECT address, digest FROM house.address WHERE tenant = $1 AND login = $2',
        [session.tenant, session.login],
      )
      return { sends, ...found }
    })
  })
  app.post('/me/address', (request) => {
    const { session, actor } = identityOf(request)
    const { address, digest } = members(request.body, ['address', 'digest'])
    if (!isOfficial(actor)) throw denied('期限提醒只发给办理业务的人员')
    if (typeof address !== 'string' || wrongAddress(address))
      throw invalid({ address: typeof address === 'string' ? wrongAddress(address)! : '必填' })
    if (typeof digest !== 'boolean') throw invalid({ digest: '应为是（true）或否（false）' })
    return transact(house.pool, session.tenant, async (client) => {
      await rows(
        client,
        'INSERT INTO house.address VALUES ($1, $2, $3, $4, NULL) ON CONFLICT (tenant, login) DO UPDATE SET address = $3, digest = $4',
        [session.tenant, session.login, address, digest],
      )
      return { sends, address, digest }
    })
  })
  app.delete('/me/address', (request) => {
    const { session } = identityOf(request)
    return transact(house.pool, session.tenant, async (client) => {
      const gone = await rows(client, 'DELETE FROM house.address WHERE tenant = $1 AND login = $2 RETURNING login', [
        session.tenant,
        session.login,
      ])
      // What was already written to it goes with it.
      await rows(
        client,
        `UPDATE house.mail SET recipient = '', words = '', state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END, next_at = NULL
         WHERE tenant = $1 AND key LIKE 'digest/' || $2 || '/%'`,
        [session.tenant, session.login],
      )
      return { erased: gone.length > 0 }
    })
  })
}
