/** What the routes of imports share: who may import what, how a job is shown, what the user says of its columns. */
import type { FastifyRequest } from 'fastify'
import type { ImportJobs } from '../../exchange/imports/jobs.ts'
import type { ImportJob } from '../../exchange/imports/store.ts'
import type { Mapping } from '../../exchange/imports/told.ts'
import { formFor, mayDo, mayOpen, readJob, wrongMapping } from '../../exchange/imports/work.ts'
import { formOf, type Form } from '../../exchange/tables/columns.ts'
import { isUuid } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { denied, invalid, notFound } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { askingIn, isObject, mechanismOf, param, type Identity } from './request.ts'

export interface Entitled {
  readonly m: AnyMechanism
  readonly identity: Identity
  /** The acts by which this person may open cases of the register at all. */
  readonly opening: readonly string[]
  /** The acts that he may do on what exists. */
  readonly acting: ReturnType<typeof mayDo>
}
/** Only who may act in the register may import into it, and sees the imports of his unit. */
export const entitled = (house: OpenHouse, request: FastifyRequest): Entitled => {
  const m = mechanismOf(house, request)
  const identity = askingIn(request)
  const { actor, today } = identity
  const [opening, acting] = [mayOpen(m, actor, today), mayDo(m, actor)]
  if (!opening.length && !acting.length)
    throw denied(`您在“${m.name[0]}”没有办理任何事项的职权，不能导入`, '请由有职权的人员导入')
  return { m, identity, opening, acting }
}
/** The form that is asked for, by somebody who may act so. */
export const formAsked = ({ m, opening, acting }: Entitled, act: string | undefined): Form => {
  if (act === undefined) {
    if (!opening.length) throw denied(`您没有在“${m.name[0]}”立案登记的职权`, '请选择您可以办理的事项')
    return formOf(m)!
  }
  const form = formOf(m, act)
  if (!form) throw invalid({ act: `没有“${act.slice(0, 60)}”这一可以按案卷登记的事项` })
  if (!acting.some(({ id }) => id === act)) throw denied('您没有办理这一事项的职权', '请由有职权的人员导入')
  return form
}
export const labelsOf = ({ m, opening }: Entitled, form: Form | undefined) =>
  form?.acting === undefined
    ? opening.map((id) => ({ id, label: m.acts[id]!.label[0] }))
    : [...form.acts.keys()].map((id) => ({ id, label: form.label! }))
export const shownJob = (of: Entitled, job: ImportJob, jobs: ImportJobs, kept: boolean) => {
  const form = formOf(of.m, job.doc.acting)
  return {
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
    acts: labelsOf(of, form),
    /** Facts that a row may tell besides. */
    later: [...(form?.later.keys() ?? [])].map((id) => ({ id, label: of.m.acts[id]!.label[0] })),
  }
}
export const columnsFor = (form: Form) =>
  form.columns.map(({ id, label, field, asked, needed, of }) => ({
    id,
    label,
    kind: field.kind,
    asked,
    needed,
    ...(of && { of }),
    ...(field.options && { options: Object.entries(field.options).map(([one, [zh]]) => ({ id: one, label: zh })) }),
  }))
/** A job of the person's own unit. */
export const foundJob = async (house: OpenHouse, request: FastifyRequest) => {
  const of = entitled(house, request)
  const { m, identity } = of
  const tenant = identity.district.id
  const id = param(request, 'import')
  const job = isUuid(id) ? await readJob(house, tenant, id) : undefined
  if (!job || job.mechanism !== m.id || job.unit !== identity.actor.unit || job.state === 'abandoned')
    throw notFound('没有找到这一次导入，或者您无权查看', '请从导入记录中打开')
  return { of, m, identity, job, tenant }
}

/** What the user says of the columns. */
export const mappingIn = (given: unknown, m: AnyMechanism, acting: string | undefined): Mapping => {
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
  const wrong = wrongMapping(formFor(m, acting), mapping)
  if (wrong) throw bad(wrong)
  return mapping
}
