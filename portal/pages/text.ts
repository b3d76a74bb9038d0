/** The text of an article as it stands, or as it stood on a day that a reader asks for. */
import type { Day } from '../../kernel/time/index.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import { readParagraphs, Unreadable } from '../../server/texts.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { attachments, chineseDay } from '../values.ts'
import type { Article } from './article.ts'

/** Characters of a text on a page; the whole of a longer one is in its file. */
const most = 12_000

/** The text that stands on the page: the present one, or the one of an earlier day. */
export const textOf = async (
  site: Site,
  { item, texts }: Article,
  on: Day | undefined,
): Promise<Markup | undefined> => {
  const { m, fields, title } = item
  const name = m.portal.body
  const value = name && fields[name]
  if (!name || value === undefined) return undefined
  if (m.record[name]!.kind === 'prose') return paragraphs(String(value).split(/\n+/), [])
  const then = on === undefined ? undefined : texts.findLast(({ from }) => from <= on)
  const text = then ?? texts.at(-1) ?? attachments(m.record, { [name]: value })[0]!
  try {
    const read = await readParagraphs(site.house, site.district.id, text.hash)
    return read && paragraphs(read, [title, text.title])
  } catch (error) {
    // A file that is not text is there to be downloaded.
    if (error instanceof Unreadable) return undefined
    throw error
  }
}
/** 第一章 总则, or 一、工作措施: a heading by its number, and no sentence. */
const isHeading = (one: string): boolean =>
  /^(第[一二三四五六七八九十百]{1,4}[编章节](?=[\s\u3000])|[一二三四五六七八九十]{1,3}、)[^。；！？]{1,40}$/u.test(one)
/** A text begins with its title, which stands above it already. */
const paragraphs = (all: readonly string[], titles: readonly string[]): Markup => {
  let left = most
  const shown: string[] = []
  for (const one of all.length > 1 && titles.includes(all[0]!) ? all.slice(1) : all) {
    if (left <= 0) break
    shown.push([...one].slice(0, left).join(''))
    left -= one.length
  }
  return html`<div class="text">
    ${shown.map((one) => (isHeading(one) ? html`<h2 class="${one.startsWith('第') && 'chapter'}">${one}</h2> ` : html`<p>${one}</p> `))}
    ${left <= 0 && html`<p class="note">正文较长，这里只显示前一部分，全文请下载附件。</p>`}
  </div>`
}
/** What it said and whether it held on a day that was asked for, and the way to ask. */
export const onThatDay = (
  site: Site,
  { item, ended, texts, out }: Article,
  on: Day | undefined,
): Markup | undefined => {
  const { m, fields } = item
  const { effective } = m.portal
  if (effective === undefined) return undefined
  const address = addressOf(site, item)
  const since = (fields[effective] as Day | undefined) ?? item.on
  const then = on !== undefined && texts.findLast(({ from }) => from <= on)
  const holds =
    on === undefined
      ? undefined
      : on < since
        ? `尚未施行（${chineseDay(since)}施行）`
        : ended !== undefined && on >= ended
          ? `已不再有效（自${chineseDay(ended)}起）`
          : '有效'
  const standing = out.filter(({ since: from, until }) =>
    on === undefined ? until === undefined : from <= on && (until === undefined || until > on),
  )
  const clauses =
    standing.length > 0 &&
    html`<p class="note" role="status">
      ${m.partly!.says[0]}：${standing
        .map(
          ({ words, state, since: from }) =>
            `${words}自${chineseDay(from)}起${m.parts[m.partly!.part]!.states[state]![0]}`,
        )
        .join('；')}。${on === undefined ? '其余条款有效。' : '当日其余条款有效。'}
    </p>`
  return html`<form class="ask" action="${address}">
      <label>查看某一日的文本和效力<input name="on" type="date" value="${on ?? ''}" /></label><button>查看</button>
      ${on !== undefined && html`<a href="${address}">现行文本</a>`}
    </form>
    ${clauses}
    ${
      on !== undefined &&
      html`<p class="note" role="status">
        ${chineseDay(on)}：${holds}。${
          then
            ? then.current
              ? '下面是当日的文本，与现行文本相同。'
              : '下面是当日的文本，后来作过更正。'
            : '当日还没有公布文本，下面是最早公布的文本。'
        }
      </p>`
    }`
}
