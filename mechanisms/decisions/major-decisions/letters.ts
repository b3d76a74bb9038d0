/** 卷宗封面 and 卷内目录 of a decision's file: printed when it is put together, whatever state it is in. */
import { facts, letter, lettersOf, papers, table } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import decisions from './index.ts'

export const letters = lettersOf(decisions, ({ its, did, parts }) => ({
  cover: letter('卷宗封面', 'Cover of the file', {
    kind: 'paper',
    title: say`重大行政决策卷宗`,
    body: [
      facts(
        its.title,
        its.kind,
        its.source,
        its.listing,
        its.organ,
        its.lead,
        its.others,
        its.drafter,
        its.executor,
        its.opened,
        its.planned,
        its.state,
        did.archive.place,
      ),
    ],
  }),
  list: letter('卷内目录', 'List of papers', {
    kind: 'paper',
    title: say`《${its.title}》卷内目录`,
    body: [
      papers,
      table(
        parts.expert,
        ({ its, did }) => [its.name, did.deliver.view, did.deliver.on, its.state],
        '没有专家论证记录',
      ),
    ],
  }),
}))
