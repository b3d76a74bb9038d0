/** One sentence of the report in a window: what is declared, the figures it may name, own words, a look at them, and what was before. */
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Space, Tag } from 'antd'
import { useRef, useState } from 'react'
import { request, type Pair } from '../api.ts'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

export interface WordingRow {
  readonly id: string
  readonly section: Pair
  readonly chapter: Pair
  readonly mechanism: Pair
  readonly declared: string
  readonly places: readonly string[]
  readonly history: readonly {
    readonly case: string
    readonly words: string
    readonly state: string
    readonly stateName?: Pair
    readonly since?: string
    readonly byName?: string
  }[]
}
type Piece =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly figure: { readonly printed: string; readonly label: Pair } }

/** Words with the names of figures set apart. */
export const Braced = ({ words }: { readonly words: string }) =>
  words.split(/(\{\{[^{}]*\}\})/).map((piece, at) =>
    piece.startsWith('{{') ? (
      <span key={at} className="bound">
        {piece.slice(2, -2)}
      </span>
    ) : (
      piece
    ),
  )

export const WordingForm = ({ row, onClose }: { readonly row: WordingRow; readonly onClose: () => void }) => {
  const { l, language } = useWords()
  const { data: me } = useMe()
  const client = useQueryClient()
  const own = row.history.findLast(({ state }) => state === 'inForce')
  const [words, setWords] = useState(own?.words ?? row.declared)
  const [basis, setBasis] = useState('')
  const [wrong, setWrong] = useState<unknown>()
  const [shown, setShown] = useState<readonly Piece[]>()
  const [proposed, setProposed] = useState<string>()
  const area = useRef<HTMLTextAreaElement | null>(null)
  const year = Number(me?.today.slice(0, 4) ?? 0) - 1
  const put = (name: string) => {
    const at = area.current?.selectionStart ?? words.length
    setWords(`${words.slice(0, at)}{{${name}}}${words.slice(at)}`)
  }
  const run = async <T,>(path: string, body: object, done: (answer: T) => void) => {
    setWrong(undefined)
    try {
      done(await request<T>('POST', `/report/wordings/${row.id.slice('report/'.length)}${path}`, body))
    } catch (error) {
      setWrong(error)
    }
  }
  const look = () => {
    setShown(undefined)
    return run<{ readonly pieces: readonly Piece[] }>(`/preview?year=${year}`, { words }, ({ pieces }) =>
      setShown(pieces),
    )
  }
  const propose = () =>
    run<{ readonly case: string }>('', { words, ...(basis.trim() && { basis: basis.trim() }) }, (answer) => {
      setProposed(answer.case)
      void client.invalidateQueries()
    })
  const link = (of: string, text: string) => (
    <Link to="/$mechanism/$id" params={{ mechanism: 'letter-forms', id: of }}>
      {text}
    </Link>
  )
  return (
    <Modal
      open
      width={860}
      title={`${l(['报告措辞', 'Wording of the report'])}：${l(row.mechanism)}`}
      footer={null}
      onCancel={onClose}
    >
      {proposed ? (
        <Alert
          type="success"
          showIcon
          title={l(['检查通过，已提出，待另一人确认后使用。', 'Checked and proposed; a second person confirms it.'])}
          description={link(proposed, l(['打开这一写法', 'Open it']))}
        />
      ) : (
        <Space orientation="vertical" style={{ width: '100%' }}>
          <h3>{l(['系统自带的写法', 'As declared'])}</h3>
          <p>
            <Braced words={row.declared} />
          </p>
          <h3>{l(['本区的写法', 'Own words'])}</h3>
          {wrong !== undefined && <ProblemBox error={wrong} />}
          <Input.TextArea
            rows={4}
            aria-label={l(['本区的写法', 'Own words'])}
            value={words}
            onChange={(event) => {
              area.current = event.target
              setWords(event.target.value)
            }}
            onSelect={(event) => {
              area.current = event.currentTarget
            }}
          />
          <div className="places">
            {row.places.map((name) => (
              <Button key={name} size="small" onClick={() => put(name)}>
                {name}
              </Button>
            ))}
          </div>
          <Input
            value={basis}
            maxLength={200}
            onChange={(event) => setBasis(event.target.value)}
            aria-label={l(['依据或者说明', 'Basis'])}
            placeholder={l(['依据或者说明（可不填）', 'Basis (optional)'])}
          />
          <Space>
            <Button onClick={() => void look()}>{l([`按${year}年度预览`, `Preview for ${year}`])}</Button>
            <Button
              type="primary"
              disabled={!words.trim() || words === (own?.words ?? row.declared)}
              onClick={() => void propose()}
            >
              {l(['提出', 'Propose'])}
            </Button>
          </Space>
          {shown && (
            <p className="previewed">
              {shown.length === 0
                ? l(['这一年度没有可说的，报告里不出现这一句。', 'Nothing to tell of that year.'])
                : shown.map((piece, at) =>
                    'figure' in piece ? (
                      <strong key={at} title={l(piece.figure.label)}>
                        {piece.figure.printed}
                      </strong>
                    ) : 'list' in piece ? (
                      piece.list.join('；')
                    ) : (
                      piece.text
                    ),
                  )}
            </p>
          )}
          <h3>{l(['历次写法', 'History'])}</h3>
          {row.history.length === 0 && (
            <p className="none">{l(['没有改过，一直用系统自带的写法。', 'Always as declared.'])}</p>
          )}
          {row.history.toReversed().map(({ case: of, words: said, stateName, since, byName }) => (
            <p key={of}>
              <Tag>{stateName ? l(stateName) : ''}</Tag>
              {since && `${sayDay(since, language)} ${byName ?? ''} `}
              {link(of, said)}
            </p>
          ))}
        </Space>
      )}
    </Modal>
  )
}
