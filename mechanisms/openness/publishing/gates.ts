import { choice, day, text } from '../../../kernel/fields/index.ts'
import { anyOf, done } from '../../../kernel/procedure/index.ts'
import { disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { websiteGuideline } from '../../../laws/website-guideline.ts'
import { legalSection, publisher, unitHead, webEditor } from '../../roles.ts'

export const site = anyOf(webEditor, publisher)
export const reviewer = anyOf(legalSection, unitHead, webEditor)
export const releasing = websiteGuideline('信息发布部分')
/** Reviewed three times, by three persons, and cleared for secrecy: each time this text, not an earlier one. */
export const first = done('firstReview').since('revise').under(releasing)
export const second = done('secondReview').since('revise').under(releasing)
export const third = done('thirdReview').since('revise').under(releasing)
export const cleared = done('secrecyReview').saying('verdict', 'open').since('revise').under(disclosureRegulation(17))

export const unpublished = ['drafted', 'firstPassed', 'secondPassed', 'thirdPassed'] as const
/** Each is a column of the public directory. */
export const column = choice(
  '栏目',
  'Column',
  {
    news: ['政务动态', 'News'],
    notices: ['通知公告', 'Notices'],
    policy: ['政策文件', 'Policy documents'],
    superior: ['上级文件', "Superiors' documents"],
    plans: ['规划与统计', 'Plans and statistics'],
    finance: ['财政信息', 'Finance'],
    personnel: ['人事信息', 'Personnel'],
    annualReports: ['年度报告', 'Annual reports'],
    other: ['其他', 'Other'],
  },
  { seen: 'public' },
)
export const address = text('页面地址', 'Address', { seen: 'public' })
export const reason = text('原因', 'Reason')
/** Why something leaves the site for good, and where it is kept. */
export const cleaning = {
  ground: choice(
    '清理原因',
    'Ground',
    {
      outdated: ['内容过时', 'Outdated'],
      lapsed: ['文件失效或者废止', 'No longer in force'],
      duplicate: ['重复发布', 'Duplicate'],
      wrong: ['内容有误', 'Wrong'],
      column: ['栏目关闭', 'Column closed'],
    },
    { seen: 'public' },
  ),
  archive: text('归档号', 'Archive reference'),
}
/** A superior's document, and the day from which the time to forward it runs. */
export const superior = {
  source: text('上级文号或者标题', "Superior's document", { seen: 'public' }),
  sourceDay: day('上级发布日', 'Published by the superior', { seen: 'public' }),
}
