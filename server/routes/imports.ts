/** Importing a table into a register: template, upload, mapping, check, commit, undo. Each step is a job behind the page. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ImportJobs } from '../../exchange/imports/jobs.ts'
import { markedFile } from '../../exchange/imports/marked.ts'
import { jobsOf, moveJob, type ImportDoc, type ImportJob } from '../../exchange/imports/store.ts'
import {
  allowedActs,
  dropFile,
  fileOf,
  folderOf,
  hasFile,
  readJob,
  startJob,
  undoRows,
  wrongMapping,
} from '../../exchange/imports/work.ts'
import { largestText } from '../../exchange/sheets/refused.ts'
import { mediaTypes } from '../../exchange/sheets/write.ts'
import { columnsOf } from '../../exchange/tables/columns.ts'
import { templateOf } from '../../exchange/tables/template.ts'
import { isUuid, transact } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { receiptFor } from '../../kernel/ledger/index.ts'
import { newId, notInBatches } from '../../kernel/register/index.ts'
import { encodedName } from '../disposition.ts'
import { denied, invalid, notFound, refused, success, tooLarge } from '../errors.ts'
import { nameIn } from './files.ts'
import { askingIn, isObject, mechanismOf, members, needed, param, textIn, type Api, type Identity } from './request.ts'
import type { ImportState, Mapping } from '../../exchange/imports/told.ts'

const attached = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply.type(type).header('Content-Disposition', `attachment; filename*=${encodedName(name)}`)

/** Only who may open a case of the register may import into it, and sees the imports of his unit. */
const entitled = (m: AnyMechanism, { actor, today }: Identity): readonly string[] => {
  const acts = allowedActs(m, actor, today)
  if (!acts.length) throw denied(`您没有在“${m.name[0]}”立案登记的职权，不能导入`, '请由有职权的人员导入')
  return acts
}
const shown = (m: AnyMechanism, job: ImportJob, acts: readonly string[], jobs: ImportJobs, kept: boolean) => ({
  id: job.id,
  mechanism: job.mechanism,
  state: job.state,
  entered: job.entered,
  person: job.person,
  unit: job.unit,
  done: jobs.doneOf(job.id) ?? job.done,
  /** Whether the file is still there, so that it can be read again. */
  kept,
  ...job.doc,
  acts: acts.map((id) => ({ id, label: m.acts[id]!.label[0] })),
})
const columnsFor = (m: AnyMechanism) =>
  columnsOf(m).map(({ id, label, field, asked, needed: must }) => ({
    id,
    label,
    kind: field.kind,
    asked,
    needed: must,
    ...(field.options && { options: Object.entries(field.options).map(([one, [zh]]) => ({ id: one, label: zh })) }),
  }))

/** What the user says of the columns. */
const mappingIn = (given: unknown, m: AnyMechanism): Mapping => {
  const bad = (words: string) => invalid({ mapping: words })
  if (!isObject(given)) throw bad('应为一个JSON对象')
  const { columns, fixed = {}, units = {}, act } = given
  if (
    !Array.isArray(columns) ||
    columns.length > 500 ||
    !columns.every((one) => one === null || typeof one === 'string')
  )
    throw bad('columns：应为各列的栏目组成的列表')
  const texts = (value: unknown): value is Record<string, string> =>
    isObject(value) && Object.values(value).every((one) => typeof one === 'string' && one.length <= 2000)
  if (!texts(fixed)) throw bad('fixed：应为栏目和固定值')
  if (!isObject(units) || !Object.values(units).every((one) => one === '元' || one === '万元' || one === '亿元'))
    throw bad('units：应为元、万元或者亿元')
  if (act !== undefined && act !== null && typeof act !== 'string') throw bad('act：应为行为')
  const mapping = { columns, fixed, units, act: act ?? undefined } as Mapping
  const wrong = wrongMapping(m, mapping)
  if (wrong) throw bad(wrong)
  return mapping
}

