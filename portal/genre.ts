/** 公文种类 or, where the title names none of them, 体裁: read off the end of a title, as the drafting rules ask for it there. */

/** The fifteen kinds of official documents; of two that fit, the longer one comes first. */
const kinds = '决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要'.split(' ')
const forms =
  '实施细则 细则 规定 办法 规则 规程 规划 计划 方案 预案 目录 清单 指南 指引 措施 标准 制度 章程 名单 要点 解读 公示 统计'.split(
    ' ',
  )

/** `试行`, a year, a number in brackets, and what stands after the word say nothing about its kind. */
const bare = (title: string): string =>
  title.replace(/(?:[（(〔[][^（(〔[）)〕\]]*[）)〕\]]\s*)+$/u, '').replace(/[》\s]+$/u, '')
export const genreOf = (title: string): readonly [label: string, genre: string] | undefined => {
  const end = bare(title)
  const kind = kinds.find((one) => end.endsWith(one))
  if (kind) return ['公文种类', kind]
  const form = forms.find((one) => end.endsWith(one))
  return form ? ['体裁分类', form] : undefined
}
