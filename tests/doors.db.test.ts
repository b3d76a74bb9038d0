/** The doors of other mechanisms on the database: by register, by link, by case; acts on other cases; numbers; frames. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { choice, document, frame, link, serial, subject, text, unit } from '../kernel/fields/index.ts'
import {
  added,
  addends,
  byUnit,
  definitionOf,
  figureRows,
  howMany,
  measure,
  type FigureRow,
} from '../kernel/indicator/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { concluded, does, each, effect, fact, linked, listed, opens, part } from '../kernel/procedure/index.ts'
import { newId, perform, rebuild, tablesOf, type Done, type Outcome } from '../kernel/register/index.ts'
import { sampleTexts } from '../kernel/sample.ts'
import { clerk } from '../mechanisms/roles.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const bodies = mechanism('bodies', {
  name: ['示例主体清单', 'Bodies'],
  record: { body: unit('主体', 'Body'), word: text('机关代字', 'Word', { optional: true }) },
  states: { listed: ['在册', 'Listed'], struck: ['已移出', 'Struck'] },
  ends: ['struck'],
  acts: {
    enlist: fact('列入', 'Enlist', { to: 'listed', by: clerk }),
    strike: fact('移出', 'Strike', { from: 'listed', to: 'struck', by: clerk }),
  },
})
const meetings = mechanism('gatherings', {
  name: ['示例会议', 'Meetings'],
  record: { title: text('名称', 'Title') },
  states: { called: ['已召集', 'Called'], held: ['已召开', 'Held'] },
  ends: ['held'],
  acts: {
    call: effect('召集', 'Call', { to: 'called', by: clerk }),
    hold: effect('召开', 'Hold', { from: 'called', to: 'held', by: clerk }),
  },
})
const hearings = mechanism('hearings', {
  name: ['示例听取', 'Hearings'],
  record: { subject: subject('所听取', 'Subject') },
  states: { open: ['进行中', 'Open'], over: ['已结束', 'Over'], dropped: ['已撤回', 'Dropped'] },
  ends: ['over', 'dropped'],
  acts: {
    start: effect('开始', 'Start', { to: 'open', by: clerk }),
    finish: effect('结束', 'Finish', { from: 'open', to: 'over', by: clerk }),
    drop: effect('撤回', 'Drop', { from: 'open', to: 'dropped', by: clerk }),
  },
})
const topics = { trade: ['市场', 'Trade'], schools: ['教育', 'Schools'] } as const
const papers = mechanism('papers', {
  name: ['示例文件', 'Papers'],
  record: {
    title: text('标题', 'Title'),
    draft: document('文本', 'Text'),
    word: text('机关代字', 'Word'),
    issuer: unit('制定主体', 'Issuer'),
    topic: choice('主题', 'Topic', topics),
  },
  states: { drafting: ['起草', 'Drafting'], inForce: ['有效', 'In force'], repealed: ['已废止', 'Repealed'] },
  ends: ['repealed'],
  acts: {
    begin: effect('起草', 'Begin', {
      to: 'drafting',
      by: clerk,
      requires: [listed(bodies, 'listed', { body: 'issuer' })],
      then: [opens(hearings, 'start', 'draft', () => ({}))],
    }),
    hear: effect('再次听取', 'Hear again', {
      from: 'drafting',
      by: clerk,
      then: [
        opens(hearings, 'start', 'draft', () => ({})),
        opens(hearings, 'start', 'draft', ({ topic }) => (topic === 'schools' ? {} : undefined)),
      ],
    }),
    check: effect('核对代字', 'Check the word', {
      from: 'drafting',
      by: clerk,
      // Both look up the issuer: an entry found for the one does not answer the other.
      requires: [
        listed(bodies, 'listed', { body: 'issuer' }),
        listed(bodies, 'listed', { body: 'issuer', word: 'word' }),
      ],
    }),
    decide: effect('通过', 'Decide', {
      from: 'drafting',
      by: clerk,
      asks: { meeting: link('会议', 'Meeting', meetings) },
      requires: [concluded(hearings, 'over')],
    }),
    number: effect('编号', 'Number', {
      from: 'drafting',
      to: 'inForce',
      by: clerk,
      asks: { number: serial('文号', 'Number', 'word') },
    }),
    repeal: effect('废止', 'Repeal', {
      from: 'inForce',
      to: 'repealed',
      by: clerk,
      asks: { reason: text('原因', 'Reason') },
    }),
  },
})
const entry = part('清理文件', 'Entry', {
  record: { subject: subject('文件', 'Document') },
  states: { pending: ['待定', 'Pending'], kept: ['保留', 'Kept'], abolished: ['废止', 'Abolished'] },
  ends: ['kept', 'abolished'],
  acts: {
    keep: effect('保留', 'Keep', { from: 'pending', to: 'kept', by: clerk }),
    abolish: effect('废止', 'Abolish', {
      from: 'pending',
      to: 'abolished',
      by: clerk,
      then: [does(papers, 'repeal', 'subject', () => ({ reason: '清理废止' }))],
    }),
  },
})
const sweeps = mechanism('sweeps', {
  name: ['示例清理', 'Sweeps'],
  record: { title: text('名称', 'Title'), topic: choice('主题', 'Topic', topics) },
  states: { open: ['清理中', 'Open'], over: ['已结束', 'Over'] },
  ends: ['over'],
  parts: { entry },
  acts: {
    start: effect('启动', 'Start', {
      to: 'open',
      by: clerk,
      asks: {
        scope: frame('清理范围', 'Frame', papers, { states: ['inForce'], text: 'draft', where: ['topic', 'topic'] }),
      },
      raises: { entry: each('scope') },
    }),
    finish: effect('结束', 'Finish', { from: 'open', to: 'over', by: clerk }),
  },
})
const decisions = mechanism('resolutions', {
  name: ['示例决定', 'Resolutions'],
  record: { title: text('事项', 'Matter'), meeting: link('会议', 'Meeting', meetings) },
  states: { put: ['已提交', 'Put'], taken: ['已决定', 'Taken'] },
  ends: ['taken'],
  acts: {
    put: effect('提交', 'Put', { to: 'put', by: clerk }),
    take: effect('决定', 'Take', {
      from: 'put',
      to: 'taken',
      by: clerk,
      requires: [linked('meeting', meetings, 'held')],
    }),
  },
})

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
const on = '2022-03-01'
beforeAll(async () => {
  house = await startHouse(await foundWith(bodies, meetings, hearings, papers, sweeps, decisions))
  tenant = await smallDistrict(house, 'doors')
  act = acting(house, tenant)
  await act('bodies', newId(), 'enlist', '2022-01-01', 'p1', { body: 'u1' })
})
afterAll(() => house.stop())

const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}
const paper = (more: object = {}) => ({
  title: '示例规定',
  draft: sampleTexts[0],
  word: '示府规',
  issuer: 'u1',
  topic: 'trade',
  ...more,
})
const begun = async (more: object = {}): Promise<{ id: string; hearing: string }> => {
  const id = newId()
  const { opened } = done(await act('papers', id, 'begin', on, 'p1', paper(more)))
  return { id, hearing: opened[0]!.id }
}
const stateOf = async (table: string, id: string) =>
  (
    await transact(house.pool, tenant, (client) =>
      rows<{ state: string }>(client, `SELECT _state AS state FROM register.${table} WHERE _id = $1`, [id]),
    )
  )[0]?.state

describe('a register that is asked', () => {
  test('names who is not in it, and knows who was in it on that day', async () => {
    const outcome = await act('papers', newId(), 'begin', on, 'p1', paper({ issuer: 'u3' }), { unit: 'u3' })
    expect(outcome).toMatchObject({
      is: 'refusal',
      words: '起草：制定主体须在示例主体清单（在册）中，现不在其中的是示例单位u3',
    })
    const entered = newId()
    done(await act('bodies', entered, 'enlist', '2022-01-01', 'p1', { body: 'u2' }, { unit: 'u2' }))
    expect(await act('papers', newId(), 'begin', on, 'p1', paper({ issuer: 'u2' }), { unit: 'u2' })).toMatchObject({
      is: 'done',
    })
    done(await act('bodies', entered, 'strike', '2022-03-02', 'p1', {}, { unit: 'u2' }))
    expect(
      await act('papers', newId(), 'begin', '2022-03-03', 'p1', paper({ issuer: 'u2' }), { unit: 'u2' }),
    ).toMatchObject({
      is: 'refusal',
    })
  })
})

test('further fields of the same entry must be equal too', async () => {
  done(await act('bodies', newId(), 'enlist', '2022-01-01', 'p1', { body: 'u1', word: '示政' }))
  const [right, wrong] = [await begun({ word: '示政' }), await begun({ word: '示乡' })]
  expect(await act('papers', right.id, 'check', on, 'p1')).toMatchObject({ is: 'done' })
  expect(await act('papers', wrong.id, 'check', on, 'p1')).toMatchObject({ is: 'refusal' })
})

describe('a case that serves this one', () => {
  test('is asked whatever the text now, and none may stand open', async () => {
    const meeting = newId()
    done(await act('gatherings', meeting, 'call', on, 'p1', { title: '第1次会议' }))
    const { id, hearing } = await begun()
    const refused = { is: 'refusal', words: '通过：须已有示例听取（已结束），且没有还在办的' }
    expect(await act('papers', id, 'decide', on, 'p1', { meeting })).toMatchObject(refused)
    done(await act('hearings', hearing, 'finish', on, 'p1'))
    const again = done(await act('papers', id, 'hear', on, 'p1')).opened[0]!.id
    expect(await act('papers', id, 'decide', on, 'p1', { meeting })).toMatchObject(refused)
    done(await act('hearings', again, 'drop', on, 'p1'))
    expect(await act('papers', id, 'decide', on, 'p1', { meeting: newId() })).toMatchObject({
      is: 'invalid',
      fields: { meeting: '会议：没有这一案卷，请从列表中选择' },
    })
    done(await act('papers', id, 'decide', on, 'p1', { meeting }))
  })
})

test('a link is followed to the case that it names', async () => {
  const meeting = newId()
  done(await act('gatherings', meeting, 'call', on, 'p1', { title: '第2次会议' }))
  const id = newId()
  done(await act('resolutions', id, 'put', on, 'p1', { title: '示例事项', meeting }))
  expect(await act('resolutions', id, 'take', on, 'p1')).toMatchObject({
    is: 'refusal',
    words: '决定：会议须为示例会议（已召开）',
  })
  done(await act('gatherings', meeting, 'hold', on, 'p1'))
  expect(done(await act('resolutions', id, 'take', on, 'p1')).event.relied).toMatchObject([
    { mechanism: 'gatherings', stream: meeting, state: 'held', version: 2 },
  ])
})

describe('a frame', () => {
  test('freezes what is there, raises a part for each, and an act on a part acts on the case behind it', async () => {
    const { id: old } = await begun({ word: '示清' })
    const { id: other } = await begun({ word: '示清', topic: 'schools' })
    for (const id of [old, other]) done(await act('papers', id, 'number', on, 'p1'))
    const sweep = newId()
    const { event } = done(await act('sweeps', sweep, 'start', on, 'p1', { title: '市场类', topic: 'trade' }))
    expect(event.body.scope).toContainEqual({
      mechanism: 'papers',
      id: old,
      hash: sampleTexts[0]!.hash,
      title: '示例规定',
    })
    expect(JSON.stringify(event.body.scope)).not.toContain(other)
    const entries = await transact(house.pool, tenant, (client) =>
      rows<{ id: string; paper: string }>(
        client,
        `SELECT _id AS id, subject->>'id' AS paper FROM register.sweeps__entry WHERE _case = $1`,
        [sweep],
      ),
    )
    const mine = entries.find(({ paper }) => paper === old)!.id
    expect(await act('sweeps', sweep, 'start', on, 'p1', { title: '甲', topic: 'trade', scope: [] })).toMatchObject({
      is: 'invalid',
    })
    done(await act('sweeps', sweep, 'abolish', on, 'p1', {}, { part: { kind: 'entry', id: mine } }))
    expect([await stateOf('papers', old), await stateOf('sweeps__entry', mine)]).toEqual(['repealed', 'abolished'])
    // Whatever is refused there is refused here, and nothing of it is written.
    const second = newId()
    const { event: again } = done(await act('sweeps', second, 'start', on, 'p1', { title: '再次', topic: 'schools' }))
    expect(again.body.scope).toHaveLength(1)
    done(await act('papers', other, 'repeal', on, 'p1', { reason: '示例' }))
    const [left] = await transact(house.pool, tenant, (client) =>
      rows<{ id: string }>(client, 'SELECT _id AS id FROM register.sweeps__entry WHERE _case = $1', [second]),
    )
    const late = await act('sweeps', second, 'abolish', on, 'p1', {}, { part: { kind: 'entry', id: left!.id } })
    expect(late).toMatchObject({ is: 'refusal', words: '“废止”须在“有效”时办理，现为“已废止”' })
    expect(await stateOf('sweeps__entry', left!.id)).toBe('pending')
    for (const m of [sweeps, papers]) {
      const dump = () =>
        Promise.all(
          tablesOf(m).map(({ name }) =>
            transact(house.pool, tenant, (client) =>
              rows(client, `SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`, []),
            ),
          ),
        )
      const before = await dump()
      await rebuild(house, house.owner, m)
      expect(await dump()).toEqual(before)
    }
  })
})

const numbers = (word: string) =>
  transact(house.pool, tenant, (client) =>
    rows<{ n: number; voided: boolean }>(client, 'SELECT n, voided FROM ledger.number WHERE word = $1 ORDER BY n', [
      word,
    ]),
  )
describe('numbers of documents', () => {
  test('go on after those used before; a sender cannot bring one; a voided one is kept and not given again', async () => {
    const { id: before } = await begun({ word: '示办' })
    const takeover = (number: string) =>
      perform(house, {
        tenant,
        mechanism: 'papers',
        stream: before,
        act: 'number',
        on: '2022-03-01',
        actor: { person: 'p1', unit: 'u1', roles: ['system'] },
        body: { number },
        source: 'takeover',
      })
    expect(await takeover('示办第十一号')).toMatchObject({ is: 'invalid' })
    expect(await takeover('示办〔2022〕11号')).toMatchObject({ is: 'done' })
    const { id } = await begun({ word: '示办' })
    expect(await act('papers', id, 'number', on, 'p1', { number: '示办〔2022〕99号' })).toMatchObject({
      is: 'invalid',
      fields: { number: '文号：由系统填写，请删去' },
    })
    const given = done(await act('papers', id, 'number', on, 'p1'))
    expect(given.event.body.number).toBe('示办〔2022〕12号')
    done(await act('papers', id, 'void', on, 'p2', { version: given.event.version, reason: '编错' }))
    expect(done(await act('papers', id, 'number', on, 'p1')).event.body.number).toBe('示办〔2022〕13号')
    expect(await numbers('示办')).toEqual([
      { n: 11, voided: false },
      { n: 12, voided: true },
      { n: 13, voided: false },
    ])
  })
  test('a dry run and a refused act use none', async () => {
    const { id } = await begun({ word: '示试' })
    done(await act('papers', id, 'number', on, 'p1', {}, { dry: true }))
    expect(done(await act('papers', id, 'number', on, 'p1')).event.body.number).toBe('示试〔2022〕1号')
    expect(await act('papers', id, 'number', on, 'p1')).toMatchObject({ is: 'refusal' })
    const { id: next } = await begun({ word: '示试' })
    expect(done(await act('papers', next, 'number', on, 'p1')).event.body.number).toBe('示试〔2022〕2号')
  })
  test('are without gaps and without doubles when two hundred are asked for at once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 200; n++) ids.push((await begun({ word: '示并' })).id)
    const outcomes = await Promise.all(ids.map((id) => act('papers', id, 'number', on, 'p1')))
    expect(new Set(outcomes.map((outcome) => done(outcome).event.body.number)).size).toBe(200)
    expect((await numbers('示并')).map(({ n }) => Number(n))).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
  })
})

test('figures of several mechanisms are added up with all their rows, each for who may see them', async () => {
  const figure = added(
    '文件和清理',
    'Papers and sweeps',
    howMany('文件', 'Papers', '件', papers.rows.did.begin),
    howMany('清理', 'Sweeps', '次', sweeps.rows.did.start),
  )
  const question = { tenant, period: { from: '2022-01-01', to: '2022-12-31' } }
  await transact(house.pool, tenant, async (client) => {
    const count = async (of: typeof figure) => (await measure(client, house.mechanisms, of, question)).value as number
    const [begun, started] = [await count(addends(figure)[0]!), await count(addends(figure)[1]!)]
    const readers = (mechanism: string) => (mechanism === 'papers' ? ('all' as const) : ('none' as const))
    expect(await measure(client, house.mechanisms, figure, question, readers)).toMatchObject({
      value: begun + started,
      rows: begun + started,
      open: begun,
    })
    const listed: FigureRow[] = []
    for (;;) {
      const last = listed.at(-1)
      const page = await figureRows(client, house.mechanisms, figure, question, 'all', {
        limit: 50,
        ...(last && { after: [last.on, last.case, last.version, last.part ?? last.case] }),
      })
      if (!page.length) break
      listed.push(...page)
    }
    expect(new Set(listed.map(({ mechanism, case: id }) => `${mechanism}/${id}`)).size).toBe(begun + started)
    expect(started).toBe(2)
    expect(definitionOf(house.mechanisms, figure)).toMatch(/示例文件·期内.*；加上：示例清理·期内/)
    const units = await byUnit(client, house.mechanisms, figure, question)
    expect(units.reduce((sum, { value }) => sum + Number(value), 0)).toBe(begun + started)
  })
})