export const importRoutes = (app: FastifyInstance, { house, log }: Api): void => {
  const jobs = new ImportJobs(house, log)
  // Without its database the server starts all the same, and says so to whoever asks.
  app.addHook('onReady', () => jobs.resume().catch(log))
  app.addHook('onClose', () => jobs.close())

  const found = async (request: FastifyRequest) => {
    const m = mechanismOf(house, request)
    const identity = askingIn(request)
    const acts = entitled(m, identity)
    const id = param(request, 'import')
    const job = isUuid(id) ? await readJob(house, identity.district.id, id) : undefined
    if (!job || job.mechanism !== m.id || job.unit !== identity.actor.unit || job.state === 'abandoned')
      throw notFound('没有找到这一次导入，或者您无权查看', '请从导入记录中打开')
    return { m, identity, acts, job, tenant: identity.district.id }
  }
  const answer = async (request: FastifyRequest) => {
    const { m, acts, job, tenant } = await found(request)
    return { import: shown(m, job, acts, jobs, hasFile(house, tenant, job.id)), columns: columnsFor(m) }
  }
  const move = (tenant: string, job: ImportJob, from: readonly ImportState[], to: ImportState, doc: ImportDoc) =>
    transact(house.pool, tenant, (client) => moveJob(client, tenant, job.id, from, to, doc))
  const busy = () => refused('这次导入正在处理，或者已经结束，不能再改', '请等它处理完，或者重新上传文件')

  app.get('/:m/template', async (request, reply) => {
    const m = mechanismOf(house, request)
    const identity = askingIn(request)
    entitled(m, identity)
    const bytes = await templateOf({
      m,
      district: identity.district,
      sample: house.found.samples.get(m.id) ?? [],
      mechanisms: house.mechanisms,
    })
    return attached(reply, `${m.name[0]}导入模板.xlsx`, mediaTypes.xlsx).send(Buffer.from(bytes))
  })
  app.get('/:m/imports', async (request) => {
    const m = mechanismOf(house, request)
    const identity = askingIn(request)
    const acts = entitled(m, identity)
    const { district, actor } = identity
    const all = await transact(house.pool, district.id, (client) => jobsOf(client, district.id, m.id, [actor.unit]))
    return {
      acts: acts.map((id) => ({ id, label: m.acts[id]!.label[0], batch: notInBatches(house, m, id) === undefined })),
      imports: all.map((job) => {
        const {
          guesses: _,
          mapping: __,
          report,
          ...rest
        } = shown(m, job, acts, jobs, hasFile(house, district.id, job.id))
        return { ...rest, ...(report && { report: { ...report, preview: [], faults: [] } }) }
      }),
    }
  })

  // In a scope of its own, since here a body of any type is only bytes, read as they come.
  app.register((scope, _, ready) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    scope.post('/:m/imports', { bodyLimit: largestText }, async (request, reply) => {
      const m = mechanismOf(house, request)
      const identity = askingIn(request)
      const acts = entitled(m, identity)
      const name = nameIn(request.headers['x-file-name'])
      const { actor, district } = identity
      const id = newId()
      await folderOf(house, district.id)
      const path = fileOf(house, district.id, id)
      const content = request.body instanceof Readable ? request.body : Readable.from([])
      let size = 0
      try {
        const counted = async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length
            if (size > largestText) throw tooLarge(`文件超过${largestText / 2 ** 20}MB`, '请分成几个文件上传')
            yield chunk
          }
        }
        await pipeline(
          content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
          counted,
          createWriteStream(path, { mode: 0o600, flags: 'wx' }),
        )
        const importing = { house, tenant: district.id, m, actor, id, source: { path, name } }
        const job = await startJob(importing, size)
        jobs.run(importing, { is: 'look' })
        return await reply
          .code(success.created)
          .send({ import: shown(m, job, acts, jobs, true), columns: columnsFor(m) })
      } catch (error) {
        request.raw.resume()
        await rm(path, { force: true })
        throw error
      }
    })
    ready()
  })

  app.get('/:m/imports/:import', answer)
  app.post('/:m/imports/:import/mapping', async (request) => {
    const { m, identity, job, tenant } = await found(request)
    const given = members(request.body, ['sheet', 'header', 'mapping'])
    if (!hasFile(house, tenant, job.id)) throw notFound('文件已经不在服务器上', '请重新上传')
    const importing = await jobs.importingOf(tenant, job, identity.actor)
    const sheet = given.sheet === '' ? '' : textIn(given, 'sheet')
    const { header } = given
    if (header !== undefined && header !== null && !(Number.isSafeInteger(header) && (header as number) > 0))
      throw invalid({ header: '应为表头所在的行号' })
    const mapping = given.mapping === undefined ? undefined : mappingIn(given.mapping, m)
    if (!(await move(tenant, job, ['checked'], 'checking', job.doc))) throw busy()
    jobs.run(
      importing!,
      mapping
        ? { is: 'check', mapping }
        : {
            is: 'look',
            ...(sheet !== undefined && { sheet }),
            ...(typeof header === 'number' && { header }),
          },
    )
    return answer(request)
  })
  app.post('/:m/imports/:import/commit', async (request) => {
    const { identity, job, tenant } = await found(request)
    const given = members(request.body, ['mode', 'again'])
    const mode = needed(given, 'mode')
    if (mode !== 'all' && mode !== 'good')
      throw invalid({ mode: '应为all（全部正确才写入）或者good（只写入正确的行）' })
    if (given.again !== undefined && typeof given.again !== 'boolean') throw invalid({ again: '应为是或否' })
    if (!job.doc.mapping) throw busy()
    const importing = await jobs.importingOf(tenant, job, identity.actor)
    const { words: _, ...doc } = job.doc
    if (!(await move(tenant, job, ['checked'], 'committing', doc))) throw busy()
    jobs.run(importing!, { is: 'commit', mode, again: given.again === true })
    return answer(request)
  })
  app.post('/:m/imports/:import/undo', async (request) => {
    const { m, identity, job, tenant } = await found(request)
    const reason = needed(members(request.body, ['reason']), 'reason').trim()
    if (!reason) throw invalid({ reason: '必填' })
    if (job.state !== 'done') throw refused('这次导入没有写入，或者已经撤销', '请从导入记录中核对')
    const undone = await undoRows({ house, tenant, m, actor: identity.actor, id: job.id }, job.doc, reason)
    if (undone.is === 'refused') throw refused(undone.words, '请由有职权的人员撤销')
    if (undone.is === 'depended')
      throw refused(
        `已有${undone.count}项记录依赖这一批，不能整批撤销：${undone.some
          .slice(0, 5)
          .map(({ words }) => words)
          .join('；')}`,
        '请先处理这些记录，或者逐件更正、作废',
        undone.some.map(({ words, case: of }) => `${words}（案卷${of}）`),
      )
    return answer(request)
  })
  app.get('/:m/imports/:import/marked', async (request, reply) => {
    const { m, identity, job, tenant } = await found(request)
    const importing = await jobs.importingOf(tenant, job, identity.actor)
    if (!hasFile(house, tenant, job.id) || !job.doc.mapping) throw notFound('文件已经不在服务器上', '请重新上传')
    const { name, type, bytes } = await markedFile(importing!, job)
    void m
    return attached(reply, name, type).send(bytes)
  })
  app.get('/:m/imports/:import/receipt', async (request, reply) => {
    const { job, tenant, identity } = await found(request)
    if (!job.doc.result) throw notFound('这次导入没有写入，没有回执', '请先提交')
    const batches = await transact(house.pool, tenant, async (client) => {
      const all = []
      for (const batch of job.doc.result!.batches)
        all.push({
          ...batch,
          receipt: batch.root
            ? ((await receiptFor(client, tenant, batch.id, 1, identity.district.algorithm)) ?? null)
            : null,
        })
      return all
    })
    const sealed = batches.every(({ root, receipt }) => !root || receipt)
    return reply.code(sealed ? success.ok : success.pending).send({
      import: job.id,
      name: job.doc.name,
      file: job.doc.file,
      on: job.doc.result.on,
      rows: job.doc.result.rows,
      batches,
    })
  })
  app.delete('/:m/imports/:import', async (request) => {
    const { job, tenant } = await found(request)
    await jobs.stop(job.id)
    const { report: _, ...doc } = job.doc
    const gone = await move(tenant, job, ['reading', 'checking', 'checked', 'refused'], 'abandoned', doc)
    if (!gone) throw busy()
    await dropFile(house, tenant, job.id)
    return { done: true }
  })
}
