/** The annual report as a plain page, until the console exists: every figure a link to its definition and its rows. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  byUnit,
  definitionOf,
  figureRows,
  measure,
  type FigureRow,
  type Question,
} from '../../kernel/indicator/index.ts'
import { transact } from '../../kernel/ledger/index.ts'
import type { Field, Fields } from '../../kernel/fields/index.ts'
import { assemble, sections, type ReportSection, type Spoken } from '../../kernel/report/index.ts'
import { dayOf, yearOf } from '../../kernel/time/index.ts'
import { accessTo, postIn, postsOf } from '../access.ts'
import { sessionCookie, sessionOf, signIn, signOut, type Session } from '../accounts.ts'
import type { District } from '../district.ts'
import { fieldsOfRow, openRow } from '../figures.ts'
import { tenantsOf, type OpenHouse } from '../house.ts'
import { demoAccounts, demoPassword } from '../sample.ts'
import { html, page, pagePolicy, type Markup } from './html.ts'

interface Visit {
  readonly district: District
  readonly session: Session | undefined
  readonly year: number
  readonly unit: string | undefined
}
type Query = {
  readonly year?: string
  readonly unit?: string
  readonly after?: string
  readonly wrong?: string
  readonly to?: string
}

const visit = async (house: OpenHouse, request: FastifyRequest): Promise<Visit | undefined> => {
  const signedIn = await sessionOf(house, request.cookies[sessionCookie])
  const [first] = await tenantsOf(house)
  if (!first) return undefined
  const district = signedIn?.district ?? (await house.district(first.id))
  const query = request.query as Query
  const year = /^(19|20)\d\d$/.test(query.year ?? '') ? Number(query.year) : yearOf(dayOf(district.now())) - 1
  const unit = query.unit && district.units.has(query.unit) ? query.unit : undefined
  return { district, session: signedIn?.session, year, unit }
}
export const questionOf = (district: District, year: number, unit?: string): Question => ({
  tenant: district.id,
  period: { from: `${year}-01-01`, to: `${year}-12-31` },
  ...(unit && { units: district.family(unit) }),
})
const frame = ({ district, session, year }: Visit, title: string) => ({
  title,
  district: district.name,
  year,
  sample: district.sample ? { clock: district.now() } : undefined,
  who: session && `${district.nameOf(session.person)}`,
})
const search = (year: number, unit: string | undefined): string =>
  `?year=${year}${unit ? `&unit=${encodeURIComponent(unit)}` : ''}`

const spoken = (piece: Spoken, where: string): Markup =>
  'text' in piece
    ? html`${piece.text}`
    : 'list' in piece
      ? html`${piece.list.join('；')}`
      : html`<a class="figure" href="/figures/${piece.figure.id}${where}" title="${piece.figure.definition}"
          ><data value="${String(piece.figure.value ?? '')}">${piece.figure.printed}</data></a
        >`

/** The report's body, also written by `fazhi report --format html`. */
export const reportMarkup = (told: readonly ReportSection[], title: string, where: string): Markup =>
  html`<h1>${title}</h1>
    ${told.map(({ section, chapters }, at) => {
      const name = sections.find(([id]) => id === section)![1][0]
      return html`<section>
        <h2>${'一二三四五'[at]}、${name}</h2>
        ${
          chapters.length
            ? chapters.map(
                (chapter, of) =>
                  html`${section === 'measures' ? html`<h3>（${'一二三四五六七八九十'[of]}）${chapter.name[0]}</h3>` : undefined}
                  ${chapter.sentences.map(({ pieces }) => html`<p class="chapter">${pieces.map((piece) => spoken(piece, where))}</p> `)}`,
              )
            : html`<p class="note">这一部分还没有记录。在“年度报告”台账中登记后，会写在这里。</p>`
        }
      </section>`
    })}`

const shownValue = (field: Field, given: unknown, district: District): string => {
  const one = (each: unknown): string => {
    switch (field.kind) {
      case 'unit':
      case 'units':
        return district.units.get(String(each))?.short ?? String(each)
      case 'person':
        return district.nameOf(String(each))
      case 'file':
        return '附件'
      case 'document':
        return (each as { title: string }).title
      case 'flag':
        return each ? '是' : '否'
      default:
        return field.options?.[String(each)]?.[0] ?? String(each)
    }
  }
  return given === undefined || given === null ? '' : Array.isArray(given) ? given.map(one).join('、') : one(given)
}
const columnsShown = 9
const rowsTable = (fields: Fields, rows: readonly FigureRow[], district: District, rate: boolean): Markup => {
  const names = Object.keys(fields)
    .filter((name) => fields[name]!.kind !== 'snapshot' && rows.some((row) => row.fields[name] !== undefined))
    .slice(0, columnsShown)
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>日期</th>
          <th>单位</th>
          ${names.map((name) => html`<th>${fields[name]!.label[0]}</th>`)}${rate ? html`<th>计入分子</th>` : undefined}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td>${row.on}</td>
              <td>${row.units.map((unit) => district.units.get(unit)?.short ?? unit).join('、')}</td>
              <td>${row.title}</td>
              ${names.map((name) => html`<td>${shownValue(fields[name]!, row.fields[name], district).slice(0, 120)}</td>`)}${rate ? html`<td>${row.counts ? '是' : '否'}</td>` : undefined}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}
