/** The annual report of the sample year as a document: assembled from the registers and printed, first and again. */
import { reportFile } from '../server/annual-files.ts'
import { yearReport } from '../server/annual.ts'
import { tenantsOf } from '../server/house.ts'
import { open, surroundings } from '../server/open.ts'
import { ensureSample } from '../server/sample.ts'
import { median, megabytes, number, seconds, type Line } from './table.ts'

const rounds = 7

/** Row 20, on the sample year of that directory, which is loaded where it is not there yet. */
export const annualLines = async (dataDir: string): Promise<Line[]> => {
  const { house, close } = await open(
    surroundings({ FAZHI_DATA: dataDir }, () => {}),
    { alone: true },
  )
  try {
    await ensureSample(house, () => {})
    const district = await house.district((await tenantsOf(house))[0]!.id)
    const print = async (): Promise<{ took: number; pdf: Buffer }> => {
      const began = performance.now()
      const pdf = await reportFile(house, district, await yearReport(house, district, 2022, { table: false }), 'pdf')
      return { took: (performance.now() - began) / 1000, pdf }
    }
    const first = await print()
    const again = []
    for (let round = 0; round < rounds; round++) again.push(await print())
    if (again.some(({ pdf }) => !pdf.equals(first.pdf))) throw new Error('the same report is other bytes')
    const warm = median(again.map(({ took }) => took))
    return [
      {
        row: '20',
        what: '年度报告 PDF，热：由登记表汇成并排版',
        ours: seconds(warm),
        limit: '< 1 秒',
        holds: warm < 1,
        note: `${rounds}次取中位数，每次字节相同（${number(first.pdf.length / 1024)} KB）；第一次（读入字体）${seconds(first.took)}；进程 ${megabytes(process.memoryUsage().rss)}`,
      },
    ]
  } finally {
    await close()
  }
}
