/** How a document is set in PDF, in the language of typst. It reads the paper as JSON, so no text is ever part of a program. */
import { layout, textHeight, tracking } from './model.ts'

const { page, size, line } = layout
export const template = String.raw`
#let p = json(bytes(sys.inputs.paper))
#let pitch = ${line}pt
#let char = ${size.body}pt + ${tracking}pt
#let red = rgb("#d7000f")
#let set-in(role) = {
  let latin = p.chains.latin.map(name => (name: name, covers: "latin-in-cjk"))
  latin + p.chains.at(role)
}
#set document(title: p.title, date: datetime(year: p.made.at(0), month: p.made.at(1), day: p.made.at(2)))
#set text(
  font: set-in("body"), fallback: false, size: ${size.body}pt, lang: "zh", region: "cn", tracking: ${tracking}pt,
  top-edge: 0.88em, bottom-edge: -0.12em, cjk-latin-spacing: none, overhang: false, costs: (widow: 0%, orphan: 0%),
)
#set par(leading: pitch - ${size.body}pt, spacing: pitch - ${size.body}pt, justify: true, linebreaks: "simple",
  first-line-indent: (amount: 2 * char, all: true))
#set block(spacing: pitch - ${size.body}pt)
#set smartquote(enabled: false)
#set page(
  width: ${page.width}mm, height: ${page.height}mm,
  margin: (top: ${page.top}mm, bottom: ${page.bottom}mm, left: ${page.left}mm, right: ${page.right}mm),
  header-ascent: 12mm, footer-descent: ${layout.pageNumber}mm,
  header: if "mark" in p { align(right, text(size: 10.5pt, fill: luma(110), font: set-in("hei"), p.mark)) },
  footer: context {
    let n = here().page()
    let last = query(<text-end>).at(0, default: none)
    if last != none and n > last.location().page() { return }
    set text(font: set-in("song"), size: ${size.small}pt, tracking: 0pt)
    set par(first-line-indent: 0pt)
    let number = [— #n —]
    if calc.odd(n) { align(right, number + h(char)) } else { align(left, h(char) + number) }
  },
)
#let plain(body) = { set par(first-line-indent: 0pt); body }
#let blank(n) = block(height: n * pitch - (pitch - ${size.body}pt), above: pitch - ${size.body}pt, below: pitch - ${size.body}pt)
#let blank-line = blank(1)

#if "head" in p {
  let h = p.head
  if "urgency" in h { place(top + left, plain(text(font: set-in("hei"), h.urgency))) }
  v(${layout.mark}mm)
  block(above: 0pt, below: 0pt, width: 100%, plain(align(center,
    text(font: set-in("title"), size: h.size * 1pt, fill: red, tracking: 0pt, h.lines.join(linebreak())))))
  v(2 * pitch)
  if "signer" in h {
    block(above: 0pt, below: 0pt, width: 100%, plain({
      box(width: 1fr, pad(left: char, h.number))
      box(pad(right: char, [签发人：#text(font: set-in("kai"), h.signer)]))
    }))
  } else {
    block(above: 0pt, below: 0pt, width: 100%, plain(align(center, h.number)))
  }
  v(${layout.underNumber}mm)
  block(above: 0pt, below: 0pt, std.line(length: 100%, stroke: 1.6pt + red))
  blank(2)
} else { v(pitch) }

#block(width: 100%, {
  set par(first-line-indent: 0pt, justify: false, leading: 12pt)
  align(center, text(font: set-in("title"), size: ${size.title}pt, tracking: 0pt, p.title-lines.join(linebreak())))
})
#if "under" in p { block(width: 100%, plain(align(center, text(font: set-in("kai"), p.under)))) }
#blank-line
#if "addressee" in p { block(plain(p.addressee + "：")) }

#let small(body) = {
  set text(size: 12pt, tracking: 0pt)
  set par(leading: 6pt, spacing: 6pt, first-line-indent: 0pt, justify: false)
  body
}
#let heading-roles = ("hei", "kai", "body", "body")
#let attachments = if p.attachments.len() > 0 {
  blank-line
  set par(first-line-indent: 0pt, justify: false)
  pad(left: 2 * char, grid(columns: (auto, 1fr), row-gutter: pitch - ${size.body}pt,
    ..p.attachments.enumerate().map(((n, name)) => (
      if n == 0 { box(width: 3 * char, "附件：") } else { "" },
      if p.attachments.len() == 1 { name } else { str(n + 1) + ". " + name },
    )).flatten()))
}
#let closing = {
  attachments
  blank(2)
  plain(if "signature" in p {
    align(right, p.signature.organ + h(p.signature.indents.organ * char))
    align(right, p.signature.date + h(p.signature.indents.date * char))
  })
  if "note" in p { block(par("（" + p.note + "）")) }
}
// The last paragraph before a signature: its last lines stay with it, so that no page holds the signature alone. It is
// cut where its line breaks anyway, which shows nowhere.
#let ending(words) = layout(size => {
  let tall(n) = measure(block(width: size.width, par(words.slice(0, n).join()))).height
  let whole = tall(words.len())
  let step = pitch
  let count = calc.round((whole - ${size.body}pt) / step) + 1
  if count < 3 { return block(breakable: false, width: 100%, par(words.join()) + closing) }
  let aim = whole - 1.5 * step
  let (low, high) = (1, words.len())
  while low < high {
    let middle = calc.floor((low + high + 1) / 2)
    if tall(middle) <= aim { low = middle } else { high = middle - 1 }
  }
  let at = low
  while at > 1 and (words.at(at).contains(regex("[，。；：、？！）》”’〕】%]")) or words.at(at - 1).contains(regex("[（《“‘〔【]"))) { at -= 1 }
  block(below: 0pt, par(words.slice(0, at).join() + linebreak(justify: true)))
  block(above: pitch - ${size.body}pt, breakable: false, width: 100%, plain(par(words.slice(at).join())) + closing)
})
#let piece(one, last) = {
  if one.is == "heading" {
    block(sticky: true, par(text(font: set-in(heading-roles.at(one.level - 1)), one.text)))
  } else if one.is == "paragraph" {
    if last { ending(one.text.clusters()) } else { block(par(one.text)) }
  } else if one.is == "table" {
    block(width: 100%, small(table(
      // Short columns keep their words on one line, the long ones share the rest.
      columns: one.shares.map(n => if n <= 8 and one.shares.any(m => m > 8) { n * 12pt + 12pt } else { n * 1fr }), stroke: 0.5pt, inset: (x: 5pt, y: 6pt), align: horizon + left,
      table.header(repeat: true, ..one.head.map(cell => table.cell(align: center, text(font: set-in("hei"), cell)))),
      ..one.rows.flatten().map(cell => table.cell(breakable: not one.whole, cell)),
    )))
  } else if one.is == "facts" {
    block(width: 100%, small({
      set text(size: 14pt)
      table(
        columns: (30%, 1fr), stroke: 0.5pt, inset: (x: 8pt, y: 9pt), align: horizon + left,
        ..one.rows.map(row => (text(font: set-in("hei"), row.at(0)), row.at(1))).flatten(),
      )
    }))
  } else if one.is == "picture" {
    block(width: 100%, breakable: false, plain(align(center, {
      image(bytes(one.svg), format: "svg", width: 38mm)
      small(one.below)
    })))
  } else if one.is == "code" {
    block(width: 100%, inset: 6pt, stroke: 0.5pt + luma(160), {
      set text(size: 8.5pt, tracking: 0pt)
      set par(leading: 4pt, spacing: 4pt, first-line-indent: 0pt, justify: false)
      one.lines.join(linebreak())
    })
  }
}
// With files named below the text, it is those that stay with the signature.
#let ends-in-words = "signature" in p and p.attachments.len() == 0 and p.body.len() > 0 and p.body.last().is == "paragraph"
#for (n, one) in p.body.enumerate() { piece(one, ends-in-words and n == p.body.len() - 1) }

#if "signature" in p and not ends-in-words { block(breakable: false, width: 100%, closing) }
#if "signature" not in p {
  attachments
  if "note" in p { block(par("（" + p.note + "）")) }
}
#[#metadata("") <text-end>]
#if "imprint" in p {
  let rows = {
    set text(size: ${size.small}pt, tracking: 0pt)
    set par(first-line-indent: 0pt, leading: 8pt, spacing: 8pt)
    set block(spacing: 0pt)
    let thick = std.line(length: 100%, stroke: 0.35mm)
    let thin = std.line(length: 100%, stroke: 0.25mm)
    thick
    if p.imprint.copies != "" {
      pad(x: ${size.small}pt, y: 7pt, grid(columns: (3em, 1fr), [抄送：], p.imprint.copies + "。"))
      thin
    }
    pad(x: ${size.small}pt, y: 7pt, layout(area => {
      let (organ, date) = (p.imprint.organ, p.imprint.date + "印发")
      let apart = measure(organ).width + measure(date).width + 1em.to-absolute() > area.width
      if apart { organ; align(right, date) } else { grid(columns: (1fr, auto), organ, date) }
    }))
    thick
  }
  context {
    let tall = measure(block(width: ${page.width - page.left - page.right}mm, rows)).height
    // Where the text ends, not where this stands: that moves with the break it makes.
    let end = query(<text-end>).first().location().position()
    let free = ${page.top}mm + ${textHeight}pt - end.y
    // The last page is an even one, as the back of a leaf.
    if calc.odd(end.page) or free < tall + pitch { pagebreak(to: "even") }
  }
  v(1fr)
  block(breakable: false, width: 100%, rows)
}
#if "enclosed" in p {
  pdf.attach(p.enclosed.name, bytes(p.enclosed.text), mime-type: p.enclosed.type, description: p.enclosed.says, relationship: "supplement")
}
`
