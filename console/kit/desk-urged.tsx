/** 督办: the cases that were urged on, with what has happened since; and, for who oversees others, what could be urged. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Skeleton, Table, Tag } from 'antd'
import { get, type Duty, type Pair } from '../api.ts'
import { useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { useActing } from './acting.tsx'
import { urging } from './builtin.ts'
import { Matter, StateTag, type Told } from './desk-acts.tsx'
import { LightTag } from './light.tsx'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface UrgedOn extends Told {
  readonly by: string
  readonly unitName: string
  readonly words?: string
  readonly since?: { readonly label: Pair; readonly on: string }
}
export const Urged = () => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { data: me } = useMe()
  const { unitName } = useDirectory()
  const { open, element } = useActing()
  const urged = useQuery({
    queryKey: ['desk', 'urged'],
    queryFn: () => get<{ readonly cases: readonly UrgedOn[] }>('/desk/urged'),
  })
  const late = useQuery({
    queryKey: ['board rows'],
    queryFn: () => get<{ readonly rows: readonly Duty[] }>('/board/rows'),
  })
  if (urged.error) return <ProblemBox error={urged.error} />
  if (!urged.data) return <Skeleton active />
  // What other units owe, of what this person may read in full: only there a note can be written.
  const others = (late.data?.rows ?? []).filter(
    ({ light, units, title }) => (light === 'red' || light === 'yellow') && title !== '' && !units.includes(me!.unit),
  )
  const proposed = (duty: Duty) =>
    zh
      ? `【督办】“${duty.label[0]}”${duty.light === 'red' ? '已于' : '将于'}${sayDay(duty.due, 'zh')}${duty.light === 'red' ? '到期，请立即办理并说明原因。' : '到期，请按时办理。'}`
      : `【督办】${duty.label[1]}: due ${duty.due}.`
  return (
    <>
      <Table<UrgedOn>
        size="small"
        rowKey={(one) => `${one.case}/${one.version}`}
        dataSource={[...urged.data.cases]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty description={zh ? '没有督办的案卷。' : 'Nothing was urged on.'} /> }}
        columns={[
          { title: zh ? '督办日' : 'On', width: 130, render: (_, { on }) => sayDay(on, language) },
          {
            title: zh ? '督办意见' : 'What was urged',
            render: (_, one) => (
              <>
                {one.words?.replace('【督办】', '')}
                <div className="none">
                  {one.unitName} {one.by}
                </div>
              </>
            ),
          },
          { title: t('matter'), render: (_, one) => <Matter one={one} /> },
          { title: t('units'), width: 160, render: (_, { units }) => units?.map(unitName).join('、') },
          {
            title: zh ? '此后的办理' : 'Since then',
            width: 200,
            render: (_, { since }) =>
              since ? (
                <>
                  {l(since.label)} <span className="none">{sayDay(since.on, language)}</span>
                </>
              ) : (
                <Tag color="red">{zh ? '尚未办理' : 'Nothing yet'}</Tag>
              ),
          },
          { title: t('state'), width: 140, render: (_, one) => <StateTag one={one} /> },
        ]}
      />
      {others.length > 0 && (
        <>
          <h2>{zh ? '可以督办的：他单位超期、临期的事项' : 'What other units are late with'}</h2>
          <Table<Duty>
            size="small"
            rowKey={(duty) => `${duty.case}/${duty.part ?? ''}/${duty.label[0]}`}
            dataSource={others}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('light'), width: 72, render: (_, { light }) => <LightTag light={light} /> },
              { title: t('due'), width: 130, render: (_, { due }) => sayDay(due, language) },
              { title: t('units'), width: 180, render: (_, { units }) => units.map(unitName).join('、') },
              {
                title: t('matter'),
                render: (_, duty) => (
                  <>
                    <Link to="/$mechanism/$id" params={{ mechanism: duty.mechanism, id: duty.case }}>
                      {duty.title}
                    </Link>
                    <div className="none">
                      {l(duty.mechanismName)}·{l(duty.label)}
                    </div>
                  </>
                ),
              },
              {
                title: '',
                width: 90,
                render: (_, duty) => (
                  <Button size="small" onClick={() => open(urging(`/${duty.mechanism}/${duty.case}`, proposed(duty)))}>
                    {t('urged')}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      {element}
    </>
  )
}
