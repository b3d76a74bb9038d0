/** The tasks of the work plans, each with its unit, its days and how far it went. */
import type { Day } from '../../kernel/time/index.ts'

/** How far a task went: its last act, on its day; `sentBack` and `changed` tell what came between. */
export interface Task {
  readonly content: string
  readonly unit: string
  readonly atOnce: string
  readonly forGood: string
  readonly due: Day
  readonly origin: 'annual' | 'superior' | 'shortcoming' | 'own'
  /** The day on which the unit claimed it done; nothing where it has not. */
  readonly claimed?: Day
  /** The day on which it was accepted as finished. */
  readonly finished?: Day
  /** Sent back once before: the day, after a first claim three working days earlier. */
  readonly sentBack?: Day
  /** The day that was set at first, and the day on which a leader moved it. */
  readonly changed?: readonly [first: Day, on: Day]
  /** Progress reported so far, in per cent, where it is not done; nothing: not even accepted. */
  readonly percent?: number
}
type Words = readonly [content: string, atOnce: string, forGood: string]
const task =
  (origin: Task['origin']) =>
  (unit: string, [content, atOnce, forGood]: Words, due: Day, how: Partial<Task> = {}): Task => ({
    content,
    unit,
    atOnce,
    forGood,
    due,
    origin,
    ...how,
  })

const superior = task('superior')
/** What the superior's inspection on the spot asked for: all done by the end of May. */
export const rectification: readonly Task[] = [
  superior('zhengfu-ban', ['编制年度重大决策目录', '补编本年目录并公布', '每年一季度编制、动态调整'], '2022-04-29', {
    claimed: '2022-04-22',
    finished: '2022-04-27',
  }),
  superior('sifa-ju', ['补强合法性审核力量', '抽调三人充实审核岗位', '按年度文件量核定审核人员'], '2022-05-20', {
    claimed: '2022-05-13',
    finished: '2022-05-18',
  }),
  superior('sifa-ju', ['清理不具主体资格的文件', '停止执行并公告', '制定主体名单每年公布'], '2022-05-10', {
    claimed: '2022-04-28',
    finished: '2022-05-06',
  }),
  superior('gongan-ju', ['落实执法全过程记录', '配齐记录设备', '影像每月抽查通报'], '2022-05-20', {
    claimed: '2022-05-24',
    finished: '2022-05-27',
  }),
  superior('shichang-jianguan-ju', ['规范裁量基准适用', '重印裁量手册', '系统内嵌裁量计算表'], '2022-05-20', {
    claimed: '2022-05-18',
    finished: '2022-05-25',
    sentBack: '2022-05-11',
  }),
  superior('chengshi-guanli-ju', ['规范强制拆除程序', '复核在办案件', '催告公告模板上线'], '2022-05-27', {
    claimed: '2022-05-23',
    finished: '2022-05-26',
  }),
  superior('renli-shebao-ju', ['整治行政复议应诉薄弱环节', '逐案复盘', '败诉案件季度分析'], '2022-05-20', {
    claimed: '2022-05-16',
    finished: '2022-05-20',
  }),
  superior('jiao-wei', ['补齐学校法治副校长', '缺额学校全部到位', '聘任到期自动提醒'], '2022-05-13', {
    claimed: '2022-05-09',
    finished: '2022-05-12',
  }),
  superior('zhengwu-fuwu-ban', ['清理重复索要的证明', '取消七项证明', '新增证明先审后设'], '2022-05-20', {
    claimed: '2022-05-17',
    finished: '2022-05-23',
  }),
  superior('caizheng-ju', ['保障法治工作经费', '追加培训经费', '列入部门预算定额'], '2022-05-31', {
    claimed: '2022-05-25',
    finished: '2022-05-30',
    changed: ['2022-05-13', '2022-05-11'],
  }),
  superior('chengdong', ['规范街道综合执法', '更换执法文书', '每季度案卷评查'], '2022-05-27', {
    claimed: '2022-05-26',
    finished: '2022-05-31',
  }),
  superior('zhuoshui', ['健全村级法律顾问坐班', '公示坐班时间', '按服务记录付酬'], '2022-05-31', {
    claimed: '2022-05-27',
    finished: '2022-05-31',
  }),
]

