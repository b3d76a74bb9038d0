/** What a person has arranged for himself, kept on the server so that it follows him to any machine. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { rows, transact } from '../../kernel/ledger/index.ts'
import { invalid } from '../errors.ts'
import { identityOf, isObject, members, param, type Api } from './request.ts'

const longest = 32_768
const named = (request: FastifyRequest): string => {
  const name = param(request, 'name')
  if (!/^[\w.-]{1,80}$/.test(name)) throw invalid({ name: '名称只能由字母、数字、点和横线组成，不超过80字' })
  return name
}
export const settingRoutes = (app: FastifyInstance, { house }: Api): void => {
  /** Nothing kept yet is an empty object. */
  app.get('/me/settings/:name', (request) => {
    const { session } = identityOf(request)
    const name = named(request)
    return transact(house.pool, session.tenant, async (client) => {
      const [found] = await rows<{ value: string }>(
        client,
        'SELECT value FROM house.setting WHERE tenant = $1 AND login = $2 AND name = $3',
        [session.tenant, session.login, name],
      )
      return { value: found ? (JSON.parse(found.value) as object) : {} }
    })
  })
  app.post('/me/settings/:name', (request) => {
    const { session } = identityOf(request)
    const name = named(request)
    const { value } = members(request.body, ['value'])
    if (!isObject(value)) throw invalid({ value: '应为一个JSON对象' })
    const text = JSON.stringify(value)
    if (text.length > longest) throw invalid({ value: '保存的视图太多，请删去不用的再保存' })
    return transact(house.pool, session.tenant, async (client) => {
      await rows(
        client,
        'INSERT INTO house.setting VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, login, name) DO UPDATE SET value = EXCLUDED.value',
        [session.tenant, session.login, name, text],
      )
      return { kept: true }
    })
  })
}
