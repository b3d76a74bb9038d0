/** The paths of the API for what an administration keeps in order: the report's wording and the backups. */
import { success } from './errors.ts'
import { answer, list, object, period, problems, put, strict, text, type Paths } from './operation.ts'

export const putKeeping = (paths: Paths): void => {
  const any = { type: 'object' }
  put(paths, 'get', '/api/report/wordings', {
    id: 'report.wordings',
    says: '年度报告的每一句：系统自带的写法、可以引用的指标、本区的写法',
    tag: 'report',
    responses: { ...answer(object({ sentences: list(any) })), ...problems('unauthenticated', 'denied') },
  })
  put(paths, 'post', '/api/report/wordings/{register}/{sentence}', {
    id: 'report.wordings.propose',
    says: '提出本区的写法；数字写作{{指标名称}}，另一人确认后使用',
    tag: 'report',
    body: strict({ words: text, basis: text }, ['words']),
    responses: {
      ...answer(any, '已提出，待他人确认', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal'),
    },
  })
  put(paths, 'post', '/api/report/wordings/{register}/{sentence}/preview', {
    id: 'report.wordings.preview',
    says: '按这一写法，该年度的报告会怎么说；不保存',
    tag: 'report',
    parameters: [...period],
    body: strict({ words: text }, ['words']),
    responses: {
      ...answer(object({ pieces: list(any) })),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found'),
    },
  })
  put(paths, 'post', '/api/calendar/notices', {
    id: 'calendar.notices',
    says: '读一份放假通知文件，指出其中的错误；不载入',
    tag: 'session',
    body: strict({ text }, ['text']),
    responses: {
      ...answer(object({ notices: list(any) })),
      ...problems('invalid', 'unauthenticated', 'denied'),
    },
  })
  put(paths, 'get', '/api/backups', {
    id: 'backups',
    says: '本机保存的备份，新的在前',
    tag: 'session',
    responses: { ...answer(object({ backups: list(any) })), ...problems('unauthenticated', 'denied') },
  })
  put(paths, 'post', '/api/backups', {
    id: 'backups.make',
    says: '现在备份；在后台进行',
    tag: 'session',
    responses: {
      ...answer(any, '已开始', success.pending),
      ...problems('invalid', 'unauthenticated', 'denied'),
    },
  })
  put(paths, 'post', '/api/backups/{name}/verify', {
    id: 'backups.verify',
    says: '核对一份备份是否完整：逐表数行，逐个文件核对SHA-256',
    tag: 'session',
    responses: {
      ...answer(object({ wrong: list(text) })),
      ...problems('unauthenticated', 'denied', 'not found'),
    },
  })
}
