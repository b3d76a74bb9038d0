/** Numbers as official prose writes them: 12,077 · 2.4万余 · 三百二十 · 百分之八十五点五. */

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
export const scales: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
}
/** Without the noise of binary fractions: 198.2 × 1e8 is 19820000000. */
export const times = (value: number, scale: number): number => Number((value * scale).toPrecision(15))

/** A whole number in Chinese numerals; nothing where they form none (一二三 is a row of digits, 十百 is no number). */
export const chineseInteger = (words: string): number | undefined => {
  if (words === '万' || words === '亿') return scales[words]
  let [total, section, digit] = [0, 0, -1]
  let lastPlace = Infinity
  for (const word of words) {
    const value = digits[word]
    const place = places[word]
    if (value !== undefined) {
      if (digit > 0) return undefined
      digit = value
    } else if (place !== undefined) {
      if (place >= lastPlace || digit === 0) return undefined
      section += (digit < 0 ? 1 : digit) * place
      ;[digit, lastPlace] = [-1, place]
    } else {
      const scale = word === '万' ? 1e4 : 1e8
      section += Math.max(0, digit)
      if (section === 0 && total === 0) return undefined
      total = scale === 1e8 ? (total + section) * scale : total + section * scale
      ;[section, digit, lastPlace] = [0, -1, Infinity]
    }
  }
  return total + section + Math.max(0, digit)
}
/** With 点: 八十五点五. */
export const chineseNumber = (words: string): number | undefined => {
  const [whole = '', fraction] = words.split('点')
  const integer = chineseInteger(whole)
  if (integer === undefined || fraction === undefined) return integer
  const decimals = [...fraction].map((word) => digits[word])
  return decimals.length && decimals.every((one) => one !== undefined)
    ? Number(`${integer}.${decimals.join('')}`)
    : undefined
}
export const decimalsOf = (written: string): number => written.split('.')[1]?.length ?? 0
/** Half up, to as many decimals; a part of 1e-9 of the last place is no reason to round up. */
export const rounded = (value: number, decimals: number): number => {
  const scale = 10 ** decimals
  return Math.floor(value * scale + 0.5 + 1e-9) / scale
}
export const truncated = (value: number, decimals: number): number => {
  const scale = 10 ** decimals
  return Math.floor(value * scale + 1e-9) / scale
}
