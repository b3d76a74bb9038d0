/** Cells that a spreadsheet would take for a formula, and how they are written so that it does not. */
const live = /^[=+\-@\t\r\n＝＋－＠]/
const shielded = /^'(?=[=+\-@\t\r\n＝＋－＠])/

/** The text as a cell of a csv file: an apostrophe stands before what would be run as a formula when opened. */
export const inert = (text: string): string => (live.test(text) ? `'${text}` : text)
/** The text that `inert` was given: a csv file that we wrote reads as it was. */
export const uninert = (text: string): string => text.replace(shielded, '')
/** One field of a csv line, inert and quoted where it must be. */
export const csvField = (text: string): string => {
  const safe = inert(text)
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
