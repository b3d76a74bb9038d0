/**
 * 请假代理: who stands in for whom, from which day until which. The system administrator enters it, the security
 * administrator grants it; it carries its powers between those days alone and lapses by itself. What the substitute drafted himself he never approves:
 * those acts are named before the window is entered, and the server refuses them in any case.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, DatePicker, Form, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { get, request, type Page, type Pair, type Row } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { Windows } from '../kit/windows.tsx'
import { useChapters, useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'

interface Access {
  readonly acts: readonly {
    readonly role: string
    readonly mechanism: string
    readonly part?: string
    readonly act: string
  }[]
  readonly separated: readonly {
    readonly mechanism: string
    readonly part?: string
    readonly act: string
    readonly label: Pair
    readonly not: readonly Pair[]
  }[]
}
const found = (typed: string, option: { readonly label?: unknown } | undefined): boolean =>
  String(option?.label ?? '').includes(typed)

export const Substitutions = () => {
  const { l, language } = useWords()
  const zh = language === 'zh'
  const { data: me } = useMe()
  const { people, unitName } = useDirectory()
  const { data: chapters } = useChapters()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [post, setPost] = useState<string>()
  const [person, setPerson] = useState<string>()
  const [from, setFrom] = useState<string>()
  const [until, setUntil] = useState<string>()
  const [wrong, setWrong] = useState<unknown>()
  const enters = me?.roles.includes('system-admin') ?? false
  const posts = useQuery({
    queryKey: ['list', 'posts', 'substitutions'],
    queryFn: async () => {
      const all: Row[] = []
      for (let after: string | undefined; ;) {
        const page: Page = await get<Page>(`/posts?limit=200${after ? `&after=${after}` : ''}`)
        all.push(...page.rows)
        after = page.next
        if (!after) return all
      }
    },
  })
  const access = useQuery({ queryKey: ['access'], queryFn: () => get<Access>('/access'), staleTime: 600_000 })
  if (posts.error) return <ProblemBox error={posts.error} />
  const all = posts.data ?? []
  const standing = all.filter(({ state, fields }) => state === 'held' && fields.expires === undefined)
  const windows = all.filter(({ fields }) => fields.expires !== undefined)
  const absent = standing.find(({ id }) => id === post)
  const roles = (absent?.fields.roles as readonly string[] | undefined) ?? []
  const names = new Map((chapters ?? []).flatMap(({ mechanisms }) => mechanisms).map(({ id, name }) => [id, l(name)]))
  // What these roles may do only in another's case.
  const apart = (access.data?.separated ?? []).filter((one) =>
    access.data!.acts.some(
      (grant) =>
        roles.includes(grant.role) &&
        grant.mechanism === one.mechanism &&
        grant.part === one.part &&
        grant.act === one.act,
    ),
  )
  const say = ({ fields }: Row) => `${String(fields.name)}（${unitName(String(fields.place))} ${String(fields.title)}）`
  const days = from !== undefined && until !== undefined && from <= until ? { from, until } : undefined
  // Who is away in those days himself stands in for nobody then; the administrator may know better.
  const away =
    days &&
    person !== undefined &&
    windows.find(
      ({ state, fields }) =>
        state !== 'left' &&
        fields.absent === person &&
        String(fields.starts) <= days.until &&
        days.from <= String(fields.expires),
    )
  const enter = async () => {
    if (!absent || !person || !days) return
    setWrong(undefined)
    try {
      const name = people.find(({ id }) => id === person)?.name ?? person
      const { place, title } = absent.fields
      await request('POST', '/posts', {
        act: 'substitute',
        body: {
          holder: person,
          name,
          place,
          title: `代理${String(title)}`,
          roles,
          absent: absent.fields.holder,
          starts: days.from,
          expires: days.until,
        },
      })
      void message.success(zh ? '已登记，请安全管理员授权' : 'Entered; to be granted by the security administrator')
      setPost(undefined)
      setPerson(undefined)
      setFrom(undefined)
      setUntil(undefined)
      await client.invalidateQueries()
    } catch (error) {
      setWrong(error)
    }
  }
  return (
    <>
      <p>
        {zh
          ? '由系统管理员登记，安全管理员授权后，只在起始日至截止日之间有效。代理人不得审批自己起草的事项，系统逐件核对。'
          : 'Entered by the system administrator, granted by the security administrator, in force only between its first and last day. Nobody approves what he drafted.'}
      </p>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {enters && (
        <Form layout="inline" className="gap">
          <Form.Item label={zh ? '请假的岗位' : 'Post'}>
            <Select
              className="wide-select"
              aria-label={zh ? '请假的岗位' : 'Post'}
              showSearch={{ filterOption: found }}
              value={post ?? null}
              onChange={setPost}
              options={standing.map((row) => ({ value: row.id, label: say(row) }))}
            />
          </Form.Item>
          <Form.Item label={zh ? '代理人' : 'Substitute'}>
            <Select
              className="wide-select"
              aria-label={zh ? '代理人' : 'Substitute'}
              showSearch={{ filterOption: found }}
              value={person ?? null}
              onChange={setPerson}
              options={people
                .filter(({ id }) => id !== absent?.fields.holder)
                .map(({ id, name, units }) => ({ value: id, label: `${name}（${units.map(unitName).join('、')}）` }))}
            />
          </Form.Item>
          {(
            [
              ['自', 'From', from, setFrom, me?.today],
              ['至', 'Until', until, setUntil, from ?? me?.today],
            ] as const
          ).map(([zhWords, en, value, put, earliest]) => (
            <Form.Item key={en} label={zh ? zhWords : en}>
              <DatePicker
                aria-label={zh ? `代理${zhWords}` : en}
                value={value ? dayjs(value) : null}
                {...(earliest && { minDate: dayjs(earliest) })}
                onChange={(day) => put(day?.format('YYYY-MM-DD'))}
              />
            </Form.Item>
          ))}
          <Button type="primary" disabled={!absent || !person || !days} onClick={() => void enter()}>
            {zh ? '登记代理' : 'Enter'}
          </Button>
        </Form>
      )}
      {away && (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={
            zh
              ? `代理人自己在这些日子里请假，由${String(away.fields.name)}代理（${sayDay(String(away.fields.starts), 'zh')}至${sayDay(String(away.fields.expires), 'zh')}）`
              : `The substitute is away then: ${String(away.fields.starts)} to ${String(away.fields.expires)}`
          }
        />
      )}
      {absent && apart.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={
            zh
              ? `这一岗位的${apart.length}种办理须由另一人办理；代理人办理过右边各项的案卷，仍须由第三人办理`
              : `${apart.length} acts of this post ask for another person than who did what stands on the right`
          }
          description={
            <ul className="apart">
              {apart.map((one) => (
                <li key={`${one.mechanism}${one.part ?? ''}${one.act}`}>
                  {names.get(one.mechanism)}·{l(one.label)}：{one.not.map(l).join('、')}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Windows windows={posts.data && windows} />
    </>
  )
}
