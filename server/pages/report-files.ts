/** The annual report as files, by the same rule as its page: whoever sees the page may take it along. */
import type { FastifyInstance } from 'fastify'
import { isReportFormat, isTabular, reportFile, reportFormats } from '../annual-files.ts'
import { yearReport } from '../annual.ts'
import { attachmentNamed } from '../disposition.ts'
import type { OpenHouse } from '../house.ts'
import { isStranger, lost, toDoor, visit } from './visit.ts'

export const reportFiles =
  (house: OpenHouse) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/report/document', async (request, reply) => {
      const seen = await visit(house, request)
      const { format = 'pdf' } = request.query as { readonly format?: string }
      if (!seen || typeof format !== 'string' || !isReportFormat(format)) return lost(reply, seen)
      if (isStranger(seen)) return toDoor(request, reply)
      const { district, year, unit } = seen
      const report = await yearReport(house, district, year, { unit, table: isTabular(format) })
      const url = `${request.protocol}://${request.host}/report`
      const content = await reportFile(house, district, report, format, { unit, url })
      const [type, ending] = reportFormats[format]
      return reply
        .type(type)
        .header('content-length', content.length)
        .header('content-disposition', attachmentNamed(`${report.title}.${ending}`))
        .header('content-security-policy', 'sandbox')
        .send(content)
    })
  }
