/** Files: sent as the raw body, kept under their hash, and given back only as attachments. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isOfficial } from '../access.ts'
import { encodedName } from '../disposition.ts'
import { denied, invalid, notFound, success, tooLarge } from '../errors.ts'
import { FileTooLarge, largestFile, openFile, storeFile } from '../files.ts'
import { compareTexts, readParagraphs, Unreadable } from '../texts.ts'
import { identityOf, isWord, param, queried, type Api } from './request.ts'

/** The name of an uploaded file, as its header says it. */
export const nameIn = (header: unknown): string => {
  const wrong = invalid({ 'X-File-Name': '请用百分号编码给出文件名，不超过200字，不含路径' })
  if (typeof header !== 'string') throw wrong
  let name: string
  try {
    name = decodeURIComponent(header)
  } catch {
    throw wrong
  }
  if (!isWord(name) || !name.trim() || name.length > 200 || /[\u0000-\u001f\u007f/\\]/.test(name)) throw wrong
  return name.trim()
}
const lost = notFound('没有找到这一文件，或者您无权查看', '请从案卷中打开')
const mediaType = /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*$/

export const fileRoutes = (app: FastifyInstance, { house }: Api): void => {
  // In a scope of its own, since here a body of any type is only bytes, read as they come.
  app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    scope.post('/files', { bodyLimit: largestFile }, async (request, reply) => {
      const { district, actor } = identityOf(request)
      if (!isOfficial(actor)) throw denied('您没有业务职权，不能上传文件', '请由经办人员上传')
      const name = nameIn(request.headers['x-file-name'])
      const type = request.headers['content-type'] ?? ''
      if (!mediaType.test(type) || type.length > 200)
        throw invalid({ 'Content-Type': '请给出文件的类型，如 application/pdf' })
      const tooMuch = tooLarge('文件超过50MB', '请压缩或拆分后再上传')
      if (Number(request.headers['content-length'] ?? 0) > largestFile) throw tooMuch
      const content = (request.body instanceof Readable ? request.body : Readable.from([])).iterator({
        destroyOnReturn: false,
      })
      try {
        const stored = await storeFile(house, district.id, { name, type, uploader: actor.person, content })
        return await reply.code(success.created).send(stored)
      } catch (error) {
        // What is still on its way is read and dropped: a sender who cannot finish never gets to read the answer.
        request.raw.resume()
        throw error instanceof FileTooLarge ? tooMuch : error
      }
    })
    done()
  })

  const textOf = async (request: FastifyRequest, hash: string): Promise<string[]> => {
    const { district, actor } = identityOf(request)
    const known = /^[0-9a-f]{64}$/.test(hash) && isOfficial(actor)
    const found = known
      ? await readParagraphs(house, district.id, hash).catch((error: unknown) => {
          throw error instanceof Unreadable ? invalid({ file: error.message }) : error
        })
      : undefined
    if (!found) throw lost
    return found
  }
  app.get('/files/compare', async (request) => {
    const [old, now] = [queried(request, 'old'), queried(request, 'new')]
    if (old === undefined || now === undefined) throw invalid({ old: '请给出要比较的两个文本' })
    return { paragraphs: compareTexts(await textOf(request, old), await textOf(request, now)) }
  })
  app.get('/files/:hash/text', async (request) => ({ paragraphs: await textOf(request, param(request, 'hash')) }))

  app.get('/files/:hash', async (request, reply) => {
    const { district, actor } = identityOf(request)
    const hash = param(request, 'hash')
    const found =
      /^[0-9a-f]{64}$/.test(hash) && isOfficial(actor) ? await openFile(house, district.id, hash) : undefined
    if (!found) throw lost
    return reply
      .type(found.type)
      .header('Content-Length', found.size)
      .header('Content-Disposition', `attachment; filename*=${encodedName(found.name)}`)
      .header('Content-Security-Policy', 'sandbox')
      .send(found.content)
  })
}
