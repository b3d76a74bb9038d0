/** The units of the district as a tree; choosing one leaves its rows and those of the units under it. */
import { Button, Input, Tree } from 'antd'
import { useMemo, useState } from 'react'
import { useDirectory, useMe, type Directory } from '../session.tsx'
import { useWords } from '../words.ts'

type Unit = Directory['units'][number]
export interface Branch {
  readonly key: string
  readonly title: string
  readonly children: Branch[]
}
/** Units under a parent; those whose parent is not among them stand at the top. */
export const branchesOf = (units: readonly Unit[], parent?: string, called: 'name' | 'short' = 'name'): Branch[] =>
  units
    .filter((unit) => unit.parent === parent || (parent === undefined && !units.some(({ id }) => id === unit.parent)))
    .map((unit) => ({ key: unit.id, title: unit[called], children: branchesOf(units, unit.id, called) }))

export const UnitTree = ({
  chosen,
  onChoose,
  onHide,
}: {
  readonly chosen: string | undefined
  readonly onChoose: (unit: string | undefined) => void
  readonly onHide: () => void
}) => {
  const { t, language } = useWords()
  const { data: me } = useMe()
  const { units } = useDirectory()
  const [typed, setTyped] = useState('')
  const standing = useMemo(
    () => units.filter(({ until }) => until === undefined || (me && until > me.today)),
    [units, me],
  )
  const tree = useMemo(
    () =>
      typed
        ? standing
            .filter(({ name, short }) => `${name}${short}`.includes(typed))
            .map(({ id, short }): Branch => ({ key: id, title: short, children: [] }))
        : branchesOf(standing, undefined, 'short'),
    [standing, typed],
  )
  // Where one unit stands above the others, as the district's government does, its units are seen at once.
  const expanded = tree.filter(({ children }) => children.length > 0).map(({ key }) => key)
  return (
    <nav className="tree units" aria-label={t('units')}>
      <div className="tree-head">
        <Input
          allowClear
          size="small"
          aria-label={language === 'zh' ? '查找单位' : 'Find a unit'}
          placeholder={language === 'zh' ? '查找单位' : 'Find a unit'}
          onChange={({ target: { value } }) => setTyped(value.trim())}
        />
        <Button size="small" onClick={onHide} aria-label={language === 'zh' ? '收起单位' : 'Hide the units'}>
          «
        </Button>
      </div>
      <button
        type="button"
        className={chosen === undefined ? 'every chosen' : 'every'}
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        {language === 'zh' ? '全部单位' : 'All units'}
      </button>
      {units.length > 0 && (
        <Tree
          blockNode
          treeData={tree}
          defaultExpandedKeys={expanded.length === 1 ? expanded : []}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={([key]) => onChoose(key === undefined ? undefined : String(key))}
        />
      )}
    </nav>
  )
}
