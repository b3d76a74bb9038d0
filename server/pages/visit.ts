/** Who looks at a page, of which district, year and unit; and how every page is sent. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayOf, yearOf } from '../../kernel/time/index.ts'
import { sessionCookie, sessionOf, type Session } from '../accounts.ts'
import type { District } from '../district.ts'
import { tenantsOf, type OpenHouse } from '../house.ts'
import { html, page, pagePolicy, type Markup } from './html.ts'

export interface Visit {
  readonly district: District
  readonly session: Session | undefined
  readonly year: number
  readonly unit: string | undefined
}
/** Nothing where the house has no district. A visitor without a session sees the first one. */
export const visit = async (house: OpenHouse, request: FastifyRequest): Promise<Visit | undefined> => {
  const signedIn = await sessionOf(house, request.cookies[sessionCookie])
  const [first] = await tenantsOf(house)
  if (!first) return undefined
  const district = signedIn?.district ?? (await house.district(first.id))
  const query = request.query as { readonly year?: string; readonly unit?: string }
  const year = /^(19|20)\d\d$/.test(query.year ?? '') ? Number(query.year) : yearOf(dayOf(district.now())) - 1
  const unit = query.unit && district.units.has(query.unit) ? query.unit : undefined
  return { district, session: signedIn?.session, year, unit }
}
/** What is not published yet is shown to officials only; the invented year of the sample is open to everyone. */
export const isStranger = ({ district, session }: Visit): boolean => !session && !district.sample
export const toDoor = (request: FastifyRequest, reply: FastifyReply) =>
  reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303)
/** The query that keeps year and unit from page to page. */
export const search = (year: number, unit: string | undefined): string =>
  `?year=${year}${unit ? `&unit=${encodeURIComponent(unit)}` : ''}`

export const send = (reply: FastifyReply, { district, session, year }: Visit, title: string, content: Markup) =>
  reply
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(
      page(
        {
          title,
          district: district.name,
          year,
          sample: district.sample ? { clock: district.now() } : undefined,
          who: session && district.nameOf(session.person),
        },
        content,
      ),
    )
export const lost = (reply: FastifyReply, seen: Visit | undefined) =>
  seen
    ? send(
        reply.code(404),
        seen,
        '没有这一页',
        html`<h1>没有这一页</h1>
          <p>请从<a href="/report">年度报告</a>重新打开。</p>`,
      )
    : reply.code(404).type('text/plain; charset=utf-8').send('还没有任何区，请先运行 fazhi init 或 npm start。')
