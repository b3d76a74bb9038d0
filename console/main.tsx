/** The console: its providers, its addresses, each screen loaded when it is first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, RouterProvider } from '@tanstack/react-router'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US.js'
import zhCN from 'antd/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './api.ts'
import { Layout } from './layout.tsx'
import { ProblemBox } from './kit/problem.tsx'
import { ChangePassword, SignIn } from './screens/sign-in.tsx'
import { useMe } from './session.tsx'
import { Speaking, useWords, type Language } from './words.ts'
import './style.css'

const Gate = ({ onLanguage }: { readonly onLanguage: (language: Language) => void }) => {
  const { t } = useWords()
  const { data: me, error, isPending } = useMe()
  if (isPending) return <p className="waiting">{t('loading')}</p>
  if (error) return <ProblemBox error={error} />
  if (!me) return <SignIn />
  if (me.mustChange) return <ChangePassword me={me} />
  return <Layout me={me} onLanguage={onLanguage} />
}
let sayLanguage: (language: Language) => void = () => {}
const root = createRootRoute({ component: () => <Gate onLanguage={(language) => sayLanguage(language)} /> })
const year = (search: Record<string, unknown>): { readonly year?: number } =>
  Number.isInteger(Number(search.year)) && search.year !== undefined ? { year: Number(search.year) } : {}
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/workbench.tsx'), 'Workbench'),
})
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  component: lazyRouteComponent(() => import('./screens/board.tsx'), 'Board'),
})
const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  component: lazyRouteComponent(() => import('./screens/figures.tsx'), 'Figures'),
})
const indicator = createRoute({ getParentRoute: () => root, path: '/indicators/$id', validateSearch: year }).lazy(() =>
  import('./screens/figure.route.tsx').then(({ route }) => route),
)
const report = createRoute({
  getParentRoute: () => root,
  path: '/report',
  component: lazyRouteComponent(() => import('./screens/report.tsx'), 'ReportScreen'),
})
const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  component: lazyRouteComponent(() => import('./screens/check.tsx'), 'CheckScreen'),
})
const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('./screens/admin.tsx'), 'Admin'),
})
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (given: Record<string, unknown>): { readonly q: string } => ({ q: String(given.q ?? '') }),
}).lazy(() => import('./screens/search.route.tsx').then(({ route }) => route))
const register = createRoute({ getParentRoute: () => root, path: '/$mechanism' }).lazy(() =>
  import('./screens/register.route.tsx').then(({ route }) => route),
)
const importing = createRoute({
  getParentRoute: () => root,
  path: '/$mechanism/import',
  validateSearch: (given: Record<string, unknown>): { readonly job?: string } =>
    typeof given.job === 'string' ? { job: given.job } : {},
}).lazy(() => import('./screens/import.route.tsx').then(({ route }) => route))
const one = createRoute({ getParentRoute: () => root, path: '/$mechanism/$id' }).lazy(() =>
  import('./screens/case.route.tsx').then(({ route }) => route),
)
const router = createRouter({
  routeTree: root.addChildren([
    home,
    board,
    indicators,
    indicator,
    report,
    check,
    admin,
    search,
    register,
    importing,
    one,
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
})
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => !(error instanceof Refused && error.status > 0) && failures < 3 },
  },
})
const Console = () => {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem('fazhi:language') as Language) ?? 'zh')
  sayLanguage = (next) => {
    localStorage.setItem('fazhi:language', next)
    setLanguage(next)
  }
  // Also of a page that was reloaded.
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  return (
    <Speaking value={language}>
      <ConfigProvider
        button={{ autoInsertSpace: false }}
        locale={language === 'zh' ? zhCN : enUS}
        theme={{
          token: {
            colorPrimary: '#1d4f91',
            colorError: '#b3261e',
            colorLink: '#1d4f91',
            colorTextPlaceholder: '#5f6670',
            colorTextDescription: '#5f6670',
            colorTextDisabled: '#5f6670',
            colorTextTertiary: '#5f6670',
            borderRadius: 2,
            fontSize: 14,
            motion: false,
            fontFamily: 'inherit',
            controlItemBgActive: '#e8eef7',
            controlItemBgActiveHover: '#dbe6f4',
          },
          components: { Menu: { itemSelectedBg: '#e8eef7', subMenuItemBg: '#ffffff', itemSelectedColor: '#1d4f91' } },
        }}
      >
        <App>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </Speaking>
  )
}
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
