/** A small mechanism with a public face, for the tests of the portal: it has everything that a face can say. */
import { choice, count, day, document, file, link, prose, text, unit } from '../kernel/fields/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { effect, part } from '../kernel/procedure/index.ts'
import { clerk, portal as thePublic } from '../mechanisms/roles.ts'
import { policies } from '../mechanisms/columns.ts'

const remark = part('看法', 'Remark', {
  record: {
    words: prose('看法', 'Remark', { max: 500, seen: 'public' }),
    stars: count('评分', 'Stars', { optional: true, seen: 'public' }),
    name: text('姓名', 'Name', { optional: true, personal: true }),
    desk: text('内部批注', 'Note of the desk', { optional: true }),
    like: text('同类', 'Like ones', { optional: true, seen: 'public' }),
  },
  states: { sent: ['待答复', 'Sent'], answered: ['已答复', 'Answered'] },
  ends: ['answered'],
  acts: {
    send: effect('提出看法', 'Send', { to: 'sent', by: thePublic }),
    sort: effect('归类', 'Sort', {
      from: 'sent',
      by: clerk,
      asks: { like: text('同类', 'Like ones', { seen: 'public' }), desk: text('内部批注', 'Note of the desk') },
    }),
    answer: effect('答复', 'Answer', {
      from: 'sent',
      to: 'answered',
      by: clerk,
      asks: { reply: prose('答复', 'Reply', { seen: 'public' }), note: text('内部说明', 'Internal note') },
    }),
  },
})
export const notes = mechanism('portal-notes', {
  name: ['示例告示', 'Notes'],
  record: {
    title: text('标题', 'Title', { seen: 'public' }),
    secret: text('内部事由', 'Internal matter', { optional: true }),
    kind: choice('类别', 'Kind', { rule: ['规定', 'Rule'], plan: ['计划', 'Plan'] }, { seen: 'public' }),
    owner: unit('发布单位', 'Owner', { seen: 'public' }),
    body: document('正文', 'Text', { seen: 'public' }),
    summary: prose('摘要', 'Summary', { optional: true, seen: 'public' }),
    valid: day('施行日', 'Effective from', { optional: true, seen: 'public' }),
    draft: file('底稿', 'Working draft', { optional: true }),
    replaces: link('代替', 'Replaces', { id: 'portal-notes' }, { optional: true, seen: 'public' }),
  },
  states: {
    written: ['起草', 'Written'],
    shown: ['现行有效', 'In force'],
    ended: ['已废止', 'Abolished'],
    filed: ['已归档', 'Filed'],
    hidden: ['已下线', 'Hidden'],
  },
  ends: ['filed'],
  parts: { remark },
  by: clerk,
  acts: {
    write: effect('起草', 'Write', { to: 'written' }),
    show: effect('公布', 'Show', {
      from: 'written',
      to: 'shown',
      asks: { annex: file('附表', 'Annex', { seen: 'public' }), pass: text('内部口令', 'Pass') },
    }),
    end: effect('废止', 'Abolish', {
      from: 'shown',
      to: 'ended',
      asks: { why: text('理由', 'Why', { seen: 'public' }) },
    }),
    mend: effect('更正', 'Mend', {
      from: 'shown',
      asks: { body: document('更正后的正文', 'Text', { seen: 'public' }) },
    }),
    hide: effect('下线', 'Hide', {
      from: 'shown',
      to: 'hidden',
      asks: { cause: text('下线原因', 'Cause', { seen: 'public' }), whose: text('谁要求的', 'At whose wish') },
    }),
    reshow: effect('恢复', 'Show again', { from: 'hidden', to: 'shown' }),
    classify: effect('定密', 'Classify', { from: ['shown', 'hidden'] }),
    store: effect('归档', 'File', { from: ['written', 'ended'], to: 'filed' }),
  },
  portal: {
    in: policies,
    by: 'kind',
    states: ['shown', 'ended', 'filed'],
    over: ['ended', 'filed'],
    since: ['show'],
    unless: ['classify'],
    title: 'title',
    body: 'body',
    issuer: 'owner',
    formed: ['write'],
    effective: 'valid',
    gone: ['hidden'],
    tells: { end: ['ended', 'filed'] },
    parts: {
      remark: { states: ['answered'], during: ['shown', 'ended'], body: 'words', tells: ['answer'], group: 'like' },
    },
    form: {
      part: 'remark',
      acts: ['send'],
      asks: ['words', 'stars', 'name'],
      person: { name: 'name' },
      during: ['shown'],
      says: '谈谈看法',
    },
  },
})
