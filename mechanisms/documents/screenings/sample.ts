import { act, partAct, sampleFile as file, sampleTexts, type Sample } from '../../../kernel/sample.ts'

const paper = (name: string, act: string, on: string, by: string, body = {}) =>
  partAct('found')('march', name, act, on, by, body)
const document = {
  title: '示例通知',
  text: sampleTexts[0],
  issuer: 'u1',
  word: '示局发',
  level: 'department',
  market: false,
  topics: ['other'],
}
const discovered = (of: string) => ({
  mechanism: 'normative-documents',
  of,
  act: 'discover',
  on: '2022-03-28',
  by: 'p2',
  body: { ...document, found: file, issuedOn: '2022-03-02' },
})
const remade = (of: string) => ({
  mechanism: 'normative-documents',
  of,
  act: 'recordExisting',
  on: '2022-03-30',
  by: 'p1',
  body: { ...document, number: '示局规〔2022〕1号' },
})
const screened = (month: string) => ({ year: 2022, month, screened: 120, log: file })
const found = { title: '示例通知', unit: 'u1', issuedOn: '2022-03-02', copy: file }
const ending = { decision: file, reason: '未经程序' }
const confirmed = (name: string) => [
  discovered(name),
  paper(name, 'find', '2022-03-28', 'p1', found),
  paper(name, 'confirm', '2022-03-29', 'p2', { document: `case:normative-documents/${name}`, sheet: file }),
]

export const sample: Sample = [
  act('march', 'screen', '2022-03-28', 'p1', screened('03')),
  paper('plan', 'find', '2022-03-28', 'p1', found),
  paper('plan', 'clear', '2022-03-29', 'p2', { sheet: file }),
  ...['w', 'a', 'r', 'g'].flatMap(confirmed),
  paper('w', 'withdraw', '2022-03-30', 'p1', ending),
  paper('a', 'abolish', '2022-03-30', 'p1', ending),
  remade('new'),
  paper('r', 'remake', '2022-03-30', 'p1', { ...ending, remade: 'case:normative-documents/new' }),
  paper('r', 'register', '2022-03-31', 'p1'),
  paper('g', 'remake', '2022-03-30', 'p1', { ...ending, remade: 'case:normative-documents/new' }),
  paper('g', 'giveUp', '2022-03-31', 'p1', { reason: '不再制定' }),
  act('april', 'screen', '2022-04-27', 'p1', screened('04')),
  act('march', 'passOn', '2022-04-27', 'p1', { next: 'case:screenings/april' }),
  act('march', 'close', '2022-04-27', 'p1'),
]