const yearly = task('annual')
const shortcoming = task('shortcoming')
const own = task('own')
export const priorities2022: readonly Task[] = [
  yearly('sifa-ju', ['组建法治宣讲团', '确定讲师和课目', '宣讲计划逐年编制'], '2022-03-31', {
    claimed: '2022-03-25',
    finished: '2022-03-30',
  }),
  yearly('sifa-ju', ['开展行政执法案卷评查', '上半年先评重点领域', '评查结果纳入考核'], '2022-11-30', {
    claimed: '2022-11-24',
    finished: '2022-12-01',
  }),
  yearly('zhengfu-ban', ['政府网站历史信息清理', '先清失效文件', '每季度核对一次'], '2022-12-16', {
    claimed: '2022-12-14',
    finished: '2022-12-19',
  }),
  yearly('zhengwu-fuwu-ban', ['推行一件事一次办', '上线首批套餐', '套餐按季度更新'], '2022-10-31', {
    claimed: '2022-10-26',
    finished: '2022-11-02',
  }),
  yearly('fazhan-gaige-wei', ['优化营商环境专项行动', '梳理企业诉求', '诉求办结率按月通报'], '2022-12-15', {
    claimed: '2022-12-12',
    finished: '2022-12-16',
  }),
  yearly('gongan-ju', ['执法办案中心智能化改造', '完成设备采购', '办案数据接入监督平台'], '2022-12-30', {
    percent: 70,
  }),
  yearly('bianzhi-ban', ['乡镇综合执法机构编制核定', '完成人员摸底', '编制一年一核'], '2022-09-30', {
    claimed: '2022-09-27',
    finished: '2022-09-30',
  }),
  yearly('dashuju-fazhan-ju', ['执法监督平台建设', '接通五个部门', '全部执法部门接入'], '2022-12-30', { percent: 55 }),
  shortcoming('renli-shebao-ju', ['降低工伤认定类败诉', '错案逐件讲评', '认定前集体会商'], '2022-09-30', {
    claimed: '2022-09-22',
    finished: '2022-09-28',
  }),
  shortcoming('guihua-ziyuan-ju', ['征地案件程序补强', '重做送达清单', '征收全流程留痕'], '2022-11-15', {
    claimed: '2022-11-09',
    finished: '2022-11-15',
    changed: ['2022-09-30', '2022-09-21'],
  }),
  shortcoming('jiaotong-ju', ['非现场执法告知规范', '更正告知模板', '设备信息全部公示'], '2022-08-31', {
    claimed: '2022-08-25',
    finished: '2022-09-01',
    sentBack: '2022-08-17',
  }),
  own('weisheng-jiankang-wei', ['规范处罚文书送达', '更换送达回证', '送达每月抽查'], '2022-10-14', {
    claimed: '2022-10-19',
    finished: '2022-10-25',
  }),
  own('shihui', ['规范下放事项处罚', '制定裁量基准', '案卷随机互评'], '2022-10-31', {
    claimed: '2022-10-24',
    finished: '2022-10-28',
  }),
  own('nongye-nongcun-wei', ['惠农补贴全程公开', '补公开去年名单', '发放系统自动公示'], '2022-07-29', {
    claimed: '2022-07-22',
    finished: '2022-07-28',
  }),
]
export const priorities2023: readonly Task[] = [
  yearly('sifa-ju', ['行政复议规范化建设', '调整复议人员', '复议案件全程上网'], '2023-06-30', { percent: 20 }),
  yearly('sifa-ju', ['编制执法人员培训计划', '完成需求调查', '培训学时入档'], '2023-02-15', { percent: 80 }),
  yearly('zhengfu-ban', ['编制本年度决策目录', '征集决策事项', '目录执行按季通报'], '2023-02-23', { percent: 60 }),
  yearly('gongan-ju', ['执法办案中心智能化改造（续）', '完成安装调试', '办案数据接入监督平台'], '2023-05-31', {
    percent: 75,
  }),
  yearly('dashuju-fazhan-ju', ['执法监督平台建设（续）', '完成联调', '全部执法部门接入'], '2023-04-28', {
    percent: 65,
  }),
  yearly('zhengwu-fuwu-ban', ['政务服务事项同源管理', '完成事项比对', '变更自动同步'], '2023-03-31', { percent: 30 }),
  yearly('shichang-jianguan-ju', ['公平竞争审查抽查', '抽查存量措施', '新增措施先审后发'], '2023-02-17', {
    claimed: '2023-02-14',
  }),
  shortcoming('zhufang-chengjian-wei', ['负责人出庭应诉补短板', '建立出庭台账', '缺席须书面说明'], '2023-03-15', {
    percent: 10,
  }),
  shortcoming('guihua-ziyuan-ju', ['违法用地查处闭环', '清理未执行决定', '季度会商法院'], '2023-06-30'),
  shortcoming('linye-ju', ['林木采伐监管补强', '补齐检查签名', '系统双人确认'], '2023-02-10', {
    claimed: '2023-02-09',
    finished: '2023-02-14',
  }),
]
