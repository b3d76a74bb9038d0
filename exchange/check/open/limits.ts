/** How much a file may hold, and how a file that cannot be read is refused. */

/** Bytes, packed. */
export const largest = 20 * 2 ** 20
/** Bytes of the text's part of a docx, unpacked: a report of a million characters with its markup. */
export const largestPart = 20 * 2 ** 20
/** Characters of a text that is checked: ten times the longest report. */
export const longest = 200_000
/** Figures of a text: a report has some hundred. */
export const mostFigures = 10_000

/** The message is for the user: what is wrong and what to do. */
export class Unreadable extends Error {}
