/** The files of imports: the template to fill in, the user's own file with its verdicts, the receipt. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ImportJobs } from '../../exchange/imports/jobs.ts'
import { markedFile } from '../../exchange/imports/marked.ts'
import { hasFile } from '../../exchange/imports/work.ts'
import { standingFor } from '../../exchange/lists/standing.ts'
import { mediaTypes } from '../../exchange/sheets/write.ts'
import { templateOf } from '../../exchange/tables/template.ts'
import { receiptFor, transact } from '../../kernel/ledger/index.ts'
import { accessTo } from '../access.ts'
import { attachmentNamed } from '../disposition.ts'
import { invalid, notFound, success } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { entitled, formAsked, foundJob } from './import-asked.ts'
import { queried } from './request.ts'

const attached = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply.type(type).header('Content-Disposition', attachmentNamed(name))

export const importFileRoutes = (app: FastifyInstance, house: OpenHouse, jobs: ImportJobs): void => {
  app.get('/:m/template', async (request, reply) => {
    const of = entitled(house, request)
    const { m, identity } = of
    const { district, actor } = identity
    const form = formAsked(of, queried(request, 'act'))
    const later = queried(request, 'later')?.split(',') ?? []
    const strange = later.find((name) => !form.later.has(name))
    if (strange !== undefined) throw invalid({ later: `“${strange.slice(0, 60)}”不是可以同行登记的后来事项` })
    const rows =
      form.acting === undefined
        ? []
        : await transact(house.pool, district.id, (client) =>
            standingFor(client, form, district, accessTo(m, actor, district)),
          )
    const sample = house.found.samples.get(m.id) ?? []
    const bytes = await templateOf({ form, later, district, sample, mechanisms: house.mechanisms, rows })
    const called = form.acting === undefined ? '' : `·${form.label}`
    return attached(reply, `${m.name[0]}${called}导入模板.xlsx`, mediaTypes.xlsx).send(Buffer.from(bytes))
  })
  app.get('/:m/imports/:import/marked', async (request, reply) => {
    const { identity, job, tenant } = await foundJob(house, request)
    const importing = await jobs.importingOf(tenant, job, identity.actor)
    if (!hasFile(house, tenant, job.id) || !job.doc.mapping) throw notFound('文件已经不在服务器上', '请重新上传')
    const { name, type, bytes } = await markedFile(importing!, job)
    return attached(reply, name, type).send(bytes)
  })
  app.get('/:m/imports/:import/receipt', async (request, reply) => {
    const { job, tenant, identity } = await foundJob(house, request)
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
}
