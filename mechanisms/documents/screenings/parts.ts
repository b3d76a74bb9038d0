/** A paper that looks like a normative document and stands in no register: looked at, then registered, withdrawn or abolished. */
import { day, file, link, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, does, during, effect, fact, linked, part } from '../../../kernel/procedure/index.ts'
import { documentMeasures } from '../../../laws/chongqing-normative-document-measures.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { governmentOffice, justiceBureau } from '../../roles.ts'
import normativeDocuments from '../normative-documents/index.ts'

/** Who looks through the district's papers. */
export const screeners = anyOf(governmentOffice, justiceBureau)
const document = link('登记的违规文件', 'Its case', normativeDocuments)
const remade = link('补办程序的文件', 'The document that goes the whole way', normativeDocuments)
const ending = { decision: file('决定', 'Decision'), reason: text('理由', 'Reason', { max: 500 }) }
const given = ({ decision, reason }: Readonly<Record<string, unknown>>) => ({ decision, reason })
const irregular = linked('document', normativeDocuments, 'irregular').under(notice37('备案监督部分'))

export const found = part('疑似文件', 'Paper found', {
  record: {
    title: text('标题', 'Title'),
    unit: unit('印发单位', 'Issued by'),
    issuedOn: day('印发日', 'Issued on', { past: true }),
    number: text('所用文号', 'Number it bears', { optional: true }),
    document: link('登记的违规文件', 'Its case', normativeDocuments, { optional: true }),
    remade: link('补办程序的文件', 'The document that goes the whole way', normativeDocuments, { optional: true }),
  },
  states: {
    suspected: ['待判断', 'Suspected'],
    confirmed: ['确认为规范性文件', 'Confirmed'],
    remaking: ['补办程序中', 'Going the whole way'],
    cleared: ['不是规范性文件', 'Not one'],
    registered: ['已登记', 'Registered'],
    withdrawn: ['已撤回', 'Withdrawn'],
    abolished: ['已废止', 'Abolished'],
  },
  ends: ['cleared', 'registered', 'withdrawn', 'abolished'],
  by: screeners,
  acts: {
    find: fact('发现未登记文件', 'Find', {
      to: 'suspected',
      asks: { copy: file('文件副本', 'Copy') },
      requires: [during('open')],
      article: documentMeasures('统一登记部分'),
    }),
    clear: effect('判断不是规范性文件', 'Clear', {
      from: 'suspected',
      to: 'cleared',
      by: justiceBureau.butNot('find'),
      asks: { sheet: file('审核人签名的判断表', 'Answers, signed by the reviewer') },
      article: notice37('开头'),
    }),
    // Its case in the register of documents shows, as breaches, what it had not gone through.
    confirm: effect('确认为规范性文件', 'Confirm', {
      from: 'suspected',
      to: 'confirmed',
      by: justiceBureau.butNot('find'),
      asks: { document, sheet: file('审核人签名的判断表', 'Answers, signed by the reviewer') },
      requires: [irregular],
      article: notice37('开头'),
    }),
    remake: effect('撤回并补办程序', 'Recall it and have it made anew', {
      from: 'confirmed',
      to: 'remaking',
      asks: { remade, ...ending },
      requires: [irregular],
      then: [does(normativeDocuments, 'recall', 'document', given)],
      article: notice37('备案监督部分'),
    }),
    register: effect('补办完毕，已登记', 'Registered', {
      from: 'remaking',
      to: 'registered',
      requires: [
        linked('remade', normativeDocuments, ['published', 'inForce']).under(documentMeasures('统一登记部分')),
      ],
    }),
    giveUp: effect('不再补办', 'Give it up', {
      from: 'remaking',
      to: 'withdrawn',
      asks: { reason: text('理由', 'Reason', { max: 500 }) },
    }),
    withdraw: effect('责令撤回', 'Withdraw', {
      from: 'confirmed',
      to: 'withdrawn',
      asks: ending,
      requires: [irregular],
      then: [does(normativeDocuments, 'recall', 'document', given)],
      article: notice37('备案监督部分'),
    }),
    abolish: effect('责令废止', 'Abolish', {
      from: 'confirmed',
      to: 'abolished',
      asks: ending,
      requires: [irregular],
      then: [does(normativeDocuments, 'abolish', 'document', given)],
      article: notice37('备案监督部分'),
    }),
  },
})
