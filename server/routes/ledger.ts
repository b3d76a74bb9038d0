/** The ledger itself: its signed head, proofs that it only grows, and its export for checking elsewhere. */
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sayNumber } from '../../kernel/fields/index.ts'
import {
  consistencyProof,
  exportLines,
  lastHead,
  readNode,
  rows,
  transact,
  treeSize,
} from '../../kernel/ledger/index.ts'
import { auditAdmin, justiceBureau } from '../../mechanisms/roles.ts'
import { isOfficial } from '../access.ts'
import { denied, invalid } from '../errors.ts'
import { identityOf, limitOf, queried, type Api } from './request.ts'

const sizeIn = (request: FastifyRequest, name: string): number | undefined => {
  const text = queried(request, name)
  if (text !== undefined && !/^\d{1,15}$/.test(text)) throw invalid({ [name]: '应为不小于0的整数' })
  return text === undefined ? undefined : Number(text)
}

export const ledgerRoutes = (app: FastifyInstance, { house, log }: Api): void => {
  app.get('/ledger/head', (request) => {
    const { district } = identityOf(request)
    return transact(house.pool, district.id, async (client) => {
      const head = await lastHead(client, district.id)
      const [key] = head
        ? await rows<{ public_key: string }>(
            client,
            'SELECT public_key FROM ledger.signing_key WHERE tenant = $1 AND id = $2',
            [district.id, head.key],
          )
        : []
      return { head: head ?? null, publicKey: key?.public_key ?? null }
    })
  })

  /** The signed heads, latest first, each with the key that signed it. */
  app.get('/ledger/heads', (request) => {
    const { district } = identityOf(request)
    return transact(house.pool, district.id, async (client) => ({
      heads: await rows(
        client,
        `SELECT h.tenant, h.size, h.root, h.algorithm, to_char(h.at, 'YYYY-MM-DD"T"HH24:MI:SS') AS at, h.key, h.signature, k.public_key AS "publicKey" FROM ledger.head h
           JOIN ledger.signing_key k ON k.tenant = h.tenant AND k.id = h.key WHERE h.tenant = $1 ORDER BY h.size DESC LIMIT $2`,
        [district.id, limitOf(request)],
      ),
    }))
  })

  // The register of numbers: gapless for each document word and year, with those that were voided.
  app.get('/numbers', (request) => {
    const { district, actor } = identityOf(request)
    if (!isOfficial(actor)) throw denied('文号登记只供机关人员查看')
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<{ word: string; year: number; n: number; case: string; voided: boolean }>(
        client,
        `SELECT n.word, n.year, n.n, n.stream AS "case", n.voided FROM ledger.number n
         WHERE n.tenant = $1 AND ($2::text IS NULL OR n.word = $2) AND ($3::int IS NULL OR n.year = $3) ORDER BY n.word, n.year, n.n LIMIT 10000`,
        [district.id, queried(request, 'word') ?? null, sizeIn(request, 'year') ?? null],
      )
      return { numbers: found.map((one) => ({ ...one, number: sayNumber(one.word, one.year, one.n) })) }
    })
  })

  app.get('/ledger/consistency', (request) => {
    const { district } = identityOf(request)
    const [from, to] = [sizeIn(request, 'from'), sizeIn(request, 'to')]
    return transact(house.pool, district.id, async (client) => {
      const size = await treeSize(client, district.id)
      const [older, newer] = [from ?? 0, to ?? size]
      if (newer > size || older > newer) throw invalid({ to: `账本现有${size}条，应有 from ≤ to ≤ ${size}` })
      const proof = await consistencyProof(older, newer, readNode(client, district.id), district.algorithm)
      return { from: older, to: newer, algorithm: district.algorithm, proof: proof.map((hash) => hash.toString('hex')) }
    })
  })

  app.get('/ledger/export', (request, reply) => {
    const { district, actor } = identityOf(request)
    const bureau = actor.roles.includes(justiceBureau.id)
    if (!bureau && !actor.roles.includes(auditAdmin.id))
      throw denied('导出账本须由审计管理员或区司法局办理', '请由其办理')
    // Values of persons leave only on request, and never to an administrator.
    const withPrivate = bureau && queried(request, 'private') === '1'
    const lines = new PassThrough()
    const ended = async function* (source: AsyncIterable<string>) {
      for await (const line of source) yield `${line}\n`
    }
    transact(house.pool, district.id, (client) =>
      pipeline(Readable.from(ended(exportLines(client, district.id, district.algorithm, withPrivate))), lines),
    ).catch((error: Error) => {
      // A reader who goes away ends the export; anything else is for us to know.
      if (!('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) log(`export: ${error.name}`)
      lines.destroy(error)
    })
    return reply
      .type('application/x-ndjson; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="ledger-${district.code}.ndjson"`)
      .send(lines)
  })
}
