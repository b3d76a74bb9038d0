/** Plain HTML without a template engine: every interpolated value is escaped unless it is markup made here. */
import { createHash } from 'node:crypto'

export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)
type Piece = string | number | Markup | undefined | false | readonly Piece[]
const rendered = (piece: Piece): string =>
  piece === undefined || piece === false
    ? ''
    : Array.isArray(piece)
      ? piece.map(rendered).join('')
      : piece instanceof Markup
        ? piece.text
        : escape(String(piece))
/** html`<p>${untrusted}</p>` */
export const html = (words: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(words.map((word, at) => word + rendered(pieces[at])).join(''))

const style = `
:root{--ink:#1f2328;--blue:#0b4a8f;--line:#d8dde3;--red:#b3261e;--soft:#f5f7fa}
*{box-sizing:border-box}body{margin:0;color:var(--ink);background:#fff;font:16px/1.75 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:var(--blue);text-underline-offset:.2em}header,main,footer{max-width:58rem;margin:0 auto;padding:0 1.25rem}
.sample{background:#fff6e0;border-bottom:1px solid #e8cf8f;text-align:center;padding:.3rem 1rem;font-size:14px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding-top:1rem;padding-bottom:.75rem;border-bottom:2px solid var(--blue)}
header strong{font-size:1.15rem}header nav{display:flex;gap:1rem;flex-wrap:wrap}header form{margin-left:auto}
h1{font-size:1.6rem;line-height:1.4;text-align:center;margin:2rem 0 1rem;text-wrap:balance;overflow-wrap:anywhere}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1.05rem;margin:1.25rem 0 .25rem}
.meta{color:#57606a;text-align:center;font-size:14px;margin:.25rem 0}p.chapter{text-indent:2em;margin:.35rem 0}
a.figure{font-variant-numeric:tabular-nums;text-decoration:none;border-bottom:1px solid var(--blue);white-space:nowrap}a.figure:hover,a.figure:focus{background:#e8f0fa}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.55;font-variant-numeric:tabular-nums}th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}th{background:var(--soft)}td.number,th.number{text-align:right;white-space:nowrap}td.day{white-space:nowrap}td{overflow-wrap:break-word}.scroll th,.scroll td{min-width:5.5em}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}dl.facts dt{color:#57606a}dl.facts dd{margin:0;overflow-wrap:anywhere}
.breach{color:var(--red)}.note{background:var(--soft);border-left:3px solid var(--blue);padding:.5rem .75rem}.wrong{border-left:3px solid var(--red);background:#fdf0ef;padding:.5rem .75rem}
form.narrow{max-width:22rem;margin:0 auto}form.narrow input,form.narrow select{width:100%}header form button{padding:.1rem .6rem}
input,button,select{font:inherit;padding:.35rem .6rem;border:1px solid #8c959f;border-radius:3px}button{background:var(--blue);color:#fff;border-color:var(--blue);cursor:pointer}
label{display:block;margin:.75rem 0 .25rem}footer{color:#57606a;font-size:13px;border-top:1px solid var(--line);margin-top:3rem;padding-top:.75rem;padding-bottom:2rem}
.pages{margin:1rem 0}.scroll{overflow-x:auto}
@media print{@page{size:A4;margin:28mm 26mm}body{font-size:12pt}header,main,footer{max-width:none;padding:0}header nav,header form,.pages,.skip{display:none}
a{color:inherit;text-decoration:none}a.figure{border:0}h1,h2,h3{break-after:avoid}tr,p.chapter{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
`
// One piece, since its hash stands in the policy: no formatter may touch what is between the tags.
const sheet = new Markup(`<style>${style}</style>`)
/** A page runs no script, loads nothing, and has just the style that stands in it. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
export interface PageFrame {
  readonly title: string
  readonly district: string
  /** The sample says so on every page, with the day at which its clock stands. */
  readonly sample?: { readonly clock: string } | undefined
  readonly who?: string | undefined
  readonly year: number
}
export const page = (frame: PageFrame, content: Markup): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.title} · ${frame.district}</title>
        ${sheet}
      </head>
      <body>
        <a class="skip" href="#content">跳到正文</a>
        ${frame.sample ? html`<div class="sample" role="note">示例数据：人员、企业和记录均系虚构。示例区的时钟停在 ${frame.sample.clock.replace('T', ' ').slice(0, 16)}。</div>` : undefined}
        <header>
          <strong>法治一本账</strong><span>${frame.district}</span>
          <nav aria-label="主要页面">
            <a href="/">门户</a><a href="/report?year=${frame.year}">年度报告</a
            ><a href="/figures?year=${frame.year}">指标</a>
          </nav>
          ${frame.who ? html`<form method="post" action="/sign-out"><a href="/password" title="更改密码">${frame.who}</a> <button>退出</button></form>` : html`<form><a href="/sign-in">登录</a></form>`}
        </header>
        <main id="content">${content}</main>
        <footer>每个数字都可以点开，看到它的口径和它所数的每一条记录。</footer>
      </body>
    </html> `.text
