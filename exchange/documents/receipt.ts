/** 回执: that an act stands in the ledger, with what proves it, on paper and as a file within the PDF. */
import QRCode from 'qrcode'
import type { Receipt } from '../../kernel/ledger/index.ts'
import type { Day, Moment } from '../../kernel/time/index.ts'
import type { Paper } from './model.ts'
import { dayInWords } from './words.ts'

export interface ReceiptFacts {
  readonly receipt: Receipt
  readonly organ: string
  /** The register, what the case is called, and what was done. */
  readonly register: string
  readonly title: string
  readonly act: string
  readonly on: Day
  readonly recorded: Moment
  readonly unit: string
  /** The case and its entry. */
  readonly id: string
  readonly version: number
  /** Where a receipt is checked. */
  readonly address: string
  readonly sample: boolean
}
const moment = (of: Moment): string => `${dayInWords(of.slice(0, 10))} ${of.slice(11, 16)}`

export const receiptPaper = async (of: ReceiptFacts): Promise<Paper> => {
  const { receipt, address } = of
  const { head, index } = receipt
  const text = JSON.stringify(receipt, null, 2)
  return {
    title: '账本回执',
    body: [
      {
        is: 'facts',
        rows: [
          ['事项', of.title || of.register],
          ['台账', of.register],
          ['办理行为', of.act],
          ['办理单位', of.unit],
          ['发生日期', dayInWords(of.on)],
          ['登记时间', moment(of.recorded)],
          ['案卷编号', `${of.id}（第${of.version}条）`],
          ['账本位置', `第${index + 1}条，账本头共${head.size}条`],
        ],
      },
      {
        is: 'paragraph',
        text: '上列行为已经写入账本并封存。扫描下面的二维码，在回执验证页上粘贴或者选择回执文件即可核验；核验只用浏览器中的程序，不联网也能完成。回执文件附在本件的PDF内，其内容印在下面。',
      },
      {
        is: 'picture',
        svg: await QRCode.toString(address, { type: 'svg', margin: 1 }),
        png: await QRCode.toBuffer(address, { margin: 1, width: 432 }),
        below: address,
      },
      { is: 'code', text },
    ],
    attachments: [],
    ...(of.sample && { mark: '示例数据，内容系虚构' }),
    made: of.on,
    enclosed: {
      name: 'receipt.json',
      type: 'application/json',
      text: `${text}\n`,
      says: '账本回执，可在回执验证页或者用verify.mjs核验',
    },
  }
}
