/** The columns of the public directory, in the order in which the portal shows them. A mechanism says in which it stands. */
import { column } from '../kernel/portal.ts'

export const openness = column('openness', '政务公开', 'Open government', '依法主动公开的政府信息。')
export const directory = column(
  'directory',
  '政府信息公开目录',
  'Directory of government information',
  '区政府及其部门主动公开的信息，按栏目编排。',
  { under: openness },
)
export const annualReports = column(
  'annual-reports',
  '法治政府建设年报',
  'Annual reports on law-based government',
  '区政府和各部门的法治政府建设年度报告，每年4月1日前公开。',
  { under: directory, is: 'Report' },
)
export const policies = column(
  'policies',
  '政策文件库',
  'Policy documents',
  '区政府及其部门的行政规范性文件，注明是否有效、由哪一件代替、解读在哪里。',
  { is: 'Legislation' },
)
export const opinions = column(
  'opinions',
  '意见征集',
  'Consultations',
  '正在征求意见的草案。读草案，提意见，再凭回执号码查看意见的办理结果。',
)
export const decisions = column(
  'decisions',
  '重大决策',
  'Major decisions',
  '年度重大行政决策事项目录，以及决策草案、结果和后评估。',
)

export const columns = [openness, directory, annualReports, policies, opinions, decisions] as const