const perPage = 200

export const reportPages =
  (house: OpenHouse) =>
  async (app: FastifyInstance): Promise<void> => {
    const send = (reply: FastifyReply, text: string) =>
      reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(text)
    const lost = (reply: FastifyReply, seen: Visit | undefined) =>
      send(
        reply.code(404),
        seen
          ? page(
              frame(seen, '没有这一页'),
              html`<h1>没有这一页</h1>
                <p>请从<a href="/">年度报告</a>重新打开。</p>`,
            )
          : '还没有任何区，请先运行 fazhi init 或 npm start。',
      )

    app.get('/', async (request, reply) => {
      const seen = await visit(house, request)
      if (!seen) return lost(reply, seen)
      const { district, year, unit } = seen
      const chapters = house.found.chapters.filter((chapter) => chapter.reported)
      const told = await transact(house.pool, district.id, (client) =>
        assemble(client, house.mechanisms, chapters, questionOf(district, year, unit), house.catalogue.idOf, 'none'),
      )
      const title = `${unit ? district.units.get(unit)!.name : district.name}关于${year}年度法治政府建设情况的报告`
      const content = html`${reportMarkup(told, title, search(year, unit))}
        <p class="meta">由${year}年的记录自动汇成。点数字看口径和记录。</p>`
      return send(reply, page(frame(seen, title), content))
    })

    app.get('/figures', async (request, reply) => {
      const seen = await visit(house, request)
      if (!seen) return lost(reply, seen)
      const { district, year, unit } = seen
      const rows = await transact(house.pool, district.id, async (client) => {
        const found: { id: string; name: string; printed: string; mechanism: string }[] = []
        for (const { id, figure, mechanism } of house.catalogue.entries) {
          const measured = await measure(client, house.mechanisms, figure, questionOf(district, year, unit), 'none')
          found.push({
            id,
            name: figure.label[0],
            printed: measured.printed,
            mechanism: house.mechanisms.get(mechanism)!.name[0],
          })
        }
        return found
      })
      return send(
        reply,
        page(
          frame(seen, '指标'),
          html`<h1>${year}年指标</h1>
            <table>
              <thead>
                <tr>
                  <th>台账</th>
                  <th>指标</th>
                  <th class="number">数值</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) =>
                    html`<tr>
                      <td>${row.mechanism}</td>
                      <td><a href="/figures/${row.id}${search(year, unit)}">${row.name}</a></td>
                      <td class="number">${row.printed}</td>
                    </tr> `,
                )}
              </tbody>
            </table>`,
        ),
      )
    })

    app.get('/figures/:id', async (request, reply) => {
      const seen = await visit(house, request)
      const entry = house.catalogue.find((request.params as { id: string }).id)
      if (!seen || !entry) return lost(reply, seen)
      const { district, session, year, unit } = seen
      const m = house.mechanisms.get(entry.mechanism)!
      const actor = session && postIn(postsOf(district, session.person, dayOf(district.now())), session.unit)
      const access = accessTo(m, actor, district)
      const { reader } = access
      const question = questionOf(district, year, unit)
      const after = (request.query as Query).after?.split('~')
      const key = after?.length === 4 ? ([after[0]!, after[1]!, Number(after[2]), after[3]!] as const) : undefined
      const { measured, rows, units } = await transact(house.pool, district.id, async (client) => ({
        measured: await measure(client, house.mechanisms, entry.figure, question, reader),
        rows: await figureRows(client, house.mechanisms, entry.figure, question, reader, {
          limit: perPage + 1,
          ...(key && { after: key }),
        }),
        units: (await byUnit(client, house.mechanisms, entry.figure, question)).slice(0, 400),
      }))
      const shown = rows.slice(0, perPage)
      const last = rows.length > perPage ? shown.at(-1) : undefined
      const title = `${m.name[0]}：${entry.figure.label[0]}`
      const rate = entry.figure.measure.by === 'rate'
      const content = html`<h1>${title}</h1>
        <dl class="facts">
          <dt>数值</dt>
          <dd><strong>${measured.printed}</strong></dd>
          ${
            measured.denominator === undefined
              ? undefined
              : html`<dt>分子 / 分母</dt>
                  <dd>${measured.numerator} / ${measured.denominator}</dd>`
          }
          <dt>口径</dt>
          <dd>${definitionOf(house.mechanisms, entry.figure)}</dd>
          <dt>编号</dt>
          <dd>${entry.id}</dd>
          <dt>记录</dt>
          <dd>
            共${measured.rows}条${measured.open < measured.rows ? `，其中${measured.rows - measured.open}条不对您开放` : ''}
          </dd>
        </dl>
        ${
          reader === 'none'
            ? html`<p class="note">
                口径和数值对所有人公开；逐条记录须<a href="/sign-in?to=${encodeURIComponent(request.url)}">登录</a
                >后按权限查看。
              </p>`
            : html`<h2>记录</h2>
                ${
                  shown.length
                    ? rowsTable(
                        fieldsOfRow(m, entry),
                        shown.map((row) => openRow(m, entry, row, access)),
                        district,
                        rate,
                      )
                    : html`<p>没有对您开放的记录。</p>`
                }
                ${last ? html`<p class="pages"><a href="/figures/${entry.id}${search(year, unit)}&after=${[last.on, last.case, last.version, last.part ?? last.case].join('~')}">后${perPage}条</a></p>` : undefined}`
        }
        ${
          units.length > 1
            ? html`<h2>按单位</h2>
                <table>
                  <thead>
                    <tr>
                      <th>单位</th>
                      <th class="number">数值</th>
                      <th class="number">记录</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${units.map(
                      (row) =>
                        html`<tr>
                          <td>${district.units.get(row.unit)?.name ?? row.unit}</td>
                          <td class="number">${row.value === undefined ? '—' : String(row.value)}</td>
                          <td class="number">${row.rows}</td>
                        </tr> `,
                    )}
                  </tbody>
                </table>`
            : undefined
        }`
      return send(reply, page(frame(seen, title), content))
    })

    app.get('/sign-in', async (request, reply) => {
      const seen = await visit(house, request)
      if (!seen) return lost(reply, seen)
      const { wrong, to } = request.query as Query
      const demo = seen.district.sample ? await demoAccounts() : []
      const content = html`<h1>登录</h1>
        ${wrong ? html`<p class="wrong">${wrong}</p>` : undefined}
        <form method="post" action="/sign-in">
          <input type="hidden" name="to" value="${to ?? '/'}" /><label for="login">账号</label
          ><input id="login" name="login" autocomplete="username" required /> <label for="password">密码</label
          ><input id="password" name="password" type="password" autocomplete="current-password" required />
          <button>登录</button>
        </form>
        ${
          demo.length
            ? html`<h2>示例账号</h2>
                <p>密码都是 <code>${demoPassword}</code>，只在示例区有效。</p>
                <table>
                  <thead>
                    <tr>
                      <th>账号</th>
                      <th>姓名</th>
                      <th>岗位</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${demo.map(
                      (one) =>
                        html`<tr>
                          <td>${one.login}</td>
                          <td>${one.name}</td>
                          <td>${one.post}</td>
                        </tr> `,
                    )}
                  </tbody>
                </table>`
            : undefined
        }`
      return send(reply, page(frame(seen, '登录'), content))
    })
    // A form, since the page must work without a script; the cookie is SameSite=Strict.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 10_000 },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    app.post('/sign-in', async (request, reply) => {
      const { login = '', password = '', to = '/' } = (request.body ?? {}) as Record<string, string>
      const safe = /^\/[^/\\]/.test(to) || to === '/' ? to : '/'
      const result = await signIn(house, { login, password, address: request.ip })
      if (result.is !== 'signed in') {
        const words = result.is === 'wrong' ? result.words : Object.values(result.fields).join('；')
        return reply.redirect(`/sign-in?wrong=${encodeURIComponent(words)}&to=${encodeURIComponent(safe)}`, 303)
      }
      return reply
        .setCookie(sessionCookie, result.token, {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: request.protocol === 'https',
        })
        .redirect(safe, 303)
    })
    app.post('/sign-out', async (request, reply) => {
      const signedIn = await sessionOf(house, request.cookies[sessionCookie])
      if (signedIn) await signOut(house, signedIn.session, request.ip)
      return reply.clearCookie(sessionCookie, { path: '/' }).redirect('/', 303)
    })
  }
