/** A document once it is signed: numbered, published, explained, corrected, evaluated, stopped and ended; and its clocks. */
import { choice, count, day, document, file, flag, prose, serial, text } from '../../../kernel/fields/index.ts'
import {
  anyOf,
  atMost,
  byTheDay,
  clock,
  does,
  done,
  effect,
  fact,
  inAdvance,
  latest,
  notYet,
  opens,
  where,
} from '../../../kernel/procedure/index.ts'
import { rule } from '../../../kernel/law/index.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import {
  documentMeasures,
  evaluatingBeforeExpiry,
  interpreting as interpretingBy,
  trialValidity,
  validity,
} from '../../../laws/chongqing-normative-document-measures.ts'
import { filingRegulation } from '../../../laws/chongqing-filing-regulation.ts'
import { disclosing, disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { answeringCourtAdvice } from '../../../laws/litigation-interpretation.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { answeringForDocument } from '../../../laws/reconsideration-law.ts'
import { clerk, governmentOffice, unitHead } from '../../roles.ts'
import filing from '../filing/index.ts'
import * as gates from './gates.ts'

const { asks, annulment, decision, fromAbove, notice, reason, registrar } = gates

export const here = 'normative-documents'
const effectiveFrom = day('施行日', 'Effective from', { seen: 'public' })
const validUntil = day('有效期届满日（最后有效日）', 'Valid until', { seen: 'public' })
const interpreted = flag('已同步解读', 'Interpreted in step', { seen: 'public' })
const successor = text('替代文件', 'Successor', { seen: 'public' })
const lastDay = day('被替代前的最后有效日', 'Last day before its successor', { seen: 'public' })
/** What is filled in once it is out. */
export const filled = { effectiveFrom, validUntil, interpreted, successor, lastDay }
const address = text('网址', 'Address', { seen: 'public' })
export const outcomes = {
  keep: ['继续有效', 'Keep'],
  revise: ['修改', 'Revise'],
  abolish: ['废止', 'Abolish'],
} as const
const standing = ['inForce', 'stopped'] as const
export const out = ['published', ...standing] as const

/** Its successor names it by a link and it names its successor by number: both ways, whatever has become of it by then. */
export const succession = {
  announceSuccessor: effect('登记替代文件', 'Note its successor', {
    from: [...out, 'repealed', 'lapsed', 'invalidated', 'annulled'],
    by: governmentOffice,
    asks: { successor, lastDay },
  }),
}
const interpreting = { from: [...out, 'repealed', 'lapsed'], by: anyOf(governmentOffice, unitHead) } as const
const interpretation = {
  form: choice('形式', 'Form', {
    text: ['文字', 'Text'],
    picture: ['图解', 'Picture'],
    audio: ['音频', 'Audio'],
    video: ['视频', 'Video'],
    questions: ['问答', 'Questions and answers'],
    conference: ['新闻发布会', 'Press conference'],
  }),
  material: file('解读材料', 'Interpretation', { seen: 'public' }),
}

export const afterSignature = {
  register: effect('统一登记、统一编号', 'Register and number', {
    from: 'signed',
    to: 'numbered',
    by: governmentOffice,
    asks: { number: serial('文号', 'Number', 'word') },
    requires: [...gates.onTheList, ...gates.beforeNumber, gates.reviewedFair],
    article: documentMeasures('统一登记部分'),
  }),
  publish: effect('公布', 'Publish', {
    from: 'numbered',
    to: 'published',
    by: governmentOffice,
    asks: {
      third: choice('第三个“统一”（本区选定）', 'Third unified thing', {
        printed: ['统一印发', 'Printed'],
        published: ['统一公布', 'Published'],
      }),
      copies: count('印发份数', 'Copies printed', { optional: true }),
      address,
      notice: file('公布公告', 'Notice', { seen: 'public' }),
      effectiveFrom,
      validUntil,
      interpreted,
      interpretation: file('解读材料', 'Interpretation', { optional: true, seen: 'public' }),
    },
    // Again: a correction may have taken away since what the number stood on.
    requires: [
      ...gates.wholeProcedure,
      gates.printed,
      gates.effectiveAhead,
      gates.validBeyond,
      gates.interpretedInStep,
      gates.interpretationThere,
    ],
    article: disclosureRegulation(26),
    then: [
      ...(['district', 'department'] as const).map((level) =>
        opens(filing, level === 'district' ? 'openDistrict' : 'openDepartment', 'text', (fields, on) =>
          fields.level === level
            ? {
                title: fields.title as string,
                organ: fields.issuer as string,
                number: fields.number as string,
                publishedOn: on,
              }
            : undefined,
        ),
      ),
      does({ id: here, acts: succession }, 'announceSuccessor', 'replaces', ({ number, effectiveFrom }) => ({
        successor: number,
        lastDay: addDays(effectiveFrom as Day, -1),
      })),
    ],
  }),
  takeEffect: effect('施行', 'Take effect', { from: 'published', to: 'inForce', by: clock('commencing') }),
  interpret: effect('补发解读', 'Interpret afterwards', {
    ...interpreting,
    asks: interpretation,
    requires: [gates.notInStep, notYet('interpret')],
  }),
  interpretFurther: effect('发布更多解读', 'Interpret further', { ...interpreting, asks: interpretation }),
  // A slip of the pen: what changes the substance is another document.
  correctText: effect('更正已公布文本', 'Correct the published text', {
    from: out,
    by: governmentOffice.butNot('drafter'),
    asks: {
      text: document('更正后的文本', 'Corrected text', { seen: 'public' }),
      slip: choice('差错', 'Slip', {
        writing: ['文字', 'Writing'],
        figure: ['数字', 'Figure'],
        layout: ['排印', 'Layout'],
      }),
      was: prose('原文', 'Was', { max: 2000, seen: 'public' }),
      now: prose('更正为', 'Now', { max: 2000, seen: 'public' }),
      reason,
      notice,
    },
    article: disclosureRegulation(6),
  }),
  evaluate: effect('评估', 'Evaluate', {
    from: standing,
    by: anyOf(clerk, unitHead, governmentOffice),
    asks: { result: choice('评估结论', 'Result', outcomes), report: file('评估报告', 'Report') },
    article: documentMeasures('评估部分'),
  }),
  renew: effect('延续有效期', 'Renew', {
    from: 'inForce',
    by: registrar,
    asks: { validUntil, decision, address },
    requires: [gates.foundWorthKeeping, gates.laterEnd],
    article: documentMeasures('有效期部分'),
  }),
  stopApplying: effect('停止适用', 'Stop applying', {
    from: 'inForce',
    to: 'stopped',
    by: registrar,
    asks: { reason, clauses: text('停止适用的条款', 'Clauses', { max: 500, optional: true }), notice },
    requires: [gates.whole],
    article: filingRegulation(36),
  }),
  resume: effect('恢复适用', 'Apply again', { from: 'stopped', to: 'inForce', by: registrar, asks }),
  abolish: effect('废止', 'Abolish', {
    from: [...out, 'irregular'],
    to: 'repealed',
    by: registrar,
    asks,
    article: documentMeasures('清理部分'),
  }),
  declareInvalid: effect('宣布失效', 'Declare invalid', {
    from: standing,
    to: 'invalidated',
    by: registrar,
    asks,
    article: documentMeasures('清理部分'),
  }),
  lapse: effect('期满失效', 'Lapse', { from: standing, to: 'lapsed', by: clock('validity') }),
  supersede: effect('被替代', 'Give way to its successor', { from: out, to: 'repealed', by: clock('succeeding') }),
  annul: fact('被撤销', 'Annulled from above', {
    from: [...out, 'irregular'],
    to: 'annulled',
    ...fromAbove,
    asks: annulment,
  }),
}

/** No law's number: the day before a document takes effect is the last on which it does not apply. */
const eve = rule('documents.eve', '待施行', 'To take effect', notice37('公开发布部分'), {
  count: 1,
  unit: 'calendar days',
})
const ended = ['abolish', 'declareInvalid'] as const
export const terms = {
  publishing: atMost(disclosing, { after: latest('sign', 'signInUnit'), until: 'publish' }),
  interpreting: atMost(interpretingBy, { after: 'publish', until: 'interpret', when: where('interpreted', false) }),
  commencing: inAdvance(eve, { of: 'effectiveFrom', until: 'abolish', when: done('publish').since('takeEffect') }),
  evaluating: inAdvance(evaluatingBeforeExpiry, { of: 'validUntil', until: 'evaluate' }),
  validity: byTheDay('有效期', 'Validity', {
    day: 'validUntil',
    until: ended,
    article: documentMeasures('有效期部分'),
  }),
  succeeding: byTheDay('被替代', 'Superseded', { day: 'lastDay', until: ended }),
  answeringCourt: atMost(answeringCourtAdvice, { after: 'receiveAdvice', until: 'answerAdvice' }),
  explaining: atMost(answeringForDocument, { after: 'receiveQuestion', until: 'explain' }),
  // No later end may be written in it than these: one that outlives them unrenewed shows as overdue.
  longest: atMost(validity, { after: 'effectiveFrom', until: 'renew', when: notYet('renew') }),
  longestTrial: atMost(trialValidity, { after: 'effectiveFrom', until: 'renew', when: where('trial', true) }),
}
