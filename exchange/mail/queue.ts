/**
 * Letters waiting to go out, in the database: written before anything is sent, claimed by one worker at a time, tried
 * again with growing pauses. A letter goes out at least once; its id is the same each time. What became of it is written
 * down first and then noted in the ledger, again until that has succeeded.
 */
import { createHash } from 'node:crypto'
import { rows, transact, type Client } from '../../kernel/ledger/index.ts'
import { newId, perform, registerFor } from '../../kernel/register/index.ts'
import { system } from '../../kernel/procedure/index.ts'
import { dayOf } from '../../kernel/time/index.ts'
import { openFile } from '../../server/files.ts'
import type { OpenHouse } from '../../server/house.ts'
import { masked, type Channel, type Receipt } from './channel.ts'

export interface NewLetter {
  /** The same key queues a letter once. */
  readonly key: string
  readonly channel: string
  /** The case it belongs to, if it belongs to one. */
  readonly about?: { readonly mechanism: string; readonly stream: string }
  /** The account that sends it, or `system`. */
  readonly sender: string
  readonly recipient: string
  readonly subject: string
  readonly words: string
  readonly files: readonly string[]
}
export interface Queued {
  readonly id: string
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly sender: string
  readonly recipient: string
  readonly subject: string
  readonly words: string
  readonly files: readonly string[]
  readonly tries: number
  readonly created: Date
  readonly next_at: Date | null
  readonly settled: Date | null
  readonly answer: string | null
}
const columns =
  'id, state, sender, recipient, subject, words, files, tries, created, next_at, settled, answer, channel, mechanism, stream'
type Row = Queued & { readonly channel: string; readonly mechanism: string | null; readonly stream: string | null }

/** Queues it within a transaction that is open; gives its id, also where the key was used before. */
export const queue = async (client: Client, house: OpenHouse, tenant: string, letter: NewLetter): Promise<string> => {
  const { key, channel, about, sender, recipient, subject, words, files } = letter
  const now = house.clock()
  const [found] = await rows<{ id: string }>(
    client,
    `WITH put AS (INSERT INTO house.mail VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, 'waiting', 0, $12, NULL, $12, NULL, NULL, $13)
       ON CONFLICT (tenant, key) DO NOTHING RETURNING id)
     SELECT id FROM put UNION ALL SELECT id FROM house.mail WHERE tenant = $1 AND key = $3 LIMIT 1`,
    [
      tenant,
      newId(),
      key,
      channel,
      about?.mechanism ?? null,
      about?.stream ?? null,
      sender,
      recipient,
      subject,
      words,
      JSON.stringify(files),
      now,
      about === undefined,
    ],
  )
  return found!.id
}
/** The letters of a case, newest first. */
export const lettersOf = (client: Client, tenant: string, stream: string): Promise<Queued[]> =>
  rows<Queued & Record<string, unknown>>(
    client,
    `SELECT ${columns} FROM house.mail WHERE tenant = $1 AND stream = $2 ORDER BY created DESC, id DESC LIMIT 200`,
    [tenant, stream],
  )

const minutes = [1, 5, 15, 60, 240, 720, 1440]
const atOnce = 20
/** A worker that dies leaves its letters to the next after so long. */
const claimMinutes = 10
const later = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

const claim = (house: OpenHouse, tenant: string, channels: readonly string[]): Promise<Row[]> =>
  transact(house.pool, tenant, (client) =>
    rows<Row & Record<string, unknown>>(
      client,
      `UPDATE house.mail l SET tries = tries + 1, claimed_until = $3 FROM
         (SELECT id FROM house.mail WHERE tenant = $1 AND state = 'waiting' AND next_at <= $2 AND channel = ANY($4) AND (claimed_until IS NULL OR claimed_until <= $2)
          ORDER BY next_at, id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED) due
       WHERE l.tenant = $1 AND l.id = due.id RETURNING ${columns
         .split(', ')
         .map((name) => `l.${name}`)
         .join(', ')}`,
      [tenant, house.clock(), later(house.clock(), claimMinutes), channels],
    ),
  )
