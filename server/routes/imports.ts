/** Importing a table into a register: upload, mapping, check, commit, undo. Each step is a job behind the page. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ImportJobs } from '../../exchange/imports/jobs.ts'
import { jobsOf, moveJob, type ImportDoc, type ImportJob } from '../../exchange/imports/store.ts'
import type { ImportState } from '../../exchange/imports/told.ts'
import { dropFile, fileOf, folderOf, formFor, hasFile, startJob, undoRows } from '../../exchange/imports/work.ts'
import { largestText } from '../../exchange/sheets/refused.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { newId, notInBatches } from '../../kernel/register/index.ts'
import { invalid, notFound, refused, success, tooLarge } from '../errors.ts'
import { nameIn } from './files.ts'
import { columnsFor, entitled, formAsked, foundJob, labelsOf, mappingIn, shownJob } from './import-asked.ts'
import { importFileRoutes } from './import-files.ts'
import { members, needed, queried, textIn, type Api } from './request.ts'

export const importRoutes = (app: FastifyInstance, { house, log }: Api): void => {
  const jobs = new ImportJobs(house, log)
  // Without its database the server starts all the same, and says so to whoever asks.
  app.addHook('onReady', () => jobs.resume().catch(log))
  app.addHook('onClose', () => jobs.close())

  importFileRoutes(app, house, jobs)

  const answer = async (request: FastifyRequest) => {
    const { of, m, job, tenant } = await foundJob(house, request)
    return {
      import: shownJob(of, job, jobs, hasFile(house, tenant, job.id)),
      columns: columnsFor(formFor(m, job.doc.acting)),
    }
  }
  const move = (tenant: string, job: ImportJob, from: readonly ImportState[], to: ImportState, doc: ImportDoc) =>
    transact(house.pool, tenant, (client) => moveJob(client, tenant, job.id, from, to, doc))
  const busy = () => refused('这次导入正在处理，或者已经结束，不能再改', '请等它处理完，或者重新上传文件')

  app.get('/:m/imports', async (request) => {
    const of = entitled(house, request)
    const { m, acting } = of
    const { district, actor } = of.identity
    const all = await transact(house.pool, district.id, (client) => jobsOf(client, district.id, m.id, [actor.unit]))
    const later = [...formFor(m, undefined).later.keys()].map((id) => ({ id, label: m.acts[id]!.label[0] }))
    return {
      acts: labelsOf(of, undefined).map((one) => ({ ...one, batch: notInBatches(house, m, one.id) === undefined })),
      /** What can be told of cases that exist, and what a row that opens one may tell besides. */
      acting,
      later: of.opening.length ? later : [],
      imports: all.map((job) => {
        const {
          guesses: _,
          mapping: __,
          report,
          ...rest
        } = shownJob(of, job, jobs, hasFile(house, district.id, job.id))
        return { ...rest, ...(report && { report: { ...report, preview: [], faults: [] } }) }
      }),
    }
  })

  // In a scope of its own, since here a body of any type is only bytes, read as they come.
  app.register((scope, _, ready) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    scope.post('/:m/imports', { bodyLimit: largestText }, async (request, reply) => {
      const of = entitled(house, request)
      const { m, identity } = of
      const asked = queried(request, 'act')
      const { acting } = asked === undefined && !of.opening.length ? { acting: undefined } : formAsked(of, asked)
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
        const job = await startJob(importing, size, acting)
        jobs.run(importing, { is: 'look' })
        return await reply
          .code(success.created)
          .send({ import: shownJob(of, job, jobs, true), columns: columnsFor(formFor(m, acting)) })
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
    const { m, identity, job, tenant } = await foundJob(house, request)
    const given = members(request.body, ['sheet', 'header', 'mapping'])
    if (!hasFile(house, tenant, job.id)) throw notFound('文件已经不在服务器上', '请重新上传')
    const importing = await jobs.importingOf(tenant, job, identity.actor)
    const sheet = given.sheet === '' ? '' : textIn(given, 'sheet')
    const { header } = given
    if (header !== undefined && header !== null && !(Number.isSafeInteger(header) && (header as number) > 0))
      throw invalid({ header: '应为表头所在的行号' })
    const mapping = given.mapping === undefined ? undefined : mappingIn(given.mapping, m, job.doc.acting)
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
    const { identity, job, tenant } = await foundJob(house, request)
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
    const { m, identity, job, tenant } = await foundJob(house, request)
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
  app.delete('/:m/imports/:import', async (request) => {
    const { job, tenant } = await foundJob(house, request)
    await jobs.stop(job.id)
    const { report: _, ...doc } = job.doc
    const gone = await move(tenant, job, ['reading', 'checking', 'checked', 'refused'], 'abandoned', doc)
    if (!gone) throw busy()
    await dropFile(house, tenant, job.id)
    return { done: true }
  })
}
