/** What a citation opens: the imported text of the article, in the edition that was in force on the day of the act. */
import type { FastifyInstance } from 'fastify'
import { libraryOf, passageOf } from '../../exchange/laws/library.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { findLaw } from '../law.ts'
import { invalid } from '../errors.ts'
import { dayAsked, identityOf, queried, type Api } from './request.ts'

const howTo = '请系统管理员把法律文本存为“名称(公布日).md”，放在一个文件夹里，运行 fazhi laws import <文件夹>'
export const libraryRoutes = (app: FastifyInstance, { house }: Api): void => {
  app.get('/laws/library', (request) => {
    const { district } = identityOf(request)
    return transact(house.pool, district.id, async (client) => ({
      howTo,
      laws: await libraryOf(client, district.id, (await findLaw()).instruments),
    }))
  })
  app.get('/laws/text', (request) => {
    const { district, today } = identityOf(request)
    const [law, no] = [queried(request, 'law'), queried(request, 'no')]
    if (law === undefined) throw invalid({ law: '请给出法律的名称' })
    const [on, edition] = [dayAsked(request, 'on') ?? today, dayAsked(request, 'edition')]
    return transact(house.pool, district.id, async (client) => {
      const found = await passageOf(client, district.id, (await findLaw()).instruments, {
        law,
        on,
        ...(no !== undefined && { no }),
        ...(edition && { edition }),
      })
      return found.is === 'no text'
        ? { is: found.is, words: `本区的法律文本库里没有《${law}》`, howTo }
        : { ...found, on }
    })
  })
}
