/** A list as a file. */
import { actingUnit } from '../api.ts'
import { useWords } from '../words.ts'
import { FileMenu } from './file-menu.tsx'

/** `path` is the list's own address in the API, `query` what was asked of it. */
export const Export = ({
  path,
  query = '',
  again = false,
}: {
  readonly path: string
  readonly query?: string
  /** Whether it can also be had as a table that is imported again. */
  readonly again?: boolean
}) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const unit = actingUnit()
  const file = (words: string, format: string, more: Readonly<Record<string, string>> = {}) => {
    const asked = new URLSearchParams({ format, ...(unit && { as: unit }), ...more }).toString()
    return [`/api${path}/export?${asked}${query && `&${query}`}`, words] as const
  }
  const table = { for: 'import' }
  return (
    <FileMenu
      words={t('export')}
      files={[
        file(zh ? 'Excel、WPS表格（xlsx）' : 'Excel (xlsx)', 'xlsx'),
        file(zh ? '文本（csv）' : 'Text (csv)', 'csv'),
        ...(again
          ? [
              undefined,
              file(zh ? '导入用表格：立案时填报的全部内容（xlsx）' : 'For import (xlsx)', 'xlsx', table),
              file(zh ? '导入用表格（csv）' : 'For import (csv)', 'csv', table),
            ]
          : []),
      ]}
    />
  )
}
