/** The annual report as files: the text to be sent, and the table of its figures. */
import { Button, Dropdown } from 'antd'
import { useWords } from '../words.ts'

export const Downloads = ({ year }: { readonly year: number }) => {
  const { language } = useWords()
  const zh = language === 'zh'
  const link = (format: string, words: string) => ({
    key: format,
    label: (
      <a href={`/report/document?year=${year}&format=${format}`} download>
        {words}
      </a>
    ),
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          link('docx', 'Word（docx）'),
          link('pdf', 'PDF'),
          link('html', zh ? '网页（html）' : 'Web page (html)'),
          link('text', zh ? '纯文本' : 'Plain text'),
          { type: 'divider' },
          link('csv', zh ? '指标表（csv）' : 'Table of figures (csv)'),
          link('jsonld', zh ? '指标表（JSON-LD）' : 'Table of figures (JSON-LD)'),
        ],
      }}
    >
      <Button>{zh ? '下载' : 'Download'}</Button>
    </Dropdown>
  )
}
