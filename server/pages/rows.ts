/** The rows behind a figure as a table. */
import type { Fields } from '../../kernel/fields/index.ts'
import type { FigureRow } from '../../kernel/indicator/index.ts'
import type { District } from '../district.ts'
import { shownValue } from '../figures.ts'
import { html, type Markup } from './html.ts'

const longest = 120
const shortened = (words: string): string => {
  const characters = [...words]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}……` : words
}
const columnsShown = 9
const heading = (words: string, kind = 'words'): Markup => html`<th scope="col" class="${kind}">${words}</th>`

/** `rate` says of each row whether it counts in the numerator. Values that no row has make no column. */
export const rowsTable = (fields: Fields, rows: readonly FigureRow[], district: District, rate: boolean): Markup => {
  const titled = rows.some(({ title }) => title)
  const names = Object.keys(fields)
    .filter((name) => fields[name]!.kind !== 'snapshot' && rows.some((row) => row.fields[name] !== undefined))
    // What names every row stands before the others already.
    .filter((name) => !rows.every((row) => row.fields[name] === row.title))
    .slice(0, columnsShown)
  const kindOf = (name: string): string => {
    const { kind } = fields[name]!
    return kind === 'count' || kind === 'money' ? 'number' : kind === 'day' || kind === 'moment' ? 'day' : 'words'
  }
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heading('日期')}${heading('单位')}${titled && heading('事项')}
          ${names.map((name) => heading(fields[name]!.label[0], kindOf(name)))}${rate && heading('计入分子')}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td class="day">${row.on}</td>
              <td>${row.units.map((unit) => district.units.get(unit)?.short ?? unit).join('、')}</td>
              ${titled && html`<td>${row.title}</td>`}
              ${names.map((name) => html`<td class="${kindOf(name)}">${shortened(shownValue(fields[name]!, row.fields[name], district))}</td>`)}${rate && html`<td>${row.counts ? '是' : '否'}</td>`}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}
