/** Serves the console: its files as they were built, and its page for every address under /console/. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { notFound } from './errors.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}
/** Everything comes from here; the component library writes its styles into the page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

interface Stored {
  readonly type: string
  readonly plain: Buffer
  readonly packed: Buffer
  readonly tag: string
}
const readBelow = (folder: string, at = ''): [path: string, file: Stored][] =>
  readdirSync(join(folder, at), { withFileTypes: true }).flatMap((entry) => {
    const path = at ? `${at}/${entry.name}` : entry.name
    if (entry.isDirectory()) return readBelow(folder, path)
    const plain = readFileSync(join(folder, path))
    const tag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`
    return [[path, { type: types[extname(path)] ?? 'application/octet-stream', plain, packed: gzipSync(plain), tag }]]
  })

const built = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/console/' : '../console/', import.meta.url),
)
/** `folder` holds the built console; where there is none (a run from source), its address says so. */
export const consolePages =
  (folder = built) =>
  async (app: FastifyInstance): Promise<void> => {
    const files = new Map(existsSync(join(folder, 'index.html')) ? readBelow(folder) : [])
    const send = (reply: FastifyReply, path: string, accepts: string | undefined, known: string | undefined) => {
      const file = files.get(path)
      if (!file) throw notFound('没有这一页面', '请从 /console/ 进入')
      // A name with its hash never stands for another content.
      const lasting = path.startsWith('assets/')
      void reply
        .header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
        .header('Content-Security-Policy', policy)
        .header('Vary', 'Accept-Encoding')
        .header('ETag', file.tag)
        .type(file.type)
      if (known === file.tag) return reply.code(304).send()
      return /\bgzip\b/.test(accepts ?? '')
        ? reply.header('Content-Encoding', 'gzip').send(file.packed)
        : reply.send(file.plain)
    }
    app.get('/console', (_, reply) => reply.redirect('/console/'))
    app.get('/console/*', (request, reply) => {
      const path = (request.params as { '*': string })['*']
      const { 'accept-encoding': accepts, 'if-none-match': known } = request.headers
      return send(reply, path.startsWith('assets/') ? path : 'index.html', accepts, known)
    })
  }
