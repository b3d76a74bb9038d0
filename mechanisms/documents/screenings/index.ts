/**
 * 公文筛查: once a month all papers of the district are looked through for normative documents that stand in no register.
 * A case is one month's screening. It ends when every paper found has been dealt with and the next month has been
 * screened, so that a month left out stays an open duty.
 */
import { choice, count, file, link } from '../../../kernel/fields/index.ts'
import { howMany, inTime, sum } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { atMost, done, effect, every, fact, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { documentMeasures, screening } from '../../../laws/chongqing-normative-document-measures.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { found, screeners } from './parts.ts'

const here = 'screenings'
const months = Object.fromEntries(
  Array.from({ length: 12 }, (_, n) => [String(n + 1).padStart(2, '0'), [`${n + 1}月`, `Month ${n + 1}`] as const]),
)
const settled = every('found', ['cleared', 'registered', 'withdrawn', 'abolished']).under(notice37('备案监督部分'))
const goneOn = done('passOn').under(documentMeasures('统一登记部分'))

export default mechanism(here, {
  name: ['公文筛查', 'Screening of papers'],
  record: {
    year: count('年度', 'Year'),
    month: choice('月份', 'Month', months),
    screened: count('筛查公文', 'Papers screened'),
    next: link('下月筛查', "Next month's screening", { id: here }, { optional: true }),
  },
  states: { open: ['处理中', 'Open'], closed: ['已办结', 'Closed'] },
  ends: ['closed'],
  parts: { found },
  by: screeners,
  acts: {
    screen: fact('按月筛查', 'Screen', {
      to: 'open',
      asks: { log: file('筛查记录', 'Record') },
      article: documentMeasures('统一登记部分'),
    }),
    passOn: effect('下月已筛查', 'The next month is screened', {
      from: 'open',
      asks: { next: link('下月筛查', "Next month's screening", { id: here }) },
      article: documentMeasures('统一登记部分'),
    }),
    close: effect('办结', 'Close', { from: 'open', to: 'closed', requires: [settled, goneOn] }),
  },
  terms: {
    next: atMost(screening, { after: 'screen', until: 'passOn' }),
  },
  never: [never('close', settled), never('close', goneOn)],
  indicators: ({ did, due, parts: { found } }) => ({
    screenings: howMany('公文筛查', 'Screenings', '次', did.screen),
    screened: sum('筛查公文', 'Papers screened', '件', did.screen, (row) => row.its.screened),
    found: howMany('发现疑似未登记文件', 'Papers found', '件', found.did.find),
    confirmed: howMany('确认为规范性文件', 'Confirmed', '件', found.did.confirm),
    remade: howMany('补办程序', 'Made anew', '件', found.did.remake),
    withdrawn: howMany('责令撤回', 'Withdrawn', '件', found.did.withdraw),
    abolished: howMany('责令废止', 'Abolished', '件', found.did.abolish),
    monthlyRate: inTime('逐月衔接率', 'Screened month by month', due.next),
  }),
  report: (i) => [
    say`逐月筛查本区公文，全年${i.screenings}、共${i.screened}，按月接续的占${i.monthlyRate}；查出疑似漏登的文件${i.found}，经判断确属规范性文件的${i.confirmed}，其中补办程序${i.remade}、撤回${i.withdrawn}、废止${i.abolished}。`,
  ],
})
