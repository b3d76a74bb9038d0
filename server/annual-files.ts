/** The annual report as files: the same ones from the command line, the report's page and the portal. */
import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { docxOf } from '../exchange/documents/docx.ts'
import { figuresCsv, figuresJson } from '../exchange/documents/figures.ts'
import { reportPaper, reportText, type YearReport } from '../exchange/documents/report.ts'
import type { Day } from '../kernel/time/index.ts'
import { yearReport } from './annual.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'
import { page } from './pages/html.ts'
import { reportMarkup } from './pages/report.ts'
import { pressOf } from './press.ts'
import { Told } from './serve.ts'

/** Each with its media type and the ending of its file. */
export const reportFormats = {
  html: ['text/html; charset=utf-8', 'html'],
  json: ['application/json; charset=utf-8', 'json'],
  text: ['text/plain; charset=utf-8', 'txt'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  pdf: ['application/pdf', 'pdf'],
  csv: ['text/csv; charset=utf-8', 'csv'],
  jsonld: ['application/ld+json; charset=utf-8', 'jsonld'],
} as const
export type ReportFormat = keyof typeof reportFormats
/** Whether a file of that format holds the table of figures, and not only what the sentences tell. */
export const isTabular = (format: ReportFormat): boolean => format === 'csv' || format === 'jsonld'
export const isReportFormat = (format: string): format is ReportFormat => Object.hasOwn(reportFormats, format)

/** `where` is the query of the links in the page; `url` the address that the linked data gives to the table. */
export const reportFile = async (
  house: OpenHouse,
  district: District,
  report: YearReport,
  format: ReportFormat,
  { unit, url = '' }: { readonly unit?: string | undefined; readonly url?: string } = {},
): Promise<Buffer> => {
  const { title, year, sections, frozen, day } = report
  switch (format) {
    case 'docx':
      return docxOf(reportPaper(report))
    case 'pdf':
      return pressOf(house, district).print(reportPaper(report)).pdf
    case 'text':
      return Buffer.from(reportText(report))
    case 'csv':
      return Buffer.from(figuresCsv(report))
    case 'jsonld':
      return Buffer.from(`${JSON.stringify(figuresJson(title, url, report), null, 2)}\n`)
    case 'json':
      return Buffer.from(`${JSON.stringify({ title, year, unit: unit ?? null, frozen, sections }, null, 2)}\n`)
    case 'html': {
      // What is frozen carries its own day: the same bytes on every day.
      const sample = district.sample ? { clock: day ? `${day}T00:00:00` : district.now() } : undefined
      const links = `?year=${year}${unit ? `&unit=${unit}` : ''}`
      return Buffer.from(page({ title, district: district.name, year, sample }, reportMarkup(sections, title, links)))
    }
  }
}

/** `fazhi report`: to a file, or to the standard output. Throws Told. */
export const writeReport = async (
  house: OpenHouse,
  district: District,
  given: {
    readonly year: number
    readonly unit: string | undefined
    readonly known: Day | undefined
    readonly format: string | undefined
    readonly out: string | undefined
  },
): Promise<void> => {
  const format = given.format ?? 'text'
  if (!isReportFormat(format)) throw new Told(`--format 应为 ${Object.keys(reportFormats).join('、')} 之一`)
  if ((format === 'docx' || format === 'pdf') && !given.out && process.stdout.isTTY)
    throw new Told(`${format} 不能显示在终端上，请用 --out 给出文件名，例如 --out ${given.year}.${format}`)
  const report = await yearReport(house, district, given.year, { ...given, table: isTabular(format) })
  const content = await reportFile(house, district, report, format, given)
  if (given.out) {
    try {
      // Beside it first: a file that is there under that name is whole, or still the old one.
      await writeFile(`${given.out}.new`, content)
      await rename(`${given.out}.new`, given.out)
    } catch (error) {
      throw new Told(`写不了 ${given.out}：${error instanceof Error ? error.message : String(error)}`)
    }
    process.stderr.write(`已写入 ${given.out}（${content.length}字节）\n`)
  } else if (!process.stdout.write(content)) await once(process.stdout, 'drain')
}
