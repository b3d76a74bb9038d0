/** What the rows of a file stand for, and the template for it. A template that comes back says so itself. */
import { Button, Radio, Select, Space } from 'antd'
import { useEffect } from 'react'
import { useWords } from '../words.ts'
import { href, type Imports } from './importing.ts'

const correcting = 'correct'
type What = 'open' | 'act' | 'correct'
const whatOf = (act: string | undefined): What => (act === undefined ? 'open' : act === correcting ? 'correct' : 'act')

export const ImportWhat = ({
  mechanism,
  may: { acts, acting, later },
  act,
  choose,
}: {
  readonly mechanism: string
  readonly may: Imports
  /** Nothing where rows open cases. */
  readonly act: string | undefined
  readonly choose: (act: string | undefined) => void
}) => {
  const { l } = useWords()
  const doing = acting.filter(({ id }) => id !== correcting)
  const first = acts.length ? undefined : (doing[0]?.id ?? acting[0]?.id)
  useEffect(() => choose(first), [first, choose])
  const turn = (what: What): void =>
    choose(what === 'open' ? undefined : what === 'correct' ? correcting : doing[0]?.id)
  const template = (asked: Readonly<Record<string, string>>) => href(`/${mechanism}/template`, asked)
  return (
    <div className="gap-below">
      <Space wrap className="gap-below">
        <span>{l(['表格的每一行是', 'Each row is'])}</span>
        <Radio.Group
          value={whatOf(act)}
          optionType="button"
          onChange={({ target }) => turn(target.value as What)}
          options={[
            { value: 'open', label: l(['一件新的案卷', 'A new case']), disabled: !acts.length },
            { value: 'act', label: l(['已有案卷上的一个事项', 'An act on a case']), disabled: !doing.length },
            {
              value: 'correct',
              label: l(['已有案卷的更正', 'A correction']),
              disabled: doing.length === acting.length,
            },
          ]}
        />
        {whatOf(act) === 'act' && (
          <Select
            aria-label={l(['事项', 'Act'])}
            className="w-column"
            showSearch={{ optionFilterProp: 'label' }}
            value={act ?? null}
            options={doing.map(({ id, label }) => ({ value: id, label }))}
            onChange={(id) => id && choose(id)}
          />
        )}
      </Space>
      <p>
        {whatOf(act) === 'open' && (
          <>
            <Button href={template({})} download>
              {l(['下载导入模板（xlsx）', 'Download the template (xlsx)'])}
            </Button>{' '}
            {later.length > 0 && (
              <Button
                href={template({ later: later.map(({ id }) => id).join(',') })}
                download
                title={later.map(({ label }) => label).join('、')}
              >
                {l(['带后来事项的模板', 'With what came later'])}
              </Button>
            )}{' '}
          </>
        )}
        {whatOf(act) === 'act' && act !== undefined && (
          <>
            <Button href={template({ act })} download>
              {l(['下载模板（可以办理的案卷已经列出）', 'Download the template (cases are listed)'])}
            </Button>{' '}
          </>
        )}
        {whatOf(act) === 'correct' && (
          <>
            <Button href={href(`/${mechanism}/export`, { format: 'xlsx', for: 'import' })} download>
              {l(['下载现在登记的内容（xlsx）', 'Download what is recorded (xlsx)'])}
            </Button>{' '}
          </>
        )}
        <span className="none">{l(hints[whatOf(act)])}</span>
      </p>
    </div>
  )
}
const hints: Readonly<Record<What, readonly [zh: string, en: string]>> = {
  open: [
    '用WPS或者Excel填写。没有用过模板的表格也可以直接上传，表头会自动识别。',
    'Any other table can be uploaded as well; its headings are recognised.',
  ],
  act: [
    '没有发生的行留空，不会导入。自己的表格须有案卷编号、标题或者案号一列。',
    'Rows left blank are not imported. A table of your own needs a column with number or title.',
  ],
  correct: [
    '改动要更正的格子后上传，没有改动的行不动。更正由原经办人以外的人办理，写明理由。',
    'Change what is wrong and upload: other rows stay. Somebody else than who entered it corrects, with a reason.',
  ],
}
