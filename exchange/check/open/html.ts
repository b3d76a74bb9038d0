/** The main text of a web page: read tag by tag, nothing run, what surrounds the article left out where it can be told. */
import { entity } from './entities.ts'

const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'textarea',
  'select',
  'title',
  'head',
])
const around = new Set(['nav', 'header', 'footer', 'aside', 'form', 'button'])
/** The same by the names that sites give them, as whole words; a `header` may hold the article's title. */
const aroundNames = new Set(
  'nav topnav navbar menu footer foot share bshare related sidebar crumb crumbs breadcrumb copyright friendlink links search toolbar pagination'.split(
    ' ',
  ),
)
const blocks = new Set(
  'p div section article main header footer nav aside ul ol li dl dt dd table tr h1 h2 h3 h4 h5 h6 br hr blockquote pre center body'.split(
    ' ',
  ),
)
const empty = new Set('br hr img input meta link area base col embed source track wbr'.split(' '))
/** Names that sites give to the element with the article. */
const article =
  /(?:^|[\s_"'-])(?:article|content|zoom|ucap-content|trs_editor|trs_uedit\w*|view|detail|main|zwxl|xxgk|text|con)(?:$|[\s_"'-])/i
const deepest = 300

interface Element {
  readonly name: string
  readonly start: number
  readonly main: boolean
  readonly aside: boolean
}
const hanIn = (text: string): number => text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
/** Where a tag ends: quoted attributes may hold a >. */
const tagEnd = (html: string, from: number): number => {
  let quote = ''
  for (let at = from; at < html.length; at++) {
    const sign = html[at]!
    if (quote) {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return at
  }
  return -1
}
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/[ \r\f]+/g, ' ')
        .replace(/ ?\t ?/g, '\t')
        .trim(),
    )
    .filter(Boolean)
    .join('\n')

/** What the page says it is, where that is the title of a report: it often stands outside of the article, and tells the year. */
const titleOf = (html: string): string => {
  const head = html.slice(0, 20_000)
  const said =
    /<meta\s[^>]{0,80}name\s*=\s*["']?ArticleTitle["']?\s[^>]{0,40}content\s*=\s*["']([^"'<>]{4,120})/i.exec(head) ??
    /<title[^>]{0,80}>([^<]{4,200})/i.exec(head)
  const title = tidy(entity(said?.[1] ?? ''))
    .split(/[_|\n]|\s[-–—]{1,2}\s?/)[0]!
    .trim()
  return /(?:19|20)\d\d|报告|总结/.test(title) ? title : ''
}
/** One line for each block, cells with tabs between. */
export const textOfHtml = (html: string): string => {
  const parts: string[] = []
  let length = 0
  const put = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const open: Element[] = []
  const candidates: { readonly start: number; readonly end: number; readonly deep: number }[] = []
  let asides = 0
  const close = (element: Element) => {
    if (element.aside) asides--
    if (element.main && candidates.length < 500)
      candidates.push({ start: element.start, end: length, deep: open.length })
  }
  for (let at = 0; at < html.length;) {
    const tag = html.indexOf('<', at)
    const words = html.slice(at, tag < 0 ? html.length : tag)
    if (words && asides === 0) put(entity(words.replace(/[\s]+/g, ' ')))
    if (tag < 0) break
    if (html.startsWith('<!--', tag)) {
      const end = html.indexOf('-->', tag + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const name = /^<\/?([a-z][a-z0-9:-]{0,30})/i.exec(html.slice(tag, tag + 34))?.[1]?.toLowerCase()
    if (name === undefined && !/^<[/!?]/.test(html.slice(tag, tag + 2))) {
      // A < that begins no tag is a sign of its own.
      if (asides === 0) put('<')
      at = tag + 1
      continue
    }
    const end = tagEnd(html, tag + 1)
    if (end < 0) break
    at = end + 1
    if (name === undefined) continue
    const closing = html[tag + 1] === '/'
    if (silent.has(name) && !closing && html[end - 1] !== '/') {
      const shut = new RegExp(`</${name}\\b`, 'gi')
      shut.lastIndex = at
      const found = shut.exec(html)
      at = found ? Math.max(at, tagEnd(html, found.index) + 1) : html.length
      continue
    }
    if (blocks.has(name) && asides === 0) put('\n')
    if ((name === 'td' || name === 'th') && closing && asides === 0) put('\t')
    if (empty.has(name) || html[end - 1] === '/') continue
    if (!closing) {
      if (open.length >= deepest) continue
      const attributes = html.slice(tag, Math.min(end, tag + 400))
      const names = [...attributes.matchAll(/\b(?:id|class)\s*=\s*["']?([^"'>]{1,120})/gi)].map(([, value]) => value!)
      const named = names.some((value) => article.test(value))
      const aside =
        around.has(name) ||
        (!named &&
          names.some((value) =>
            value
              .toLowerCase()
              .split(/\s+/)
              .some((word) => aroundNames.has(word)),
          ))
      if (aside) asides++
      open.push({ name, start: length, main: name === 'article' || name === 'main' || named, aside })
    } else {
      const from = open.findLastIndex((element) => element.name === name)
      if (from >= 0) while (open.length > from) close(open.pop()!)
    }
  }
  while (open.length) close(open.pop()!)
  const all = parts.join('')
  const whole = hanIn(all)
  const best = candidates
    .filter(({ start, end }) => end - start > all.length * 0.3 && hanIn(all.slice(start, end)) >= whole * 0.5)
    .sort((a, b) => b.deep - a.deep)[0]
  const text = tidy(best ? all.slice(best.start, best.end) : all)
  const title = titleOf(html)
  return title && !text.slice(0, 1000).replace(/\s/g, '').includes(title.replace(/\s/g, ''))
    ? `${title}\n${text}`
    : text
}
