/** The frame: chapters and mechanisms on the left in the order of the report, with my open duties; who and when on top. */
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Input, Menu, Select, Space } from 'antd'
import { lazy, Suspense } from 'react'
import { actFor, request, type Me } from './api.ts'
import { useChapters, useOwed, type Owed } from './session.tsx'
import { useRun } from './kit/bulk-run.ts'
import { Shortcuts } from './kit/shortcuts.tsx'
import { sayDay } from './kit/value.tsx'
import { useWords, type Language } from './words.ts'

// It brings tables and windows along: fetched when there is a run to tell of.
const RunLine = lazy(async () => ({ default: (await import('./kit/bulk-progress.tsx')).RunLine }))

/** Red only where something is overdue. */
const OwedBadge = ({ owed: { red, yellow, green } }: { readonly owed: Owed }) => {
  const { language } = useWords()
  const words =
    language === 'zh'
      ? `待办${red + yellow + green}件，其中超期${red}件`
      : `${red + yellow + green} due, ${red} overdue`
  return (
    <Badge
      size="small"
      overflowCount={9999}
      count={red + yellow + green}
      color={red ? '#b3261e' : '#5f6670'}
      title={words}
    />
  )
}

export const Layout = ({ me, onLanguage }: { readonly me: Me; readonly onLanguage: (language: Language) => void }) => {
  const { t, l, language } = useWords()
  const { data: chapters } = useChapters()
  const { data: counts } = useOwed()
  const run = useRun()
  const client = useQueryClient()
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const owed = new Map(counts?.map((one) => [one.mechanism, one]))
  const link = (to: string, words: string) => ({ key: to, label: <Link to={to}>{words}</Link> })
  const selected = path === '/' ? '/' : `/${path.split('/')[1]}`
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {language === 'zh' ? '跳到正文' : 'Skip to content'}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          {t('product')}
        </Link>
        <span className="tenant">{me.tenant.name}</span>
        {me.tenant.sample && <span className="sample">{t('sample')}</span>}
        <span className="grow" />
        <Input.Search
          className="find"
          aria-label={t('search')}
          placeholder={t('search')}
          onSearch={(q) => q.trim() && void navigate({ to: '/search', search: { q: q.trim() } })}
        />
        <span>{sayDay(me.today, language)}</span>
        {me.posts.length > 1 ? (
          <Select
            size="small"
            value={me.unit}
            options={me.posts.map(({ unit, unitName }) => ({ value: unit, label: unitName }))}
            onChange={(unit: string) => {
              actFor(unit)
              void client.resetQueries()
            }}
          />
        ) : (
          <span>{me.posts[0]?.unitName}</span>
        )}
        <span>{me.name}</span>
        <Space size={4}>
          <Shortcuts />
          <Button size="small" type="text" onClick={() => onLanguage(language === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </Button>
          <Button
            size="small"
            type="text"
            onClick={() => void request('DELETE', '/session').then(() => client.resetQueries())}
          >
            {t('signOut')}
          </Button>
        </Space>
      </header>
      <nav className="side" aria-label={t('register')}>
        <Menu
          key={chapters ? 'known' : 'waiting'}
          mode="inline"
          inlineIndent={16}
          selectedKeys={[selected]}
          defaultOpenKeys={(chapters ?? []).map(({ id }) => id)}
          items={[
            link('/', t('workbench')),
            link('/board', t('board')),
            link('/indicators', t('figures')),
            link('/report', t('report')),
            link('/check', t('reportCheck')),
            ...(chapters ?? [])
              .map((chapter) => ({
                ...chapter,
                mechanisms: chapter.mechanisms.filter(({ reads }) => reads !== 'none'),
              }))
              .filter(({ mechanisms }) => mechanisms.length > 0)
              .map((chapter) => ({
                key: chapter.id,
                label: l(chapter.name),
                children: chapter.mechanisms.map(({ id, name }) => ({
                  key: `/${id}`,
                  label: (
                    <Link to="/$mechanism" params={{ mechanism: id }}>
                      {l(name)} {owed.has(id) && <OwedBadge owed={owed.get(id)!} />}
                    </Link>
                  ),
                })),
              })),
            link('/admin', t('admin')),
          ]}
        />
      </nav>
      <main id="main" className="main">
        <Outlet />
      </main>
      {run && (
        <Suspense fallback={null}>
          <RunLine />
        </Suspense>
      )}
    </div>
  )
}