const attempt = async (house: OpenHouse, tenant: string, channel: Channel, letter: Row): Promise<Receipt> => {
  const enclosures = []
  for (const hash of letter.files) {
    const file = await openFile(house, tenant, hash)
    if (!file) return { is: 'refused', answer: '附件已经不在，没有发送' }
    enclosures.push({ name: file.name, type: file.type, content: file.content })
  }
  const { id, subject, words, recipient } = letter
  return channel
    .send(recipient, { id, subject, words, enclosures })
    .catch((): Receipt => ({ is: 'later', answer: '发送时出错' }))
}
const settle = (house: OpenHouse, tenant: string, letter: Row, { is, answer }: Receipt): Promise<unknown> => {
  const now = house.clock()
  const pause = minutes[letter.tries - 1]
  const state = is === 'sent' ? 'sent' : is === 'refused' || pause === undefined ? 'failed' : 'waiting'
  const told = is === 'later' && state === 'failed' ? `${answer}；已试${letter.tries}次，不再发送` : answer
  return transact(house.pool, tenant, (client) =>
    rows(
      client,
      // Erased meanwhile, it stays as the erasure left it.
      "UPDATE house.mail SET state = $3, answer = $4, next_at = $5, settled = $6, claimed_until = NULL WHERE tenant = $1 AND id = $2 AND state = 'waiting'",
      [
        tenant,
        letter.id,
        state,
        told,
        state === 'waiting' ? later(now, pause!) : null,
        state === 'waiting' ? null : now,
      ],
    ),
  )
}
/** What an event says of a letter: enough to prove later which one it was, and no address. */
const noteOf = ({ id, state, recipient, subject, words, answer, channel }: Row, label: string) => ({
  words: `${state === 'sent' ? `已通过${label}发送` : `通过${label}发送未成功`}：“${subject}”，收件人${masked(recipient)}，答复：${answer ?? '无'}`,
  letter: {
    id,
    channel,
    state,
    text: createHash('sha256').update(`${id}\n${subject}\n${words}`).digest('hex'),
    answer: answer ?? '',
  },
})
const noteAll = async (house: OpenHouse, tenant: string, labels: ReadonlyMap<string, string>): Promise<void> => {
  const unnoted = await transact(house.pool, tenant, (client) =>
    rows<Row & Record<string, unknown>>(
      client,
      `SELECT ${columns} FROM house.mail WHERE tenant = $1 AND state <> 'waiting' AND NOT noted ORDER BY created, id LIMIT ${atOnce}`,
      [tenant],
    ),
  )
  if (!unnoted.length) return
  const district = await house.district(tenant)
  for (const letter of unnoted) {
    const { cases } = registerFor(house.mechanisms.get(letter.mechanism!)!, undefined)
    const [standing] = await transact(house.pool, tenant, (client) =>
      rows<{ unit: string }>(
        client,
        `SELECT _folded->>'unit' AS unit FROM ${cases.name} WHERE _tenant = $1 AND _id = $2`,
        [tenant, letter.stream],
      ),
    )
    const outcome = await perform(
      house,
      {
        tenant,
        mechanism: letter.mechanism!,
        stream: letter.stream!,
        act: 'note',
        on: dayOf(district.now()),
        actor: system(standing?.unit ?? ''),
        body: noteOf(letter, labels.get(letter.channel) ?? letter.channel),
        source: 'derived',
      },
      { key: `letter/${letter.id}` },
    )
    // Told once, a letter whose case takes no note is not asked about forever.
    if (outcome.is !== 'done' && outcome.is !== 'refusal' && outcome.is !== 'invalid') continue
    await transact(house.pool, tenant, (client) =>
      rows(client, 'UPDATE house.mail SET noted = true WHERE tenant = $1 AND id = $2', [tenant, letter.id]),
    )
  }
}
/** Sends what is due, writes down what became of it, and notes it in the ledger. Gives how many were tried. */
export const deliver = async (house: OpenHouse, tenant: string, channels: readonly Channel[]): Promise<number> => {
  const byId = new Map(channels.map((channel) => [channel.id, channel]))
  const claimed = await claim(house, tenant, [...byId.keys()])
  for (const letter of claimed)
    await settle(house, tenant, letter, await attempt(house, tenant, byId.get(letter.channel)!, letter))
  await noteAll(house, tenant, new Map(channels.map(({ id, label }) => [id, label])))
  return claimed.length
}
/** Empties what names a person in the letters of a case; what was still waiting is not sent. Gives how many letters. */
export const eraseLetters = async (client: Client, tenant: string, stream: string): Promise<number> => {
  // A house that never opened its doors has no letters either.
  const [there] = await rows<{ name: string | null }>(client, "SELECT to_regclass('house.mail')::text AS name", [])
  if (!there?.name) return 0
  const gone = await rows(
    client,
    `UPDATE house.mail SET recipient = '', subject = '', words = '', files = '[]'::jsonb, next_at = NULL, claimed_until = NULL,
       answer = CASE WHEN state = 'waiting' THEN '内容已依法删除，未发送' ELSE answer END, noted = noted OR state = 'waiting',
       state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END
     WHERE tenant = $1 AND stream = $2 AND recipient <> '' RETURNING id`,
    [tenant, stream],
  )
  return gone.length
}
