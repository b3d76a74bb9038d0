/** What there is: the mechanisms by chapter, the shape of each, who may do what, and the description of this API. */
import type { FastifyInstance } from 'fastify'
import { mayDo } from '../../exchange/imports/look.ts'
import { openings, structuresOf, type Actor, type Structure } from '../../kernel/procedure/index.ts'
import type { Pair } from '../../kernel/law/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { accessTo, isOfficial, roleTable } from '../access.ts'
import { isHeld } from '../district.ts'
import { cited, denied } from '../errors.ts'
import { openapiOf } from '../openapi.ts'
import { describeMechanism } from '../schema.ts'
import { findLaw, instrumentsNamed, lawUses } from '../law.ts'
import { identityOf, mechanismOf, queried, type Api } from './request.ts'

const openable = (m: AnyMechanism, actor: Actor) =>
  openings(m).filter((name) => m.acts[name]!.by.roles.some((role) => actor.roles.includes(role.id)))

/** Every act that asks for another person than who did something before, with what that was. */
const separationsOf = (m: AnyMechanism) =>
  [...structuresOf<Structure, AnyMechanism>(m)].flatMap(([part, structure]) =>
    Object.entries(structure.acts).flatMap(([act, { by, label }]) => {
      const named = (name: string): Pair =>
        structure.acts[name]?.label ??
        m.acts[name]?.label ??
        structure.record[name]?.label ??
        m.record[name]?.label ?? [name, name]
      return by.not.length
        ? [
            {
              mechanism: m.id,
              mechanismName: m.name,
              part,
              act,
              label,
              not: by.not.map(named),
              ...(by.article && { article: cited(by.article) }),
            },
          ]
        : []
    }),
  )

export const catalogueRoutes = (app: FastifyInstance, { house }: Api): void => {
  // Written out once: it is large, and everybody may ask for it.
  const document = JSON.stringify(openapiOf(house.found.mechanisms.values()))

  app.get('/openapi.json', { config: { open: true } }, (_, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  )

  const separated = [...house.mechanisms.values()].flatMap(separationsOf)
  app.get('/access', (request) => {
    identityOf(request)
    return Promise.resolve({ ...roleTable(house.mechanisms.values()), separated })
  })

  app.get('/mechanisms', (request) => {
    const { actor, district } = identityOf(request)
    const chapters = house.found.chapters.map(({ id, name, reported, mechanisms }) => ({
      id,
      name,
      reported,
      mechanisms: mechanisms.map((m) => {
        const { reader } = accessTo(m, actor, district)
        return {
          id: m.id,
          name: m.name,
          reads: typeof reader === 'string' ? reader : 'own',
          opens: openable(m, actor).map((act) => ({ act, label: m.acts[act]!.label })),
          /** Whether a table may be imported at all: what opens cases, or what is done on them. */
          imports: openable(m, actor).length > 0 || mayDo(m, actor).length > 0,
        }
      }),
    }))
    return Promise.resolve({ chapters })
  })

  /** Who and what a form may name today: units and the people who hold a post. */
  app.get('/directory', (request) => {
    const { district, today, actor } = identityOf(request)
    // Administrators register posts and accounts by it; who holds no post at all is nobody's colleague.
    if (!actor.roles.length) throw denied('单位和人员名册只供机关人员查看')
    const people = new Map<string, { id: string; name: string; units: string[] }>()
    for (const { person, name, unit, from, until } of district.posts) {
      if (from > today || (until !== undefined && until <= today)) continue
      const known = people.get(person) ?? { id: person, name, units: [] }
      people.set(person, { ...known, units: [...new Set([...known.units, unit])] })
    }
    const units = [...district.units].map(([id, { name, short, kind, parent, from, until }]) => {
      return { id, name, short, kind, parent, from, until }
    })
    // Who stands in for whom is no secret; which powers that carries is told in the register of posts.
    const posts = district.posts
      .filter((post) => isHeld(post, today))
      .map(({ person, name, unit, title, from, starts, expires }) => {
        return { person, name, unit, title, from: starts ?? from, expires }
      })
    return Promise.resolve({ units, people: [...people.values()], posts })
  })

  const uses = lawUses(house.found.mechanisms.values())
  app.get('/laws', async (request) => {
    const { district, actor } = identityOf(request)
    const name = queried(request, 'law')
    const law = await findLaw()
    const shown = name === undefined ? law.instruments : instrumentsNamed(law, name)
    return {
      // What no law settles: the default, and the values that the district has set since, each with who set it and why.
      rules: law.rules
        .filter(({ status }) => name === undefined && status === 'unverified')
        .map(({ id, label, article, editions, note }) => ({
          id,
          label,
          ...(article && { article: cited(article) }),
          fallback: editions.at(-1),
          note,
          values: district.parameters
            .filter(({ rule }) => rule === id)
            .map((value) => ({ ...value, setByName: isOfficial(actor) ? district.nameOf(value.setBy) : undefined })),
        })),
      instruments: shown.map(({ title, number, rank, status, editions, articles }) => ({
        title,
        number,
        rank,
        status,
        editions,
        articles,
        uses: name === undefined ? undefined : uses.filter((use) => use.law === title),
      })),
    }
  })

  app.get('/:m/schema', (request) => {
    identityOf(request)
    return Promise.resolve(describeMechanism(mechanismOf(house, request)))
  })
}
