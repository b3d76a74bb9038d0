/** A list as a file: links that the browser fetches, so that a long one shows its progress and can be left. */
import { Button, Dropdown } from 'antd'
import { actingUnit } from '../api.ts'
import { useWords } from '../words.ts'

/** `path` is the list's own address in the API, `query` what was asked of it. */
export const Export = ({ path, query = '' }: { readonly path: string; readonly query?: string }) => {
  const { t, language } = useWords()
  const unit = actingUnit()
  const href = (format: string): string =>
    `/api${path}/export?${new URLSearchParams({ format, ...(unit && { as: unit }) }).toString()}${query && `&${query}`}`
  const link = (format: string, words: string) => ({
    key: format,
    label: (
      <a href={href(format)} download>
        {words}
      </a>
    ),
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          link('xlsx', language === 'zh' ? 'Excel、WPS表格（xlsx）' : 'Excel (xlsx)'),
          link('csv', language === 'zh' ? '文本（csv）' : 'Text (csv)'),
        ],
      }}
    >
      <Button>{t('export')}</Button>
    </Dropdown>
  )
}
