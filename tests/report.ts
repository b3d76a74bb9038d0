/** An annual report of the small district, from its opening until its figures are frozen: what tests of the portal share. */
import type { Values } from '../kernel/fields/index.ts'
import { sampleFile } from '../kernel/sample.ts'

/** `run` does an act of the report, or of a new part of it; `text` is the hash of its stored text. */
export const writeUntilFrozen = async (
  run: (name: string, on: string, by: string, body?: Values, part?: string) => Promise<unknown>,
  text: string,
): Promise<void> => {
  await run('open', '2023-01-03', 'p1', {
    title: '2022年度法治政府建设情况报告',
    year: 2022,
    scope: 'district',
    body: 'u1',
  })
  const lack = { words: '基层执法力量不足', cause: '编制少', area: 'capacity' }
  await run('write', '2023-01-20', 'p1', lack, 'shortcoming')
  await run('write', '2023-01-20', 'p1', { words: '部署并督促' }, 'duty')
  await run('write', '2023-01-20', 'p1', { words: '充实执法力量', unit: 'u1' }, 'arrangement')
  await run('write', '2023-01-20', 'p1', { words: '无' }, 'matter')
  await run('draft', '2023-01-22', 'p1', { text: { hash: text, title: '报告.txt' } })
  await run('review', '2023-01-30', 'p2')
  await run('secrecyReview', '2023-02-01', 'p3', { verdict: 'open', form: sampleFile })
  await run('adopt', '2023-02-06', 'p6', { minutes: sampleFile })
  await run('sign', '2023-02-10', 'p4')
  await run('freeze', '2023-02-13', 'p5')
}
