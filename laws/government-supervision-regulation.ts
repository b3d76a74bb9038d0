/** 政府督查工作条例: how a government inspects what its departments and lower governments do, and how they may object. */
import { instrument, rule } from '../kernel/law/index.ts'

export const supervisionRegulation = instrument('政府督查工作条例', {
  number: '国务院令第733号',
  rank: 'regulation',
  editions: [{ since: '2021-02-01' }],
  articles: {
    7: '部门未得到本级政府指定的，不能自行组织政府督查',
    11: '督查什么由政府或其首长定；督查机构自己提出的，先要首长同意',
    12: '列出八种督查方式，从自查、汇报、暗访、座谈到约谈和网上督查',
    15: '先有书面方案写清内容、对象和范围，执行中不得越出方案',
    16: '督查完毕要有结论，事实和证据俱全，涉及哪家单位就反馈给哪家',
    17: '不服结论的单位有30日申请复核，政府在30日内答复，原先参与的人不得经手',
    18: '结论里点到的整改事项必须整改，督查机构可以回过头来核查',
    21: '表扬、激励、批评和追责的建议，经政府或其首长同意才实行',
  },
})

/** A unit's time to ask for review of a conclusion, from the day it got it. */
export const objecting = rule('supervision.object', '申请复核期限', 'Time to object', supervisionRegulation(17), {
  count: 30,
  unit: 'calendar days',
})
/** The government's time to decide on that request, from the day it came in. */
export const reviewing = rule('supervision.review', '复核期限', 'Time to review', supervisionRegulation(17), {
  count: 30,
  unit: 'calendar days',
})
