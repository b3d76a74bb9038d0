/** The web server over a house of its own, with officials who have signed in. Nothing is mocked: requests go through `inject`. */
import type { FastifyInstance } from 'fastify'
import type { Values } from '../kernel/fields/index.ts'
import { system } from '../kernel/procedure/index.ts'
import { newId, perform } from '../kernel/register/index.ts'
import { createAccount } from '../server/accounts.ts'
import { buildApp } from '../server/app.ts'
import type { Found } from '../server/mechanisms.ts'
import { startHouse, type TestHouse } from './cluster.ts'

export const password = 'Right-Words-42'

export interface Web {
  readonly house: TestHouse
  readonly app: FastifyInstance
  /** What the server wrote to its log. */
  readonly lines: string[]
  /** Method and path of every route, as registered. */
  readonly routes: readonly (readonly [method: string, url: string])[]
  /** Lets real time pass. */
  readonly pass: (minutes: number) => void
  stop(): Promise<void>
}
export const startWeb = async (found?: Found): Promise<Web> => {
  let now = Date.parse('2023-02-20T01:00:00Z')
  const house = await startHouse(found, () => now)
  const lines: string[] = []
  const app = buildApp(house, { log: (line) => lines.push(line) })
  await app.ready()
  const routes = routesOf(app)
  return {
    house,
    app,
    lines,
    routes,
    pass: (minutes) => {
      now += minutes * 60_000
    },
    stop: async () => {
      await app.close()
      await house.stop()
    },
  }
}
const routesOf = (app: FastifyInstance): (readonly [string, string])[] => {
  const branches: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): (readonly [string, string])[] => {
      const [, indent, path, methods] =
        /^([│ ]*)[├└]── (\S*) \((.+)\)$/.exec(line) ?? /^([│ ]*)[├└]── (\S*)()$/.exec(line) ?? []
      if (indent === undefined || path === undefined) return []
      branches.length = indent.length / 4
      branches.push(path)
      return methods ? methods.split(', ').map((method) => [method, branches.join('')] as const) : []
    })
}

export interface Answer {
  readonly status: number
  readonly body: { readonly [name: string]: unknown }
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}
export type Method = 'GET' | 'POST' | 'DELETE'
/** A browser with its cookie. */
export class Browser {
  cookie = ''
  readonly app: FastifyInstance
  constructor(app: FastifyInstance) {
    this.app = app
  }
  async send(
    method: Method,
    url: string,
    payload?: string | Buffer | object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      headers: { 'x-fazhi': '1', ...(this.cookie && { cookie: this.cookie }), ...headers },
    })
    const set = answer.cookies[0]
    if (set) this.cookie = set.value ? `${set.name}=${set.value}` : ''
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : {},
      headers: answer.headers,
      text: answer.payload,
    }
  }
  get = (url: string, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
    this.send('GET', url, undefined, headers)
  post = (url: string, payload: object = {}, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
    this.send('POST', url, payload, headers)
  signIn = (login: string, tenant: string, secret = password): Promise<Answer> =>
    this.post('/api/session', { login, tenant, password: secret })
}

const done = async (
  web: Web,
  tenant: string,
  mechanism: string,
  act: string,
  body: Values,
  stream = newId(),
): Promise<string> => {
  const outcome = await perform(web.house, {
    tenant,
    mechanism,
    stream,
    act,
    on: '2015-01-01',
    actor: system('u1'),
    body,
    source: 'derived',
  })
  if (outcome.is !== 'done') throw new Error(`${mechanism}/${act}: ${JSON.stringify(outcome)}`)
  return stream
}
/** A person holds a post with those roles in a unit. */
export const post = async (
  web: Web,
  tenant: string,
  person: string,
  unit: string,
  roles: readonly string[],
): Promise<void> => {
  const id = await done(web, tenant, 'posts', 'take', {
    holder: person,
    name: `示例${person}`,
    place: unit,
    title: '示例职务',
    roles,
  })
  await done(web, tenant, 'posts', 'grant', {}, id)
}
/** A person with a post and an account, signed in; login and person are the same. */
export const official = async (
  web: Web,
  [tenant, code]: readonly [id: string, code: string],
  login: string,
  unit: string,
  ...roles: readonly string[]
): Promise<Browser> => {
  if (roles.length) await post(web, tenant, login, unit, roles)
  await createAccount(web.house, { tenant, login, person: login, password, mustChange: false })
  const browser = new Browser(web.app)
  const answer = await browser.signIn(login, code)
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.text}`)
  return browser
}
