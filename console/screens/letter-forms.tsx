/** 文书: what can be issued, in whose words, and bringing a wording or a docx of the district's own. */
import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Space, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { get, request, upload, type Pair } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { SentFile } from '../kit/sent-file.tsx'
import { sayDay } from '../kit/value.tsx'
import { useWords } from '../words.ts'

interface Row {
  readonly id: string
  readonly mechanism: Pair
  readonly label: Pair
  readonly places: readonly string[]
  readonly form?: {
    readonly case: string
    readonly words?: string
    readonly form?: string
    readonly since: string
    readonly byName: string
  }
}
const Bring = ({ letter, onClose }: { readonly letter: Row; readonly onClose: () => void }) => {
  const { l, language } = useWords()
  const client = useQueryClient()
  const zh = language === 'zh'
  const [words, setWords] = useState(letter.form?.words ?? '')
  const [basis, setBasis] = useState('')
  const [wrong, setWrong] = useState<unknown>()
  const [proposed, setProposed] = useState<string>()
  const propose = async (body: object) => {
    setWrong(undefined)
    try {
      const sent = { ...body, ...(basis && { basis }) }
      const answer = await request<{ readonly case: string }>('POST', `/letters/${letter.id}/forms`, sent)
      setProposed(answer.case)
      await client.invalidateQueries()
    } catch (error) {
      setWrong(error)
    }
  }
  return (
    <Modal open width={860} title={`${l(letter.mechanism)}：${l(letter.label)}`} footer={null} onCancel={onClose}>
      {proposed ? (
        <Alert
          type="success"
          title={zh ? '检查通过，已提出，待另一人确认后使用。' : 'Checked and proposed; a second person confirms it.'}
          description={
            <Link to="/$mechanism/$id" params={{ mechanism: 'letter-forms', id: proposed }}>
              {zh ? '打开这一样式' : 'Open it'}
            </Link>
          }
        />
      ) : (
        <Space orientation="vertical" style={{ width: '100%' }}>
          {wrong !== undefined && <ProblemBox error={wrong} />}
          <p className="none">
            {zh
              ? '一行是一段，“一、”“（一）”开头的短行是标题，字段写作{{字段名}}；写有组成部分字段的行，逐条各写一遍。'
              : 'One line is one paragraph; a field is written {{name}}.'}
          </p>
          <Input.TextArea
            rows={8}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            aria-label={zh ? '正文' : 'Wording'}
          />
          <Input
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
            placeholder={zh ? '依据或者说明（可不填）' : 'Basis (optional)'}
          />
          <Space>
            <Button type="primary" disabled={!words.trim()} onClick={() => void propose({ words })}>
              {zh ? '提出正文' : 'Propose the wording'}
            </Button>
            <Upload
              accept=".docx"
              showUploadList={false}
              beforeUpload={(file) => {
                void upload(file, () => {})
                  .then(({ hash }) => propose({ form: hash }))
                  .catch(setWrong)
                return false
              }}
            >
              <Button>{zh ? '上传Word样式（docx）' : 'Upload a docx'}</Button>
            </Upload>
          </Space>
          <h3>{zh ? '可以使用的字段' : 'Fields'}</h3>
          <ul className="places">
            {letter.places.map((name) => (
              <li key={name}>{`{{${name}}}`}</li>
            ))}
          </ul>
        </Space>
      )}
    </Modal>
  )
}

export const LetterForms = () => {
  const { l, language } = useWords()
  const zh = language === 'zh'
  const [chosen, setChosen] = useState<Row>()
  const { data, error } = useQuery({
    queryKey: ['letter-forms'],
    queryFn: () => get<{ readonly letters: readonly Row[] }>('/letters'),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  return (
    <>
      <p className="none">
        {zh
          ? '各种文书的文字由系统自带；本区可以换成自己的正文，或者自己的Word样式。'
          : 'Each document has a wording of its own; the district may bring another, or a docx.'}
      </p>
      <SentFile />
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        loading={!data}
        dataSource={[...(data?.letters ?? [])]}
        columns={[
          { title: zh ? '台账' : 'Register', render: (_, { mechanism }) => l(mechanism) },
          { title: zh ? '文书' : 'Document', render: (_, { label }) => l(label) },
          {
            title: zh ? '使用的样式' : 'Form in use',
            render: (_, { form }) =>
              form ? (
                <>
                  <Tag color="blue">
                    {form.form === undefined ? (zh ? '本区正文' : 'Own wording') : zh ? '本区Word样式' : 'Own docx'}
                  </Tag>
                  <Link to="/$mechanism/$id" params={{ mechanism: 'letter-forms', id: form.case }}>
                    {sayDay(form.since, language)} {form.byName}
                  </Link>
                </>
              ) : zh ? (
                '系统自带'
              ) : (
                'As declared'
              ),
          },
          {
            title: '',
            width: 120,
            render: (_, letter) => (
              <Button size="small" onClick={() => setChosen(letter)}>
                {zh ? '替换' : 'Replace'}
              </Button>
            ),
          },
        ]}
      />
      {chosen && <Bring key={chosen.id} letter={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}
