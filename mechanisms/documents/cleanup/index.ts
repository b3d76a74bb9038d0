/**
 * 文件清理: a campaign that goes through the documents of a topic, or through all of them. Its frame is frozen when it
 * begins, with an entry for each document in force; papers from before the product are entered by hand. Each is kept,
 * revised, abolished or declared invalid; the lists are published, and the campaign is closed when every revision is done.
 */
import { choice, day, file, frame, text, unit } from '../../../kernel/fields/index.ts'
import { howMany, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atMost, each, effect, fact, never, where } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import {
  cleanupInterval,
  documentMeasures,
  publishingCleanup,
} from '../../../laws/chongqing-normative-document-measures.ts'
import { directory } from '../../columns.ts'
import { governmentOffice, justiceBureau } from '../../roles.ts'
import normativeDocuments from '../normative-documents/index.ts'
import { deadlineAhead, decided, nextBegun, settled } from './gates.ts'
import { entry } from './parts.ts'

const cleaning = documentMeasures('清理部分')
/** Those whose application was stopped are still on the books. */
const standing = ['inForce', 'stopped'] as const
const topics = {
  familyPlanning: ['计划生育', 'Family planning'],
  streamlining: ['简政放权', 'Streamlining'],
  businessEnvironment: ['优化营商环境', 'Business environment'],
  other: ['其他', 'Other'],
} as const

export default mechanism('cleanup', {
  name: ['文件清理', 'Cleanup'],
  open: 'district',
  readBy: [governmentOffice],
  record: {
    title: text('清理名称', 'Title', { seen: 'public' }),
    kind: choice('种类', 'Kind', { topical: ['专项清理', 'By topic'], periodic: ['定期清理', 'Periodic'] }),
    topic: choice('主题', 'Topic', topics, { optional: true }),
    basis: text('清理依据（上级部署或者上位法变动）', 'Why', { max: 500, seen: 'public' }),
    lead: unit('牵头单位', 'Lead unit'),
    deadline: day('清理期限', 'Deadline'),
  },
  states: {
    reviewing: ['清理中', 'Under way'],
    published: ['结果已公布', 'Published'],
    closed: ['已办结', 'Closed'],
    stopped: ['已终止', 'Stopped'],
  },
  ends: ['closed', 'stopped'],
  parts: { entry },
  by: justiceBureau,
  acts: {
    start: effect('启动专项清理', 'Start on a topic', {
      to: 'reviewing',
      asks: {
        topic: choice('主题', 'Topic', topics),
        scope: frame('清理范围', 'Frame', normativeDocuments, {
          states: standing,
          text: 'text',
          where: ['topics', 'topic'],
        }),
      },
      requires: [where('kind', 'topical'), deadlineAhead],
      raises: { entry: each('scope') },
      article: cleaning,
    }),
    startPeriodic: effect('启动定期清理', 'Start on all', {
      to: 'reviewing',
      asks: { scope: frame('清理范围', 'Frame', normativeDocuments, { states: standing, text: 'text' }) },
      requires: [where('kind', 'periodic'), deadlineAhead],
      raises: { entry: each('scope') },
      article: cleaning,
    }),
    publish: effect('公布清理结果', 'Publish the lists', {
      from: 'reviewing',
      to: 'published',
      by: anyOf(justiceBureau, governmentOffice),
      asks: {
        list: file('清理结果目录', 'Lists', { seen: 'public' }),
        place: text('公布载体', 'Where', { seen: 'public' }),
      },
      requires: [decided],
      article: cleaning,
    }),
    renew: fact('启动下一轮定期清理', 'Begin the next round', {
      from: 'published',
      asks: { next: text('下一轮清理名称', 'Its title') },
      article: cleaning,
    }),
    close: effect('办结清理', 'Close', { from: 'published', to: 'closed', requires: [settled, nextBegun] }),
    stop: effect('终止清理', 'Stop', {
      from: 'reviewing',
      to: 'stopped',
      asks: { reason: text('原因', 'Reason', { max: 500 }) },
    }),
  },
  // The lists name the documents: an entry raised from the frame has no title of its own to show.
  portal: {
    in: directory,
    states: ['published', 'closed'],
    since: ['publish'],
    title: 'title',
    tells: { publish: true },
  },
  terms: {
    publishing: atMost(publishingCleanup, { after: 'deadline', until: ['publish', 'stop'] }),
    renewing: atMost(cleanupInterval, { after: 'publish', until: 'renew', when: where('kind', 'periodic') }),
  },
  never: [never('publish', decided), never('close', settled), never('close', nextBegun)],
  indicators: ({ did, parts: { entry } }) => {
    const outcomes = together(entry.did.keep, entry.did.revise, entry.did.abolish, entry.did.declareInvalid)
    return {
      campaigns: howMany('公布结果的文件清理', 'Cleanups with published lists', '次', did.publish),
      decided: howMany('作出清理决定', 'Decisions', '件次', outcomes),
      kept: howMany('继续有效', 'Kept', '件', entry.did.keep),
      revise: howMany('决定修改', 'To be revised', '件', entry.did.revise),
      revised: howMany('已修改', 'Revised', '件', entry.did.finish),
      abolished: howMany('清理中废止', 'Abolished', '件', entry.did.abolish),
      invalidated: howMany('清理中宣布失效', 'Declared invalid', '件', entry.did.declareInvalid, { zero: '没有' }),
      openEntries: howMany('年末尚待决定的文件', 'Still open', '件', together(entry.was.pending, entry.was.proposed), {
        zero: '没有',
      }),
      revisionsOpen: howMany('年末仍在修改的文件', 'Still being revised', '件', entry.was.revising, { zero: '没有' }),
      inTime: rate('清理期限内作出决定', 'Decided in time', outcomes, (row) => row.breached.is(false)),
    }
  },
  report: (i) => [
    say`年内完成并公布结果的文件清理${i.campaigns}，逐件决定的文件里继续有效${i.kept}、修改${i.revise}、废止${i.abolished}、宣布失效${i.invalidated}，按期决定的占${i.inTime}。`,
    say`决定修改的文件年内已改完${i.revised}，年末在改${i.revisionsOpen}、尚待决定${i.openEntries}。`,
  ],
})
