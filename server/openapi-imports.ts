/** The paths by which a table is imported into a register. */
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { success } from './errors.ts'
import {
  answer,
  list,
  object,
  problems,
  put,
  query,
  strict,
  text,
  whole,
  type Operation,
  type Paths,
} from './operation.ts'

export const putImports = (paths: Paths, m: AnyMechanism): void => {
  const name = m.name[0]
  const any = { type: 'object' }
  const path = `/api/${m.id}/imports`
  const acting = query('act', '每行是一件已有的案卷时：行为，部分的行为写作“组成部分/行为”，correct为更正立案内容')
  const one = object({ import: any, columns: list(any) })
  const on = (
    method: 'get' | 'post' | 'delete',
    at: string,
    id: string,
    says: string,
    more: { body?: object; responses?: Operation['responses']; parameters?: Operation['parameters'] } = {},
  ): void =>
    put(paths, method, at, {
      id: `${m.id}.${id}`,
      says: `${name}：${says}`,
      tag: m.id,
      ...(more.body && { body: more.body as never }),
      ...(more.parameters && { parameters: more.parameters }),
      responses: {
        ...(more.responses ?? answer(one)),
        ...problems(
          'unauthenticated',
          'denied',
          'not found',
          ...(method === 'get' ? [] : (['invalid', 'refusal'] as const)),
        ),
      },
    })
  on('get', `/api/${m.id}/template`, 'template', '导入模板（xlsx）', {
    responses: answer(any),
    parameters: [acting, query('later', '同一行里带哪些后来发生的事实，逗号分隔')],
  })
  on('get', path, 'imports', '导入记录', {
    responses: answer(object({ acts: list(any), acting: list(any), later: list(any), imports: list(any) })),
  })
  put(paths, 'post', path, {
    id: `${m.id}.import`,
    parameters: [acting],
    says: `${name}：上传要导入的表格（xlsx、ods、csv），正文为文件内容，X-File-Name为百分号编码的文件名`,
    tag: m.id,
    responses: {
      ...answer(one, '已收到，在后台读取和检查', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'too large'),
    },
  })
  on('get', `${path}/{import}`, 'import.read', '一次导入：进度、栏目对应和检查结果')
  on('post', `${path}/{import}/mapping`, 'import.mapping', '改工作表、表头或者栏目对应，重新检查', {
    body: strict({ sheet: text, header: whole, mapping: any }, []),
  })
  on('post', `${path}/{import}/commit`, 'import.commit', '写入：全部正确才写入，或者只写入正确的行', {
    body: strict({ mode: { type: 'string', enum: ['all', 'good'] }, again: { type: 'boolean' } }, ['mode']),
  })
  on('post', `${path}/{import}/undo`, 'import.undo', '撤销整批', { body: strict({ reason: text }, ['reason']) })
  on('get', `${path}/{import}/marked`, 'import.marked', '带校验结果的原文件', { responses: answer(any) })
  on('get', `${path}/{import}/receipt`, 'import.receipt', '导入回执', {
    responses: { ...answer(any), ...answer(any, '尚未封存', success.pending) },
  })
  on('delete', `${path}/{import}`, 'import.drop', '放弃', { responses: answer(any) })
}
