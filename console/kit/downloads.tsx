/** The annual report as files: the text to be sent, and the table of its figures. */
import { useWords } from '../words.ts'
import { FileMenu } from './file-menu.tsx'

export const Downloads = ({ year }: { readonly year: number }) => {
  const zh = useWords().language === 'zh'
  const file = (format: string, words: string) => [`/report/document?year=${year}&format=${format}`, words] as const
  return (
    <FileMenu
      words={zh ? '下载' : 'Download'}
      files={[
        file('docx', 'Word（docx）'),
        file('pdf', 'PDF'),
        file('html', zh ? '网页（html）' : 'Web page (html)'),
        file('text', zh ? '纯文本' : 'Plain text'),
        undefined,
        file('csv', zh ? '指标表（csv）' : 'Table of figures (csv)'),
        file('jsonld', zh ? '指标表（JSON-LD）' : 'Table of figures (JSON-LD)'),
      ]}
    />
  )
}
