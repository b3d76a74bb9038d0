/** What stands above a register: words, state, filters, columns, views, files, print, and the acts that open a case. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input, Popover, Select, Space } from 'antd'
import type { FieldShape, MechanismShape } from '../api.ts'
import { useChapters } from '../session.tsx'
import { useWords } from '../words.ts'
import type { Doing } from './act-form.tsx'
import { Export } from './export.tsx'
import { Filters } from './filters.tsx'
import { listQuery, Views, withWhere, type Arranged, type Asking, type View } from './views.tsx'

/** `onAsk` begins again at the first page; `onKeep` writes what is arranged to the server. */
export const RegisterTools = ({
  shape,
  showable,
  now,
  arranged,
  printing,
  onAsk,
  onColumns,
  onKeep,
  onPrint,
  onDo,
}: {
  readonly shape: MechanismShape
  readonly showable: readonly FieldShape[]
  readonly now: Required<View>
  readonly arranged: Arranged
  readonly printing: boolean
  readonly onAsk: (next: Asking) => void
  readonly onColumns: (names: readonly string[] | undefined) => void
  readonly onKeep: (next: Arranged) => void
  readonly onPrint: () => void
  readonly onDo: (doing: Doing) => void
}) => {
  const { t, l, language } = useWords()
  const navigate = useNavigate()
  const { data: chapters } = useChapters()
  const { asking, columns } = now
  const where = asking.where ?? {}
  const may = chapters?.flatMap(({ mechanisms }) => mechanisms).find(({ id }) => id === shape.id)
  const opens = may?.opens ?? []
  const filtered = Object.keys(where).filter((name) => name !== 'state' && name !== 'unit.within').length
  return (
    <Space wrap className="tools">
      {!(arranged.tree ?? true) && (
        <Button onClick={() => onKeep({ ...arranged, tree: true })}>{language === 'zh' ? '» 单位' : '» Units'}</Button>
      )}
      <Input.Search
        key={asking.q ?? ''}
        allowClear
        defaultValue={asking.q}
        aria-label={t('search')}
        placeholder={t('search')}
        onSearch={(q) => onAsk({ ...asking, q: q.trim() })}
      />
      <Select
        allowClear
        className="state"
        aria-label={t('state')}
        placeholder={t('state')}
        value={where.state?.[0]}
        onChange={(state?: string) => onAsk(withWhere(asking, 'state', state))}
        options={Object.entries(shape.states).map(([value, label]) => ({ value, label: l(label) }))}
      />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={<Filters shape={shape} where={where} onChange={(next) => onAsk({ ...asking, where: next })} />}
      >
        <Button>
          {t('filters')}
          {filtered ? ` ${filtered}` : ''}
        </Button>
      </Popover>
      {(Object.keys(where).length > 0 || asking.q) && (
        <Button onClick={() => onAsk({ sort: '-opened' })}>{t('clear')}</Button>
      )}
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Checkbox.Group
            className="columns"
            value={[...columns]}
            onChange={(picked) => {
              onColumns(picked as string[])
              onKeep({ ...arranged, columns: picked as string[] })
            }}
            options={showable.map(({ name, label }) => ({ value: name, label: l(label) }))}
          />
        }
      >
        <Button>{t('columns')}</Button>
      </Popover>
      <Views
        arranged={arranged}
        now={now}
        onKeep={onKeep}
        onChoose={(view) => {
          onAsk(view.asking)
          onColumns(view.columns)
        }}
      />
      {may?.imports && (
        <Button onClick={() => navigate({ to: '/$mechanism/import', params: { mechanism: shape.id }, search: {} })}>
          {l(['导入', 'Import'])}
        </Button>
      )}
      <Export path={`/${shape.id}`} query={`${listQuery(asking)}&columns=${columns.join(',')}`} again />
      <Button loading={printing} onClick={onPrint}>
        {t('print')}
      </Button>
      {opens.map(({ act, label }, n) => {
        const { kind, article, fields } = shape.acts[act]!
        const offer = { act, label, kind, ...(article && { article }) }
        return (
          <Button
            key={act}
            type={n === 0 ? 'primary' : 'default'}
            onClick={() => onDo({ path: `/${shape.id}`, offer, fields, opens: true })}
          >
            {l(label)}
          </Button>
        )
      })}
    </Space>
  )
}
