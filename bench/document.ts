/** A document's whole life, from its plan to its filing: some forty acts on five mechanisms, beside as many bare commands. */
import { transact, rows } from '../kernel/ledger/index.ts'
import type { Values } from '../kernel/fields/index.ts'
import { prove } from '../kernel/procedure/index.ts'
import { newId, perform } from '../kernel/register/index.ts'
import { Told, type SampleAct } from '../kernel/sample.ts'
import type { Day } from '../kernel/time/index.ts'
import { storeText } from '../server/files.ts'
import { inParallel } from './clients.ts'
import type { Bench } from './district.ts'
import { number, type Line } from './table.ts'

type Step = Required<Pick<SampleAct, 'mechanism' | 'act' | 'on' | 'by'>> & Pick<SampleAct, 'part' | 'body'>
const papers = ['report', 'text', 'explanation', 'bases', 'notice']
/** What one life does: by six people, on lawful days. `file` is a stored file, `texts` are two versions of the draft. */
const lifeOf = (file: string, texts: readonly { hash: string; title: string }[]): readonly Step[] => {
  const steps: Step[] = []
  const at =
    (on: Day, mechanism: string) =>
    (by: string, act: string, body: Values = {}, part?: SampleAct['part']) =>
      void steps.push({ mechanism, act, on, by, body, ...(part && { part }) })
  const yes = ['byOrgan', 'underPower', 'toBePublished', 'touchesRights', 'binding', 'reusable']
  const first = at('2022-01-04', 'normative-documents')
  first('drafter', 'plan', {
    title: '示例区招商服务办法',
    issuer: 'u1',
    organ: 'u1',
    drafter: 'drafter',
    word: '示府规',
    level: 'district',
    market: true,
    topics: ['businessEnvironment'],
  })
  first('section', 'classify', { ...Object.fromEntries(yes.map((name) => [name, true])), sheet: file })
  first('drafter', 'draft', { text: texts[0], explanation: file, bases: '示例依据' })
  first('drafter', 'consult', { consulted: texts[0] })
  const asked = at('2022-01-04', 'consultations')
  const channels = ['portal', 'letter']
  const notice = {
    headline: '公告',
    draft: texts[0],
    explanation: file,
    notice: file,
    deadline: '2022-02-07',
    channels,
  }
  asked('drafter', 'draftNotice', notice)
  asked('chief', 'publish', { address: '/1.html', media: ['site'] })
  const heard = at('2022-01-20', 'consultations')
  const letter = { kind: 'enterprise', name: '示例企业', content: '建议明确时限', channel: 'letter', original: file }
  heard('drafter', 'enter', letter, ['comment', '1'])
  heard('drafter', 'hearMarket', { attended: '示例商会', record: file })
  const over = at('2022-02-21', 'consultations')
  over('drafter', 'close')
  over('drafter', 'adopt', { changed: '第三条' }, ['comment', '1'])
  over('drafter', 'conclude', { summary: file })
  over('chief', 'publishResult', { result: '/2.html' })
  const later = at('2022-02-21', 'normative-documents')
  later('drafter', 'revise', { text: texts[1], cause: 'comments' })
  later('drafter', 'checkFairness', { verdict: 'clear', conclusion: file })
  later('drafter', 'submitReview')
  const review = at('2022-02-21', 'legality-review')
  review('section', 'accept', {
    pack: ['draft', 'explanation', 'bases', 'comments', 'fairness'],
    fairnessBy: 'drafter',
  })
  review('section', 'passFirst', { opinion: file })
  review('bureau', 'raise', { no: 1, opinion: '第五条', question: 'measures' }, ['item', '1'])
  const verdict = at('2022-03-03', 'legality-review')
  verdict('drafter', 'decline', { extent: 'none', reason: '告知性条款', basis: '示例' }, ['item', '1'])
  verdict('bureau', 'findLawful', { opinion: file })
  at('2022-03-03', 'normative-documents')('drafter', 'table')
  const called = at('2022-03-03', 'executive-meetings')
  const meeting = { title: '第9次常务会议', kind: 'executive', year: 2022, day: '2022-03-10' }
  called('office', 'call', { ...meeting, head: 'mayor', members: 9 })
  at('2022-03-03', 'agenda-items')('office', 'schedule', {
    meeting: 'case:executive-meetings/life',
    pack: ['draft', 'fairness', 'publicOpinion', 'legality'],
  })
  called('office', 'closeAgenda', { agenda: file, notice: file })
  const sat = at('2022-03-10', 'executive-meetings')
  sat('office', 'attend', { who: '示例列席人' }, ['fixed', 'fixed/1'])
  sat('office', 'attend', { who: '示例列席人' }, ['fixed', 'fixed/2'])
  sat('office', 'hold', { presiding: 'mayor', absent: 1, signIn: file })
  const item = at('2022-03-10', 'agenda-items')
  item('office', 'discuss', { presenter: '示例科长' })
  item('mayor', 'adopt', { decision: file, members: 9, taking: 8, agreed: 8, opposed: 0 })
  const signed = at('2022-03-10', 'normative-documents')
  signed('office', 'decide')
  signed('mayor', 'sign')
  signed('office', 'register')
  at('2022-03-20', 'normative-documents')('office', 'publish', {
    third: 'published',
    address: '/3.html',
    notice: file,
    effectiveFrom: '2022-05-01',
    validUntil: '2027-04-30',
    interpreted: true,
    interpretation: file,
  })
  const filed = at('2022-03-25', 'filing')
  for (const track of ['track/1', 'track/2']) {
    const sent = { papers, paperSets: 2, electronic: true, files: file, delivered: '2022-03-25' }
    filed('office', 'send', sent, ['track', track])
    filed('office', 'receive', { receipt: file, number: '示备1号' }, ['track', track])
  }
  filed('office', 'fileDistrict')
  return steps
}

