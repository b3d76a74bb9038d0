/** The wording of the report's sentences: what is declared, what the district says instead, a look at it, and a proposal. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { transact } from '../../kernel/ledger/index.ts'
import { assemble, sections } from '../../kernel/report/index.ts'
import { isOfficial } from '../access.ts'
import { denied, doneOf, invalid, success } from '../errors.ts'
import { forms } from '../letter-forms.ts'
import { proposeWording, sentenceOf, wordableNamed, wordablesOf, wordingsOf } from '../wording.ts'
import { questionIn } from './indicators.ts'
import { identityOf, members, param, textIn, type Api } from './request.ts'

const idIn = (request: FastifyRequest): string => `report/${param(request, 'register')}/${param(request, 'sentence')}`
const wordsIn = (given: Readonly<Record<string, unknown>>): string => {
  if (typeof given.words !== 'string') throw invalid({ words: '应为文字' })
  return given.words
}
export const wordingRoutes = (app: FastifyInstance, { house }: Api): void => {
  const official = (request: FastifyRequest) => {
    const identity = identityOf(request)
    if (!isOfficial(identity.actor)) throw denied('报告措辞只供机关人员查看')
    return identity
  }
  app.get('/report/wordings', async (request) => {
    const { district } = official(request)
    const own = await transact(house.pool, district.id, (client) => wordingsOf(client, house, district.id))
    const names = new Map(sections)
    return {
      sentences: wordablesOf(house).map(({ id, chapter, m, sentence, places, declared }) => ({
        id,
        section: names.get(sentence.section),
        chapter: chapter.name,
        mechanism: m.name,
        declared,
        places: [...places.keys()],
        history: own
          .filter((one) => one.id === id)
          .map(({ case: of, words, state, confirmed }) => ({
            case: of,
            words,
            state,
            stateName: house.mechanisms.get(forms)?.states[state],
            ...(confirmed && { since: confirmed.on, byName: district.nameOf(confirmed.by) }),
          })),
      })),
    }
  })
  /** What the report would say with these words, in the year that the query names. */
  app.post('/report/wordings/:register/:sentence/preview', async (request) => {
    const { district } = official(request)
    const one = wordableNamed(house, idIn(request))
    const said = sentenceOf(one, wordsIn(members(request.body, ['words'])))
    const question = questionIn(request, identityOf(request))
    const chapter = { ...one.chapter, mechanisms: [{ ...one.m, report: [said], passages: undefined }] }
    const told = await transact(house.pool, district.id, (client) =>
      assemble(client, house.mechanisms, [chapter], question, house.catalogue.idOf, 'none'),
    )
    const found = told.flatMap(({ chapters }) => chapters).flatMap(({ sentences }) => sentences)
    return { pieces: found[0]?.pieces ?? [] }
  })
  app.post('/report/wordings/:register/:sentence', async (request, reply) => {
    const { district, actor } = identityOf(request)
    const given = members(request.body, ['words', 'basis'])
    const words = wordsIn(given)
    const outcome = await proposeWording(house, district, actor, idIn(request), {
      words,
      basis: textIn(given, 'basis'),
    })
    const { event, folded } = doneOf(outcome)
    return reply.code(success.created).send({ case: event.stream, state: folded.state })
  })
}
