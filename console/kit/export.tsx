/** A list as a file. */
import { actingUnit } from '../api.ts'
import { useWords } from '../words.ts'
import { FileMenu } from './file-menu.tsx'

/** `path` is the list's own address in the API, `query` what was asked of it. */
export const Export = ({ path, query = '' }: { readonly path: string; readonly query?: string }) => {
  const { t, language } = useWords()
  const unit = actingUnit()
  const href = (format: string): string =>
    `/api${path}/export?${new URLSearchParams({ format, ...(unit && { as: unit }) }).toString()}${query && `&${query}`}`
  const file = (format: string, words: string) => [href(format), words] as const
  return (
    <FileMenu
      words={t('export')}
      files={[
        file('xlsx', language === 'zh' ? 'Excel、WPS表格（xlsx）' : 'Excel (xlsx)'),
        file('csv', language === 'zh' ? '文本（csv）' : 'Text (csv)'),
      ]}
    />
  )
}
