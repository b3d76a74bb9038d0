/** A hearing: scheduled by the court, a head named for it, held, and attended by the head or not. It ends with the suit. */
import { choice, day, file, flag, person, text } from '../../../kernel/fields/index.ts'
import { byTheDay, done, effect, exception, fact, notYet, part } from '../../../kernel/procedure/index.ts'
import { litigationLaw } from '../../../laws/administrative-litigation-law.ts'
import { appearanceRules } from '../../../laws/head-appearance-rules.ts'
import { justiceBureau } from '../../roles.ts'
import {
  authorised,
  beforeHearing,
  decision,
  excused,
  inItsInstance,
  office,
  represented,
  respondent,
  spoken,
  unjustified,
} from './gates.ts'

const head = {
  head: person('出庭负责人', 'Head'),
  post: text('职务', 'Post'),
  rank: choice('负责人类别', 'Rank', {
    chief: ['正职', 'Chief'],
    deputy: ['副职', 'Deputy'],
    sharing: ['参与分管的副职级负责人', 'Deputy-level leader sharing charge'],
    other: ['其他参与分管的负责人', 'Other leader sharing charge'],
  }),
}
const reason = text('原因', 'Reason')

export const hearing = part('庭审', 'Hearing', {
  record: {
    instance: choice('审级', 'Instance', {
      first: ['一审', 'First'],
      second: ['二审', 'Second'],
      retrial: ['再审', 'Retrial'],
    }),
    sitting: day('开庭日', 'Day of the hearing'),
    calling: choice(
      '法院通知负责人出庭的情形',
      'Why the court called the head',
      {
        foodAndDrugs: ['应当通知：食品药品安全', 'Must: food and drug safety'],
        environment: ['应当通知：生态环境和资源', 'Must: environment and resources'],
        health: ['应当通知：公共卫生安全', 'Must: public health'],
        attention: ['应当通知：社会高度关注', 'Must: high public attention'],
        massEvent: ['应当通知：可能引发群体性事件', 'Must: possible mass event'],
        interests: ['可以通知：重大人身财产权益', 'May: major interests'],
        publicInterest: ['可以通知：行政公益诉讼', 'May: public interest suit'],
        superior: ['可以通知：上级规范性文件要求', 'May: required by a superior'],
        court: ['可以通知：法院认为需要', 'May: the court sees need'],
        again: ['同一审级再次通知', 'Called again in the instance'],
      },
      { optional: true },
    ),
  },
  states: {
    scheduled: ['待开庭', 'Scheduled'],
    cancelled: ['已取消', 'Cancelled'],
    held: ['已开庭', 'Held'],
    attended: ['负责人已出庭', 'Attended'],
    missed: ['负责人未出庭', 'Missed'],
  },
  ends: ['cancelled'],
  by: office,
  acts: {
    schedule: fact('排期', 'Schedule', {
      to: 'scheduled',
      asks: { summons: file('传票或者出庭通知书', 'Summons') },
      requires: inItsInstance,
      article: appearanceRules(5),
    }),
    cancel: fact('取消开庭', 'Cancel', {
      from: 'scheduled',
      to: 'cancelled',
      asks: { reason },
      article: appearanceRules(9),
    }),

    nameHead: effect('确定出庭负责人', 'Name the head', {
      from: 'scheduled',
      by: respondent,
      asks: head,
      requires: [notYet('nameHead').under(appearanceRules(5))],
      article: appearanceRules(2),
    }),
    replaceHead: effect('更换出庭负责人', 'Replace the head', {
      from: 'scheduled',
      by: respondent,
      asks: { ...head, reason },
      requires: [done('nameHead').under(appearanceRules(5)), beforeHearing],
      article: appearanceRules(5),
    }),

    // An excuse and its answer may reach us after the hearing: what counts is the day on which they were given.
    excuse: fact('说明不能出庭的理由', 'File an excuse', {
      from: ['scheduled', 'held', 'missed'],
      asks: {
        ground: choice('事由', 'Ground', {
          forceMajeure: ['不可抗力', 'Force majeure'],
          accident: ['意外事件', 'Accident'],
          duty: ['他人不能代替的公务', 'Duty that nobody else can do'],
          other: ['其他正当事由', 'Other due cause'],
        }),
        proof: file('证明材料', 'Proof'),
        endorsed: choice('认可方式', 'Endorsed by', {
          seal: ['机关盖章', 'Seal of the organ'],
          signature: ['主要负责人签字', 'Signature of its main leader'],
        }),
      },
      article: appearanceRules(9),
    }),
    acceptExcuse: fact('法院准许不出庭', 'Accept the excuse', {
      from: ['scheduled', 'held', 'missed'],
      asks: { decision },
      requires: [done('excuse').under(appearanceRules(9))],
      article: appearanceRules(9),
    }),
    rejectExcuse: fact('法院不准许不出庭', 'Reject the excuse', {
      from: ['scheduled', 'held', 'missed'],
      asks: { decision },
      requires: [done('excuse').under(appearanceRules(9))],
      article: appearanceRules(9),
    }),
    exempt: exception('确认不须负责人出庭', 'Exempt', {
      from: ['scheduled', 'held'],
      by: justiceBureau,
      asks: {
        ground: choice('理由', 'Ground', {
          attended: ['负责人已在同一审级出庭', 'Attended before in the instance'],
          coDefendant: ['由其他共同被告的负责人出庭', "A co-defendant's head appears"],
          wrongRespondent: ['法院认定被告不适格', 'Wrong respondent'],
          court: ['法院书面告知不须出庭', 'The court said so in writing'],
        }),
        proof: file('依据材料', 'Proof'),
      },
      article: appearanceRules(3),
    }),

    hold: fact('开庭', 'Hold', { from: 'scheduled', to: 'held' }),
    attend: fact('负责人出庭', 'Attend', {
      from: 'held',
      to: 'attended',
      asks: { ...head, identity: file('身份证明', 'Identity proof'), spoke: flag('出庭发言', 'Spoke') },
      requires: [spoken],
      article: appearanceRules(6),
    }),
    stayAway: fact('负责人未出庭', 'Stay away', {
      from: 'held',
      to: 'missed',
      asks: {
        represented: choice('出庭人员', 'Represented by', {
          staff: ['本机关工作人员', 'Staff'],
          lawyers: ['仅有律师', 'Lawyers only'],
          nobody: ['无人出庭', 'Nobody'],
        }),
        staff: person('出庭工作人员', 'Staff member', { optional: true }),
        authorisation: file('授权委托书', 'Authorisation', { optional: true }),
      },
      requires: [excused, represented, authorised],
      article: litigationLaw(3),
    }),

    criticise: effect('通报督促', 'Criticise', {
      from: 'missed',
      by: justiceBureau,
      asks: {
        form: choice('形式', 'Form', { criticism: ['通报批评', 'Notice of criticism'], urging: ['督促函', 'Letter'] }),
        notice: file('通报或者督促函', 'Notice'),
      },
      requires: [unjustified, notYet('exempt').under(appearanceRules(3))],
      article: appearanceRules(12),
    }),
    advise: fact('收到出庭方面的司法建议', 'Receive judicial advice', {
      from: ['attended', 'missed'],
      asks: {
        ground: choice('建议事由', 'Ground', {
          unexplained: ['未说明理由或者理由不成立', 'No or no good reason'],
          again: ['延期后仍未出庭', 'Absent again after a delay'],
          nobody: ['负责人和工作人员均未出庭', 'Neither head nor staff'],
          left: ['擅自中途退庭', 'Left without leave'],
          silent: ['拒绝解释说明', 'Refused to explain'],
        }),
        letter: file('司法建议书', 'Letter'),
      },
      article: appearanceRules(12),
    }),
  },
  terms: {
    naming: byTheDay('确定出庭负责人', 'Name the head', {
      day: 'sitting',
      until: ['nameHead', 'excuse'],
      unless: 'exempt',
      silence: 'lapsed',
      article: appearanceRules(6),
    }),
  },
})
