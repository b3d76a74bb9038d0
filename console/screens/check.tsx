/** 报告体检: paste or upload any report; its figures and findings in the text, and each figure against the records. */
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Space, Tabs, Upload } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { send } from '../api.ts'
import { FigureList, FindingList, type Result } from '../kit/check-lists.tsx'
import { MarkedText, type Chosen } from '../kit/marked.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'

/** What was pasted outlives a reload, in this tab only. */
const draftKey = 'fazhi:check'

const saveJson = (name: string, content: unknown): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

const Told = ({ result }: { readonly result: Result }) => {
  const { language } = useWords()
  const { year, records } = result
  const zh = `报告年度：${year ?? '没有读出'}。${records?.held ? `数字已与本区${records.year}年的台账对照。` : records ? `本区没有${records.year}年的记录，没有对照。` : ''}`
  const en = `Year of the report: ${year ?? 'not told'}. ${records?.held ? `Held against the records of ${records.year}.` : records ? `There are no records of ${records.year}.` : ''}`
  return <p>{language === 'zh' ? zh : en}</p>
}
export const CheckScreen = () => {
  const { t } = useWords()
  const [draft, setDraft] = useState(() => sessionStorage.getItem(draftKey) ?? '')
  const [chosen, setChosen] = useState<Chosen>()
  const checked = useMutation({
    mutationFn: (file: File) => send<Result>('/check', file, () => {}),
    onSuccess: () => setChosen(undefined),
  })
  useEffect(() => {
    // A text too long for the store is kept in the page alone.
    try {
      sessionStorage.setItem(draftKey, draft)
    } catch {
      sessionStorage.removeItem(draftKey)
    }
  }, [draft])
  const result = checked.data
  const listing = useMemo(() => ({ chosen, onChoose: setChosen }), [chosen])
  return (
    <>
      <header className="head">
        <h1>{t('reportCheck')}</h1>
        {result && (
          <Space>
            <Button
              onClick={() =>
                saveJson(`${t('reportCheck')}-${result.year ?? ''}.json`, {
                  year: result.year,
                  // The text that the places count in, where it is not the file itself.
                  ...(result.is !== 'text' && { text: result.text }),
                  figures: result.figures,
                  findings: result.findings,
                  against: result.against,
                })
              }
            >
              {t('exportFindings')}
            </Button>
            <Button onClick={() => checked.reset()}>{t('another')}</Button>
          </Space>
        )}
      </header>
      {checked.error && <ProblemBox error={checked.error} />}
      {!result && (
        <section className="check-begin">
          <p>{t('checkHelp')}</p>
          <Input.TextArea
            aria-label={t('reportText')}
            placeholder={t('pasteHere')}
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
            autoSize={{ minRows: 14, maxRows: 26 }}
          />
          <div className="choices">
            <Button
              type="primary"
              disabled={!draft.trim()}
              loading={checked.isPending}
              onClick={() => checked.mutate(new File([draft], 'report.txt', { type: 'text/plain' }))}
            >
              {t('checkNow')}
            </Button>
            <Upload
              accept=".txt,.docx,.html,.htm"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(file) => {
                checked.mutate(file)
                return false
              }}
            >
              <Button>{t('checkFile')}</Button>
            </Upload>
          </div>
        </section>
      )}
      {result && (
        <div className="check">
          <div>
            <Told result={result} />
            <MarkedText text={result.text} figures={result.figures} findings={result.findings} {...listing} />
          </div>
          <aside>
            <Tabs
              items={[
                {
                  key: 'findings',
                  label: `${t('findings')} ${result.findings.length}`,
                  children: <FindingList findings={result.findings} {...listing} />,
                },
                {
                  key: 'figures',
                  label: `${t('figuresFound')} ${result.figures.length}`,
                  children: <FigureList result={result} {...listing} />,
                },
              ]}
            />
          </aside>
        </div>
      )}
    </>
  )
}
