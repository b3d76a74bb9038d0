/** 报送报告: the annual report on its way to each of the three to whom it is owed. */
import { letter, lettersOf } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import reports from './index.ts'

export const letters = lettersOf(reports, ({ its, parts: { delivery } }) => ({
  delivery: letter('年度报告报送件', 'Delivery of the report', {
    kind: 'report',
    about: delivery,
    upon: [delivery.did.send],
    issuer: its.body,
    to: delivery.its.recipient,
    title: say`关于报送《${its.title}》的报告`,
    body: [
      say`按照年度报告的有关规定，现将《${its.title}》随文报送，请予审阅。`,
      say`报告所列数字均由${its.year}年度的登记记录汇总得出，口径和记录可供查核。`,
      say`报告公开地址：${its.address}。`,
    ],
    attached: [its.text],
  }),
}))
