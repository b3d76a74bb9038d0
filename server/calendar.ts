/**
 * A person's deadlines as an iCalendar feed (RFC 5545), behind an address that only he knows: whoever has it reads his
 * duties and nothing else, until he renews or revokes it. What hashes to it stands in the database, not the address.
 */
import { createHash, randomBytes } from 'node:crypto'
import { isUuid, rows, transact } from '../kernel/ledger/index.ts'
import { addDays, type Day } from '../kernel/time/index.ts'
import type { District } from './district.ts'
import { allDutiesOf, idOfDuty, openTitle, type Duty } from './duties.ts'
import type { OpenHouse } from './house.ts'

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Makes a new address, or a new one in place of the old, which is dead from then on. Gives its last part. */
export const renewFeed = async (house: OpenHouse, tenant: string, login: string): Promise<string> => {
  const secret = randomBytes(32).toString('base64url')
  await transact(house.pool, tenant, (client) =>
    rows(
      client,
      'INSERT INTO house.feed VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, login) DO UPDATE SET token_hash = $3, created = $4',
      [tenant, login, digest(secret), house.clock()],
    ),
  )
  return `${tenant}.${secret}`
}
/** Whether there was one. */
export const revokeFeed = (house: OpenHouse, tenant: string, login: string): Promise<boolean> =>
  transact(house.pool, tenant, async (client) => {
    const gone = await rows(client, 'DELETE FROM house.feed WHERE tenant = $1 AND login = $2 RETURNING login', [
      tenant,
      login,
    ])
    return gone.length > 0
  })
/** Since when there is one. */
export const feedOf = (house: OpenHouse, tenant: string, login: string): Promise<Date | undefined> =>
  transact(house.pool, tenant, async (client) => {
    const [found] = await rows<{ created: Date }>(
      client,
      'SELECT created FROM house.feed WHERE tenant = $1 AND login = $2',
      [tenant, login],
    )
    return found?.created
  })

/** The person to whom this address belongs; nobody where it is dead or his account is stopped. */
const ownerOf = async (
  house: OpenHouse,
  token: string,
): Promise<{ readonly tenant: string; readonly person: string } | undefined> => {
  const [tenant = '', secret = ''] = token.split('.')
  if (!isUuid(tenant) || !/^[\w-]{43}$/.test(secret)) return undefined
  const [found] = await transact(house.pool, tenant, (client) =>
    rows<{ person: string }>(
      client,
      'SELECT a.person FROM house.feed f JOIN house.account a ON a.tenant = f.tenant AND a.login = f.login WHERE f.tenant = $1 AND f.token_hash = $2 AND a.active',
      [tenant, digest(secret)],
    ),
  )
  return found && { tenant, person: found.person }
}

/** More are not sent to a calendar; the nearest come first. */
const most = 2000
// ── RFC 5545 ──
/** A text value: commas, semicolons, backslashes and line ends are escaped, other controls left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
const longest = 75
/** No line is longer than 75 octets: it goes on in the next after a space, never within a character. */
export const folded = (line: string): string => {
  const lines: string[] = []
  let now = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > longest) {
      lines.push(now)
      now = ' '
      octets = 1
    }
    now += sign
    octets += size
  }
  return [...lines, now].join('\r\n')
}
const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')
const dateOf = (day: Day): string => day.replaceAll('-', '')

interface About {
  readonly house: OpenHouse
  readonly district: District
  /** How often a case and the calendar have changed: an event that moved is newer than the one that was fetched. */
  readonly sequence: (stream: string) => number
  readonly origin: string
  readonly at: Date
}
const marksOf = ({ provisional, unverified }: Duty): string[] => [
  ...(provisional ? ['暂定'] : []),
  ...(unverified ? ['待核'] : []),
]
const alarm = (trigger: string, words: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:${trigger}`,
  `DESCRIPTION:${escaped(words)}`,
  'END:VALARM',
]
const eventOf = (duty: Duty, { house, district, sequence, origin, at }: About): string[] => {
  const marks = marksOf(duty)
  const title = openTitle(house, duty)
  const summary = `${marks.map((mark) => `〔${mark}〕`).join('')}${duty.label[0]}：${title}`
  const units = duty.units.map((unit) => district.units.get(unit)?.short ?? unit).join('、')
  const about = [
    `台账：${duty.mechanismName[0]}`,
    `期限：${duty.label[0]}，${duty.due}届满，自${duty.started}起算`,
    ...(duty.article ? [`依据：${duty.article.cite}`] : []),
    `单位：${units}`,
    `可办事项：${duty.acts.map(({ label }) => label[0]).join('、')}`,
    ...(duty.provisional ? ['暂定：放假安排公布后，这一天可能改变'] : []),
    ...(duty.unverified ? ['待核：期限的天数尚无可查的依据'] : []),
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${idOfDuty(duty).replaceAll('/', '-')}@${district.id}`,
    `SEQUENCE:${sequence(duty.case)}`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART;VALUE=DATE:${dateOf(duty.due)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(duty.due, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(about.join('\n'))}`,
    `CATEGORIES:${escaped(duty.mechanismName[0])}`,
    `URL:${origin}/console/${duty.mechanism}/${duty.case}`,
    `STATUS:${duty.provisional ? 'TENTATIVE' : 'CONFIRMED'}`,
    'CLASS:CONFIDENTIAL',
    'TRANSP:TRANSPARENT',
    // Nine in the morning, three days before and on the day.
    ...alarm('-P2DT15H', `三日后届满：${summary}`),
    ...alarm('PT9H', `今日届满：${summary}`),
    'END:VEVENT',
  ]
}

/** The feed of that address as text/calendar; nothing where the address is dead. `origin` is where the console stands. */
export const calendarOf = async (house: OpenHouse, token: string, origin: string): Promise<string | undefined> => {
  const owner = await ownerOf(house, token)
  if (!owner) return undefined
  const district = await house.district(owner.tenant)
  return transact(house.pool, owner.tenant, async (client) => {
    const duties = await allDutiesOf(client, house, district, owner.person, most)
    const streams = [...new Set(duties.map((duty) => duty.case))]
    const versions = new Map(
      (
        await rows<{ stream: string; version: number }>(
          client,
          'SELECT stream, max(version) AS version FROM ledger.event WHERE tenant = $1 AND stream = ANY($2::uuid[]) GROUP BY 1',
          [district.id, streams],
        )
      ).map(({ stream, version }) => [stream, Number(version)]),
    )
    const about: About = {
      house,
      district,
      origin,
      at: house.clock(),
      sequence: (stream) => (versions.get(stream) ?? 1) - 1 + district.notices.length + district.parameters.length,
    }
    const name = `法治一本账：${district.nameOf(owner.person)}的期限`
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Fazhi Ledger//Deadlines//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      `NAME:${escaped(name)}`,
      `X-WR-CALNAME:${escaped(name)}`,
      `X-WR-CALDESC:${escaped(`${district.name}${district.sample ? '（示例数据，均系虚构）' : ''}${duties.length === most ? `；期限很多，只含最近的${most}项` : ''}`)}`,
      // Alarms ring at nine of the district's clock, wherever the calendar is kept.
      'X-WR-TIMEZONE:Asia/Shanghai',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
      ...duties.flatMap((duty) => eventOf(duty, about)),
      'END:VCALENDAR',
    ]
    return `${lines.map(folded).join('\r\n')}\r\n`
  })
}
