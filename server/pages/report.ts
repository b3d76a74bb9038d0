/** The report as it writes itself, for those who work on it: every figure a link to its definition and its rows. */
import type { FastifyInstance } from 'fastify'
import { byUnit, definitionOf, figureRows, measure, measureAll, type Question } from '../../kernel/indicator/index.ts'
import { transact } from '../../kernel/ledger/index.ts'
import { assemble, sections, type ReportSection, type Spoken } from '../../kernel/report/index.ts'
import { dayOf } from '../../kernel/time/index.ts'
import { accessTo, postIn, postsOf } from '../access.ts'
import type { District } from '../district.ts'
import { fieldsOf, openRow } from '../figures.ts'
import type { OpenHouse } from '../house.ts'
import { reportChapters } from '../wording.ts'
import { html, type Markup } from './html.ts'
import { rowsTable } from './rows.ts'
import { signInPages } from './sign-in.ts'
import { isStranger, lost, search, send, toDoor, visit } from './visit.ts'

export const questionOf = (district: District, year: number, unit?: string): Question => ({
  tenant: district.id,
  period: { from: `${year}-01-01`, to: `${year}-12-31` },
  ...(unit && { units: district.family(unit) }),
})
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

const perPage = 200

export const reportPages =
  (house: OpenHouse) =>
  async (app: FastifyInstance): Promise<void> => {
    signInPages(app, house)

    app.get('/report', async (request, reply) => {
      const seen = await visit(house, request)
      if (!seen) return lost(reply, seen)
      if (isStranger(seen)) return toDoor(request, reply)
      const { district, year, unit } = seen
      const told = await transact(house.pool, district.id, async (client) => {
        const chapters = await reportChapters(client, house, district.id)
        return assemble(
          client,
          house.mechanisms,
          chapters,
          questionOf(district, year, unit),
          house.catalogue.idOf,
          'none',
        )
      })
      const title = `${unit ? district.units.get(unit)!.name : district.name}关于${year}年度法治政府建设情况的报告`
      const download = (format: string, label: string) =>
        html`<a href="/report/document${search(year, unit)}&format=${format}">${label}</a>`
      const content = html`<p class="meta">
          下载：${download('docx', 'Word')} ${download('pdf', 'PDF')} ${download('text', '纯文本')}
          指标表：${download('csv', 'CSV')} ${download('jsonld', 'JSON-LD')}
        </p>
        ${reportMarkup(told, title, search(year, unit))}
        <p class="meta">由${year}年的记录自动汇成。点数字看口径和记录。</p>`
      return send(reply, seen, title, content)
    })

    app.get('/figures', async (request, reply) => {
      const seen = await visit(house, request)
      if (!seen) return lost(reply, seen)
      if (isStranger(seen)) return toDoor(request, reply)
      const { district, year, unit } = seen
      const { entries } = house.catalogue
      const asked = entries.map(({ figure }) => ({ figure, reader: 'none' as const }))
      const measured = await measureAll(house.pool, house.mechanisms, asked, questionOf(district, year, unit))
      const rows = entries.map(({ id, figure, mechanism }, at) => ({
        id,
        name: figure.label[0],
        printed: measured[at]!.printed,
        mechanism: house.mechanisms.get(mechanism)!.name[0],
      }))
      return send(
        reply,
        seen,
        '指标',
        html`<h1>${year}年指标</h1>
          <table>
            <thead>
              <tr>
                <th scope="col">台账</th>
                <th scope="col">指标</th>
                <th scope="col" class="number">数值</th>
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
      )
    })

    app.get('/figures/:id', async (request, reply) => {
      const seen = await visit(house, request)
      const entry = house.catalogue.find((request.params as { id: string }).id)
      if (!seen || !entry) return lost(reply, seen)
      if (isStranger(seen)) return toDoor(request, reply)
      const { district, session, year, unit } = seen
      const m = house.mechanisms.get(entry.mechanism)!
      // A one-time password opens nothing but its own change.
      const actor =
        session && !session.mustChange
          ? postIn(postsOf(district, session.person, dayOf(district.now())), session.unit)
          : undefined
      const accessFor = (mechanism: string) => accessTo(house.mechanisms.get(mechanism)!, actor, district)
      const readers = (mechanism: string) => accessFor(mechanism).reader
      const reader = readers(entry.mechanism)
      const question = questionOf(district, year, unit)
      const after = (request.query as { readonly after?: string }).after?.split('~')
      const key = after?.length === 4 ? ([after[0]!, after[1]!, Number(after[2]), after[3]!] as const) : undefined
      const { measured, rows, units } = await transact(house.pool, district.id, async (client) => ({
        measured: await measure(client, house.mechanisms, entry.figure, question, readers),
        rows: await figureRows(client, house.mechanisms, entry.figure, question, readers, {
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
                        fieldsOf(house.mechanisms, entry.figure),
                        shown.map((row) => openRow(house.mechanisms, row, accessFor)),
                        district,
                        rate,
                      )
                    : html`<p class="note">
                        ${measured.rows ? '没有对您开放的记录。' : `${year}年还没有这一指标所数的记录。`}
                      </p>`
                }
                ${last ? html`<p class="pages"><a href="/figures/${entry.id}${search(year, unit)}&after=${[last.on, last.case, last.version, last.part ?? last.case].join('~')}">后${perPage}条</a></p>` : undefined}`
        }
        ${
          units.length > 1
            ? html`<h2>按单位</h2>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">单位</th>
                      <th scope="col" class="number">数值</th>
                      <th scope="col" class="number">记录</th>
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
      return send(reply, seen, title, content)
    })
  }
