/** How a letter leaves the house. E-mail is one way; another (SMS, an office's own exchange of documents) is one such object more. */
import type { Readable } from 'node:stream'

export interface Enclosure {
  readonly name: string
  readonly type: string
  readonly content: Readable
}
export interface Letter {
  /** The same with every attempt: who gets a letter twice can tell. */
  readonly id: string
  readonly subject: string
  readonly words: string
  readonly enclosures: readonly Enclosure[]
}
/**
 * What came of an attempt, with the answer of whoever took it. `refused` is for good, `later` is worth another attempt.
 * No answer holds an address or a secret.
 */
export interface Receipt {
  readonly is: 'sent' | 'refused' | 'later'
  readonly answer: string
}
export interface Channel {
  readonly id: string
  readonly label: string
  /** What is wrong with a recipient, in Chinese. */
  readonly wrong: (recipient: string) => string | undefined
  /** Never throws for what the other side did; a thrown error is a fault of ours, and counts as `later`. */
  readonly send: (recipient: string, letter: Letter) => Promise<Receipt>
}

/** A recipient as others may see him: 王小明 → 王**, zhang@example.cn → z***@example.cn. */
export const masked = (recipient: string): string => {
  const at = recipient.lastIndexOf('@')
  const [name, rest] = at < 0 ? [recipient, ''] : [recipient.slice(0, at), recipient.slice(at)]
  return `${[...name][0] ?? ''}***${rest}`
}
/** A text without the addresses that a mail server likes to repeat. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, masked)
