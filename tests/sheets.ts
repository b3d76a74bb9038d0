/** Three mechanisms that differ only in who may read them: what the tests of the web server act on. */
import { count, file, moment, text, unit, type Seen } from '../kernel/fields/index.ts'
import { mechanism, type AnyMechanism } from '../kernel/mechanism.ts'
import { effect, fact, byTheDay, done, part } from '../kernel/procedure/index.ts'
import { howMany, rate } from '../kernel/indicator/index.ts'
import { day } from '../kernel/fields/index.ts'
import { instrument } from '../kernel/law/index.ts'
import { clerk, justiceBureau, lawOffice } from '../mechanisms/roles.ts'
import { findMechanisms, type Found } from '../server/mechanisms.ts'

const testLaw = instrument('示例法', {
  number: '示例',
  rank: 'law',
  editions: [{ since: '2000-01-01' }],
  articles: { 3: '没有核对的不能办结' },
})

const remark = part('意见', 'Remark', {
  record: { about: unit('涉及单位', 'About'), words: text('意见', 'Words', { seen: 'district' }) },
  states: { raised: ['已提出', 'Raised'], settled: ['已采纳', 'Settled'] },
  ends: ['settled'],
  acts: {
    raise: fact('提出意见', 'Raise', { to: 'raised', by: justiceBureau }),
    settle: effect('采纳', 'Settle', { from: 'raised', to: 'settled', by: clerk }),
  },
})

const sheet = <const Id extends string>(id: Id, open: Seen) =>
  mechanism(id, {
    name: [`示例单${id}`, id],
    open,
    record: {
      title: text('标题', 'Title', { seen: 'public' }),
      owner: unit('当事单位', 'Owner'),
      inner: text('内部事项', 'Inner', { seen: 'district', optional: true }),
      secret: text('秘密', 'Secret', { optional: true }),
      citizen: text('当事人', 'Citizen', { personal: true, seen: 'district', optional: true }),
      due: day('期限', 'Due', { seen: 'district', optional: true }),
      amount: count('数量', 'Amount', { seen: 'public', optional: true }),
      at: moment('时刻', 'At', { seen: 'public', optional: true }),
    },
    states: { open: ['办理中', 'Open'], checked: ['已核对', 'Checked'], closed: ['已办结', 'Closed'] },
    ends: ['closed'],
    parts: { remark },
    acts: {
      enter: fact('登记', 'Enter', { to: 'open', by: clerk }),
      assign: effect('交办', 'Assign', { to: 'open', by: justiceBureau }),
      check: effect('核对', 'Check', {
        from: ['open', 'checked'],
        to: 'checked',
        by: clerk,
        asks: { evidence: file('核对记录', 'Evidence') },
      }),
      close: effect('办结', 'Close', {
        from: ['open', 'checked'],
        to: 'closed',
        by: clerk,
        requires: [done('check').under(testLaw(3))],
      }),
      return: fact('退回', 'Return', {
        from: 'checked',
        to: 'open',
        by: lawOffice,
        asks: { reason: text('理由', 'Reason') },
      }),
    },
    terms: { finishing: byTheDay('办结期限', 'Finish', { day: 'due', until: 'close', article: testLaw(3) }) },
    indicators: ({ did, cases }) => ({
      entered: howMany('登记件数', 'Entered', '件', did.enter),
      closedRate: rate('办结率', 'Closed', cases, (row) => row.state.is('closed')),
    }),
  })

export const openSheet = sheet('sheet-open', 'public')
export const sharedSheet = sheet('sheet-shared', 'district')
export const closedSheet = sheet('sheet-closed', 'parties')

/** The product's mechanisms and these. */
export const withSheets = async (): Promise<Found> => {
  const found = await findMechanisms()
  const sheets = [openSheet, sharedSheet, closedSheet]
  return {
    ...found,
    mechanisms: new Map<string, AnyMechanism>([...found.mechanisms, ...sheets.map((m) => [m.id, m] as const)]),
    chapters: [...found.chapters, { id: 'sheets', name: ['示例', 'Sheets'], reported: false, mechanisms: sheets }],
  }
}
