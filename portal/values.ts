/** Public values as a reader sees them. */
import type { Document, Field, Fields, Values } from '../kernel/fields/index.ts'
import { shownValue } from '../server/figures.ts'
import { html, type Markup } from '../server/pages/html.ts'
import type { Site } from './site.ts'

/** 2022年3月1日 */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.slice(0, 10).split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
const attached = new Set(['file', 'document'])
export const isAttached = ({ kind }: Field): boolean => attached.has(kind)
/** Links to other cases are shown as what they lead to, and hashes not at all. */
const silent = new Set(['link', 'subject', 'frame', 'snapshot'])
export const isShown = (field: Field): boolean => !attached.has(field.kind) && !silent.has(field.kind)

export const inWords = (site: Site, field: Field, value: unknown): string => {
  const { units } = site.district
  if (field.kind === 'unit') return units.get(String(value))?.name ?? String(value)
  if (field.kind === 'units') return (value as string[]).map((one) => units.get(one)?.name ?? one).join('、')
  if (field.kind === 'day') return chineseDay(String(value))
  return shownValue(field, value, site.district)
}
/** Where it stands on the older site: a path, without a host. */
export const isPath = (value: unknown): value is string => typeof value === 'string' && /^\/[!-~]*$/.test(value)
/** A value that is an address of the web as a link to it; nothing for any other value, and for no other scheme. */
export const linked = (site: Site, value: unknown): Markup | undefined => {
  if (typeof value !== 'string') return undefined
  const { oldSite } = site.settings
  const address = isPath(value) && oldSite ? new URL(value, oldSite).href : value
  return /^https?:\/\/[!-~]+$/.test(address) && URL.canParse(address)
    ? html`<a href="${address}" rel="nofollow noopener">${value}</a>`
    : undefined
}

export interface Attachment {
  /** In the address of its download. */
  readonly name: string
  readonly label: string
  readonly title: string
  readonly hash: string
}
/** The files among these values; `prefix` tells those of an act from those of the record. */
export const attachments = (fields: Fields, values: Values, prefix = ''): Attachment[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const field = fields[name]!
    if (!isAttached(field)) return []
    const { hash, title } =
      field.kind === 'document' ? (value as Document) : { hash: String(value), title: field.label[0] }
    return [{ name: `${prefix}${name}`, label: field.label[0], title, hash }]
  })
export const valueRows = (site: Site, fields: Fields, values: Values): Markup[] =>
  Object.entries(values).flatMap(([name, value]) =>
    isShown(fields[name]!) && !(isPath(value) && !site.settings.oldSite)
      ? [
          html`<dt>${fields[name]!.label[0]}</dt>
            <dd class="said">${linked(site, value) ?? inWords(site, fields[name]!, value)}</dd>`,
        ]
      : [],
  )
