/** Accounts, for the system administrator alone; roles come from posts, which another person grants. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codeOf } from '../../kernel/ledger/index.ts'
import { systemAdmin } from '../../mechanisms/roles.ts'
import { accountsOf, resetPassword, setActive } from '../account-book.ts'
import { createAccount } from '../accounts.ts'
import { denied, invalid, notFound, success } from '../errors.ts'
import { identityOf, members, needed, param, type Api, type Identity } from './request.ts'

const administrator = (request: FastifyRequest): Identity => {
  const identity = identityOf(request)
  if (!identity.actor.roles.includes(systemAdmin.id)) throw denied('账号只由系统管理员管理')
  return identity
}
const lost = () => notFound('没有这一账号', '请从账号列表中选择')

export const accountRoutes = (app: FastifyInstance, { house }: Api): void => {
  app.get('/accounts', async (request) => {
    const { district } = administrator(request)
    const accounts = await accountsOf(house, district.id)
    return { accounts: accounts.map((one) => ({ ...one, name: district.nameOf(one.person) })) }
  })

  app.post('/accounts', async (request, reply) => {
    const { district } = administrator(request)
    const given = members(request.body, ['login', 'person'])
    const [login, person] = [needed(given, 'login'), needed(given, 'person')]
    if (!district.posts.some((post) => post.person === person))
      throw invalid({ person: '本区没有这一人员，请先登记任职' })
    const password = await createAccount(house, { tenant: district.id, login, person }).catch((error: unknown) => {
      if (error instanceof RangeError) throw invalid({ login: error.message })
      throw codeOf(error) === '23505' ? invalid({ login: '这一账号已经有了，请换一个' }) : error
    })
    return reply.code(success.created).send({ login, password })
  })

  app.post('/accounts/:login/reset', async (request) => {
    const { district, session } = administrator(request)
    const login = param(request, 'login')
    const password = await resetPassword(house, district.id, login, session.login)
    if (!password) throw lost()
    return { login, password }
  })
  for (const [word, active] of [
    ['stop', false],
    ['restore', true],
  ] as const) {
    app.post(`/accounts/:login/${word}`, async (request) => {
      const { district, session } = administrator(request)
      const login = param(request, 'login')
      if (login === session.login) throw invalid({ login: '不能停用自己的账号' })
      if (!(await setActive(house, district.id, login, active, session.login))) throw lost()
      return { login, active }
    })
  }
}
