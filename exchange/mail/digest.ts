/** The morning's reminder: what a person owes that is overdue or nearly so, to whoever gave an address and asks for it. */
import { rows, transact } from '../../kernel/ledger/index.ts'
import { dayOf } from '../../kernel/time/index.ts'
import { allDutiesOf, openTitle, type Duty } from '../../server/duties.ts'
import type { OpenHouse } from '../../server/house.ts'
import { queue } from './queue.ts'

const from = '08:00'
const mostListed = 50
const mostRead = 2000
const sayDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const line = (house: OpenHouse, duty: Duty, origin: string, n: number): string => {
  const marks = [...(duty.provisional ? ['暂定'] : []), ...(duty.unverified ? ['待核'] : [])]
  return [
    `${n}. 〔${duty.light === 'red' ? '超期' : '临期'}〕${sayDay(duty.due)}届满${marks.map((mark) => `（${mark}）`).join('')}　${duty.mechanismName[0]}：${openTitle(house, duty)}`,
    `   ${duty.label[0]}${duty.article ? `，${duty.article.cite}` : ''}`,
    `   ${origin}/console/${duty.mechanism}/${duty.case}`,
  ].join('\n')
}
/** Queues the reminders of the day that have not been queued yet. On days off, before eight, or with nothing due: none. */
export const queueDigests = async (
  house: OpenHouse,
  tenant: string,
  channel: string,
  origin: string,
): Promise<number> => {
  const now = house.realNow()
  const day = dayOf(now)
  const district = await house.district(tenant)
  if (now.slice(11, 16) < from || !district.calendar.isWorkday(day)) return 0
  const wanting = await transact(house.pool, tenant, (client) =>
    rows<{ login: string; person: string; address: string }>(
      client,
      `SELECT d.login, a.person, d.address FROM house.address d JOIN house.account a ON a.tenant = d.tenant AND a.login = d.login
       WHERE d.tenant = $1 AND d.digest AND a.active AND (d.last_digest IS NULL OR d.last_digest < $2::date) ORDER BY d.login`,
      [tenant, day],
    ),
  )
  for (const { login, person, address } of wanting)
    await transact(house.pool, tenant, async (client) => {
      const duties = await allDutiesOf(client, house, district, person, mostRead)
      const due = duties.filter(({ light }) => light === 'red' || light === 'yellow')
      const red = due.filter(({ light }) => light === 'red').length
      if (due.length) {
        const more = due.length > mostListed ? [`……另有${due.length - mostListed}项，请在工作台查看。`] : []
        await queue(client, house, tenant, {
          key: `digest/${login}/${day}`,
          channel,
          sender: 'system',
          recipient: address,
          subject: `期限提醒：超期${red}项，临期${due.length - red}项（${sayDay(day)}）`,
          words: [
            `${district.nameOf(person)}：`,
            '',
            `截至${sayDay(dayOf(district.now()))}，由您办理、尚未办结的期限中，已超期${red}项，临近届满${due.length - red}项。`,
            ...(district.sample ? ['（示例数据：人员、企业和记录均系虚构）'] : []),
            '',
            ...due.slice(0, mostListed).map((duty, at) => line(house, duty, origin, at + 1)),
            ...more,
            '',
            `本邮件由${district.name}法治一本账按您的设置发送；不再需要的，请在工作台停用。`,
          ].join('\n'),
          files: [],
        })
      }
      await rows(client, 'UPDATE house.address SET last_digest = $3::date WHERE tenant = $1 AND login = $2', [
        tenant,
        login,
        day,
      ])
    })
  return wanting.length
}
