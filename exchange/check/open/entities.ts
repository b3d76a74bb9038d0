/** Characters that markup writes as references. No reference to anything outside is followed. */
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: '\u3000',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  times: '×',
  permil: '‰',
  laquo: '《',
  raquo: '》',
  yen: '¥',
  deg: '°',
  sup2: '²',
  sup3: '³',
  ge: '≥',
  le: '≤',
  bull: '•',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
}
export const entity = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,10}));/gi,
        (whole, hex?: string, number?: string, name?: string) => {
          if (name !== undefined) return named[name.toLowerCase()] ?? whole
          const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16)
          const real = code > 8 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
          return real ? String.fromCodePoint(code) : ''
        },
      )
    : text