const clients = 16
const seconds = 6
const bareCommand = ({ house, tenant }: Bench, n: number) =>
  perform(house, {
    tenant,
    mechanism: 'study',
    stream: newId(),
    act: 'plan',
    on: '2022-06-30',
    actor: { person: 'p1', unit: 'u1', roles: ['clerk'] },
    body: {
      year: 2022,
      bodies: ['department'],
      host: ['u1'],
      topic: `学法专题${n}`,
      kind: 'collective',
      plannedFor: '2022-09-30',
    },
  })

/** No two meetings of a year have the same number. */
let meetings = 0
const ofItsOwn = (act: string, body: Values = {}): Values => (act === 'call' ? { ...body, number: ++meetings } : body)

export const documentLines = async (bench: Bench): Promise<Line[]> => {
  const { house, tenant, file } = bench
  const texts = await Promise.all(
    ['征求意见稿', '送审稿'].map(async (title) => ({
      hash: await storeText(house, tenant, `${title}.txt`, `${title}\n本文件为示例数据。\n`),
      title,
    })),
  )
  const steps = lifeOf(file, texts)
  const run = async (names: Told, { mechanism, act, on, by, part, body }: Step): Promise<void> => {
    const m = house.mechanisms.get(mechanism)!
    const at = names.partOf(mechanism, 'life', part)
    const roles = ((at ? m.parts[at.kind] : m)!.acts[act]!.by.roles ?? []).map(({ id }) => id)
    const stream = names.caseOf(mechanism, 'life')
    const actor = { person: by, unit: 'u1', roles }
    const outcome = await perform(
      house,
      { tenant, mechanism, stream, ...(at && { part: at }), act, on, actor, body: names.bodyOf(ofItsOwn(act, body)) },
      { now: `${on}T10:00:00` },
    )
    if (outcome.is !== 'done') throw new Error(`${mechanism}/${act}: ${JSON.stringify(outcome)}`)
    names.done(mechanism, 'life', act, outcome.event.version, outcome.opened)
  }
  for (const person of ['drafter', 'section', 'chief', 'bureau', 'office', 'mayor']) await hire(bench, person)
  const listing = { body: 'u1', kind: 'department', word: '示府规', basis: '示例', decision: file }
  await run(new Told(house.mechanisms, newId), {
    mechanism: 'issuing-bodies',
    act: 'enlist',
    on: '2022-01-01',
    by: 'bureau',
    body: listing,
  })
  let acts = 0
  const lives = await inParallel(clients, seconds, async () => {
    const names = new Told(house.mechanisms, newId)
    for (const step of steps) await run(names, step)
    acts += steps.length
  })
  const bare = await inParallel(clients, seconds, async (n) => {
    const outcome = await bareCommand(bench, n)
    if (outcome.is !== 'done') throw new Error(JSON.stringify(outcome))
  })
  const [opened] = await transact(house.pool, tenant, (client) =>
    rows<{ filed: number }>(client, `SELECT count(*) AS filed FROM register.filing WHERE _state = 'filed'`, []),
  )
  const perSecond = lives.perSecond * steps.length
  const started = performance.now()
  let situations = 0
  for (const m of house.mechanisms.values()) situations += prove(m).situations
  const proving = (performance.now() - started) / 1000
  return [
    {
      row: '10',
      what: `文件从立项到备案（${steps.length}个行为，六人），${clients}个客户端`,
      ours: `${number(lives.perSecond, 1)} 件/秒，合${number(perSecond)} 个行为/秒`,
      beside: `同样数目的单条命令 ${number(bare.perSecond)} 条/秒`,
      ratio: `${number(perSecond / bare.perSecond, 2)} 倍`,
      note: `共办完${acts / steps.length}件，已备案${Number(opened!.filed)}件`,
    },
    {
      row: '11',
      what: `证明全部${house.mechanisms.size}项程序`,
      ours: `${number(proving, 1)} 秒`,
      note: `共${number(situations)}种情形`,
    },
  ]
}
const hire = async ({ house, tenant }: Bench, person: string): Promise<void> => {
  const post = newId()
  const actor = { person: 'system', unit: 'u1', roles: ['system'] }
  const on = '2015-01-01'
  const body = { holder: person, name: `示例${person}`, place: 'u1', title: '示例职务', roles: ['clerk'] }
  for (const [act, given] of [
    ['take', body],
    ['grant', {}],
  ] as const) {
    const command = {
      tenant,
      mechanism: 'posts',
      stream: post,
      act,
      on,
      actor,
      body: given,
      source: 'derived' as const,
    }
    const outcome = await perform(house, command)
    if (outcome.is !== 'done') throw new Error(`posts/${act}: ${JSON.stringify(outcome)}`)
  }
}
