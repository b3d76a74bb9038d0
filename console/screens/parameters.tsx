/** 本区参数: the numbers that no law settles, what the district has set, and setting one from its line. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Pair } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Cite } from '../kit/cite.tsx'
import { sayDay } from '../kit/value.tsx'
import { useChapters, useShape } from '../session.tsx'
import { useWords } from '../words.ts'
import { useLaws, type Reckoning, type Unsettled } from './law.tsx'

const units: Readonly<Record<string, Pair>> = {
  'working days': ['个工作日', 'working days'],
  'calendar days': ['日', 'days'],
  months: ['个月', 'months'],
  hours: ['小时', 'hours'],
  yuan: ['元', 'yuan'],
}
/** Who may propose a value does so from its line, where the rule's id is known. */
const usePropose = () => {
  const { data: chapters } = useChapters()
  const offer = chapters?.flatMap(({ mechanisms }) => mechanisms).find(({ id }) => id === 'parameters')?.opens[0]
  const { data: shape } = useShape('parameters', offer !== undefined)
  const act = offer && shape?.acts[offer.act]
  return (
    act &&
    ((rule: string): Doing => ({
      path: '/parameters',
      offer: { act: offer.act, label: offer.label, kind: act.kind },
      fields: act.fields,
      opens: true,
      initial: { rule },
      draft: rule,
    }))
  )
}
export const Parameters = () => {
  const { t, l, language } = useWords()
  const client = useQueryClient()
  const propose = usePropose()
  const [doing, setDoing] = useState<Doing>()
  const { data } = useLaws()
  if (!data) return <Skeleton active />
  const say = ({ count, unit }: Reckoning) => {
    const [zh, en] = units[unit] ?? [unit, unit]
    return l([`${count}${zh}`, `${count} ${en}`])
  }
  return (
    <>
      <p>
        {language === 'zh'
          ? '下列数字没有可查的法律文本定下，按默认值计算并标“待核”；在“本区参数”中登记并由第二人确认后，按登记的数值计算。'
          : 'No text settles these numbers: the default counts, marked as to be verified, until the district sets its own.'}
      </p>
      <Table<Unsettled>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...data.rules]}
        locale={{ emptyText: <Empty description={t('emptyList')} /> }}
        columns={[
          {
            title: language === 'zh' ? '期限、数额' : 'Limit',
            width: 260,
            render: (_, { label, id }) => (
              <>
                {l(label)} <code className="none">{id}</code>
              </>
            ),
          },
          {
            title: language === 'zh' ? '默认值' : 'Default',
            width: 130,
            render: (_, { fallback }) => fallback && say(fallback),
          },
          {
            title: language === 'zh' ? '本区所定' : 'Set by the district',
            render: (_, { values }) =>
              values.length ? (
                <ol className="values">
                  {values.map((value) => (
                    <li key={`${value.validFrom}${value.knownFrom}`}>
                      {l(['自', 'From '])}
                      {sayDay(value.validFrom, language)}
                      {l(['起 ', ': '])}
                      <strong>{say(value)}</strong>
                      {l([
                        `，${sayDay(value.knownFrom, 'zh')}${value.setByName}确认，依据：`,
                        `, confirmed on ${value.knownFrom} by ${value.setByName}; basis: `,
                      ])}
                      {value.basis}
                    </li>
                  ))}
                </ol>
              ) : (
                <Tag color="orange">{t('unverified')}</Tag>
              ),
          },
          {
            title: language === 'zh' ? '为何待核' : 'Why',
            render: (_, { note, article }) => (
              <span className="article">
                {note} {article && <Cite article={article} />}
              </span>
            ),
          },
          ...(propose
            ? [
                {
                  title: '',
                  width: 90,
                  render: (_: unknown, { id }: Unsettled) => (
                    <Button size="small" onClick={() => setDoing(propose(id))}>
                      {l(['设定', 'Set'])}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={() => {
            setDoing(undefined)
            void client.invalidateQueries()
          }}
        />
      )}
    </>
  )
}
