/** 权限总表: which role may do what in each register, and which acts ask for another person than who did the one before. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Select, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { get, type Cited, type Pair } from '../api.ts'
import { useChapters, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

interface Access {
  readonly roles: readonly { readonly id: string; readonly label: Pair }[]
  readonly acts: readonly {
    readonly role: string
    readonly mechanism: string
    readonly part?: string
    readonly act: string
    readonly reach: 'district' | 'unit'
  }[]
  readonly separated: readonly {
    readonly mechanism: string
    readonly part?: string
    readonly act: string
    readonly not: readonly Pair[]
    readonly article?: Cited
  }[]
}
interface Line {
  readonly key: string
  readonly label: string
  readonly who: string
  readonly not: string
  readonly article: string
}
export const Powers = () => {
  const { t, l, language } = useWords()
  const { data: chapters } = useChapters()
  const { data } = useQuery({ queryKey: ['access'], queryFn: () => get<Access>('/access'), staleTime: 600_000 })
  const all = (chapters ?? []).flatMap(({ mechanisms }) => mechanisms)
  const [chosen, setChosen] = useState<string>()
  const mechanism = chosen ?? all[0]?.id
  const { data: shape } = useShape(mechanism ?? 'posts', mechanism !== undefined)
  if (!data || !shape) return <Skeleton active />
  const names = new Map(data.roles.map(({ id, label }) => [id, l(label)]))
  const reach = { district: language === 'zh' ? '全区' : 'district', unit: language === 'zh' ? '本单位' : 'own unit' }
  const lines = [[undefined, shape] as const, ...Object.entries(shape.parts)].flatMap(([part, structure]) =>
    Object.entries(structure.acts).map(([act, { label }]): Line => {
      const of = (one: { mechanism: string; part?: string; act: string }) =>
        one.mechanism === mechanism && one.part === part && one.act === act
      const apart = data.separated.find(of)
      return {
        key: `${part ?? ''}/${act}`,
        label: `${part ? `${l(structure.name)}·` : ''}${l(label)}`,
        who:
          data.acts
            .filter(of)
            .map((grant) => `${names.get(grant.role)}（${reach[grant.reach]}）`)
            .join('、') || (language === 'zh' ? '系统' : 'the system'),
        not: apart?.not.map(l).join('、') ?? '',
        article: apart?.article?.cite ?? '',
      }
    }),
  )
  return (
    <>
      <Alert
        type="info"
        className="gap"
        title={
          language === 'zh'
            ? '表中没有列出的，一律不允许。系统、安全、审计三员由不同的人担任，任何人不得兼任其二，也不得兼任业务岗位。'
            : 'What is not in the table is denied. The three administrators are three persons, and hold no business role.'
        }
      />
      <Select
        className="wide gap"
        aria-label={t('register')}
        showSearch={{ filterOption: (typed, option) => String(option?.label).includes(typed) }}
        value={mechanism ?? null}
        onChange={setChosen}
        options={all.map(({ id, name }) => ({ value: id, label: l(name) }))}
      />
      <Table<Line>
        size="small"
        pagination={false}
        dataSource={lines}
        columns={[
          { title: language === 'zh' ? '行为' : 'Act', width: 260, dataIndex: 'label' },
          { title: language === 'zh' ? '可办理的职权' : 'Roles', dataIndex: 'who' },
          {
            title: language === 'zh' ? '须由另一人办理（不得是办理过下列行为的人）' : 'Not who did',
            width: 280,
            dataIndex: 'not',
          },
          { title: t('article'), width: 220, dataIndex: 'article' },
        ]}
      />
    </>
  )
}
