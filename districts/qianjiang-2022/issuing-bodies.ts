/**
 * 制定主体清单: put together in early 2021, one body after the other, and checked every year since. At the end of 2022 it
 * holds the government, its departments, the bureaus and lines in the district, the streets and the townships.
 */
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { later, told, turn } from './telling.ts'

const keeper = 'p-justice-1'
const kinds = ['government', 'department', 'bureau-in-district', 'vertical', 'street', 'township']
/** Document words that do not follow from the name. */
const words: Readonly<Record<string, string>> = {
  qianjiang: '黔江府规',
  'zhengfu-ban': '黔江府办规',
  'gaoxinqu-guanweihui': '黔江高新规',
  'gongjijin-fenzhongxin': '黔江公积金规',
  'diaocha-dui': '黔江调查规',
  'yinbaojian-fenju': '黔江银保监规',
  'yimin-anzhi-ban': '黔江移民规',
}
type Unit = YearSource['units'][number]
/** 区司法局 gives 黔江司法规, 石会镇 gives 石会府规. */
export const wordOf = ({ id, short, kind }: Pick<Unit, 'id' | 'short' | 'kind'>): string =>
  words[id] ??
  (kind === 'township'
    ? `${short.replace(/[镇乡]$/, '')}府规`
    : kind === 'street'
      ? `${short.replace(/街道$/, '')}街道规`
      : `黔江${short.replace(/^区/, '').replace(/(局|委|办|中心|社|支队)$/, '')}规`)

const basisOf: Readonly<Record<string, string>> = {
  government: '地方组织法规定的区人民政府职权',
  department: '本行业法律法规和三定规定',
  'bureau-in-district': '设立文件和授权规定',
  vertical: '法律法规对派驻机构的授权',
  street: '街道办事处职责规定',
  township: '地方组织法规定的乡镇人民政府职权',
}
/** What these issue counts as the district's. */
const ofGovernment = ['qianjiang', 'zhengfu-ban']
/** Three groups, checked again in the same order: long ago, about now and soon, as seen from the day of the clock. */
const groups = [
  { enlisted: '2021-02-22', checked: ['2022-02-14', '2023-02-09'] },
  { enlisted: '2021-03-01', checked: ['2022-02-22'] },
  { enlisted: '2021-03-15', checked: ['2022-03-07'] },
] as const
/** Of the first group some have not been checked this year, and one was checked too late last year. */
const unchecked = ['qixiang-ju', 'gongxiao-she', 'huangxi']
const late = 'taiji'

const dissolved = 'yimin-anzhi-ban'
const successor = 'xiangcun-zhenxing-ju'

const lives = (unit: Unit, at: number): YearItem[] => {
  const { enlisted, checked } = turn(groups, at)
  const tell = told('issuing-bodies', unit.id)
  const basis = basisOf[unit.kind]!
  const on = (day: Day, n: number): Day => later(day, n % 4)
  const checks = checked
    .filter((day) => !(day > '2023' && unchecked.includes(unit.id)))
    .map((day) => (unit.id === late && day < '2023' ? '2022-04-11' : on(day, at)))
  return [
    tell(on(enlisted, at), keeper, 'enlist', {
      body: unit.id,
      kind: unit.kind,
      word: wordOf(unit),
      level: ofGovernment.includes(unit.id) ? 'district' : 'department',
      basis,
      decision: 'file:关于公布行政规范性文件制定主体清单的通知',
    }),
    ...checks.map((day) => tell(day, keeper, 'recheck', { basis, record: `file:${unit.short}制定主体复核表` })),
  ]
}

/** Words besides the main one: some still in use, one given up when numbers were unified. */
const further = (): YearItem[] => {
  const word = (body: string, kind: string, name: string, on: Day): YearItem =>
    told('issuing-bodies', `${body} ${name}`)(on, keeper, 'addWord', {
      body,
      kind,
      word: name,
      decision: 'file:代字登记表',
    })
  return [
    word('qianjiang', 'government', '黔江府发', '2021-03-22'),
    word('zhengfu-ban', 'department', '黔江府办发', '2021-03-22'),
    word('sifa-ju', 'department', '黔江司法发', '2021-03-23'),
    told('issuing-bodies', 'sifa-ju 黔江司法发')('2022-01-05', keeper, 'retireWord', {
      decision: 'file:统一编号后停用旧代字的通知',
    }),
    told('issuing-bodies', 'dashuju-fazhan-ju')('2022-05-10', keeper, 'changeWord', {
      word: '黔江数据规',
      decision: 'file:机关代字变更登记表',
    }),
  ]
}

export const issuingBodies = ({ units }: YearSource): YearItem[] => {
  const bodies = units.filter(({ kind }) => kinds.includes(kind))
  return [
    ...bodies.flatMap((unit, at) => lives(unit, at)),
    ...further(),
    told('issuing-bodies', dissolved)('2022-07-01', keeper, 'reorganise', {
      successors: [successor],
      decision: 'file:机构改革后调整制定主体清单的通知',
      note: '职责划入承接单位，原文件由承接单位继续实施或者清理',
    }),
  ]
}
