/** Views of a register: what is asked, and which columns; kept for this person on the server, one of them opens by itself. */
import { Button, Input, Modal, Popover, Space } from 'antd'
import { useState } from 'react'
import { useWords } from '../words.ts'
import type { Where } from './filters.tsx'

export interface Asking {
  readonly q?: string
  readonly sort?: string
  readonly on?: string
  readonly where?: Where
}
/** The part of a list's address that says what is asked. */
export const listQuery = ({ q, sort, on, where }: Asking): string => {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (sort) query.set('sort', sort)
  if (on) query.set('on', on)
  for (const [name, values] of Object.entries(where ?? {}))
    for (const value of values) query.append(`where.${name}`, value)
  return query.toString()
}
/** The same with one condition more, or without it. */
export const withWhere = (asking: Asking, name: string, value: string | undefined): Asking => {
  const { [name]: _, ...rest } = asking.where ?? {}
  return { ...asking, where: value === undefined ? rest : { ...rest, [name]: [value] } }
}
export interface View {
  readonly asking: Asking
  readonly columns?: readonly string[]
}
/** What a person has arranged for one register. */
export interface Arranged {
  readonly columns?: readonly string[]
  readonly views?: Readonly<Record<string, View>>
  /** The name of the view with which the register opens. */
  readonly first?: string
  readonly tree?: boolean
}
export const Views = ({
  arranged,
  now,
  onKeep,
  onChoose,
}: {
  readonly arranged: Arranged
  readonly now: View
  readonly onKeep: (next: Arranged) => void
  readonly onChoose: (view: View) => void
}) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState<string>()
  const views = arranged.views ?? {}
  const { first } = arranged
  const save = () => {
    const name = naming?.trim()
    if (!name) return
    onKeep({ ...arranged, views: { ...views, [name]: now } })
    setNaming(undefined)
  }
  const content = (
    <div className="views">
      {Object.keys(views).length === 0 && <p className="none">{zh ? '还没有保存的视图。' : 'No views yet.'}</p>}
      {Object.entries(views).map(([name, view]) => (
        <div key={name} className="view">
          <Button
            type="link"
            onClick={() => {
              onChoose(view)
              setOpen(false)
            }}
          >
            {name}
          </Button>
          <Space size={4}>
            <Button
              size="small"
              aria-pressed={first === name}
              onClick={() => {
                const { first: _, ...rest } = arranged
                onKeep(first === name ? rest : { ...arranged, first: name })
              }}
            >
              {first === name ? (zh ? '默认 ✓' : 'Default ✓') : zh ? '设为默认' : 'Make default'}
            </Button>
            <Button
              size="small"
              onClick={() => {
                const { [name]: _, ...rest } = views
                const { first: was, ...others } = arranged
                onKeep({ ...others, views: rest, ...(was !== undefined && was !== name && { first: was }) })
              }}
            >
              {zh ? '删除' : 'Delete'}
            </Button>
          </Space>
        </div>
      ))}
      <Button
        block
        onClick={() => {
          setOpen(false)
          setNaming('')
        }}
      >
        {t('saveView')}
      </Button>
    </div>
  )
  return (
    <>
      <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content}>
        <Button>{t('views')}</Button>
      </Popover>
      {naming !== undefined && (
        <Modal
          open
          title={t('saveView')}
          okText={t('save')}
          okButtonProps={{ disabled: !naming.trim() }}
          onOk={save}
          onCancel={() => setNaming(undefined)}
        >
          <Input
            autoFocus
            maxLength={40}
            aria-label={t('name')}
            placeholder={zh ? '视图的名称；同名的会被替换' : 'A name; one of the same name is replaced'}
            value={naming}
            onChange={({ target: { value } }) => setNaming(value)}
            onPressEnter={save}
          />
        </Modal>
      )}
    </>
  )
}
