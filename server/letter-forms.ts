/** The district's own forms of letters: which one is in force, and what a letter becomes with it. */
import type { Read } from '../exchange/documents/chips.ts'
import { docxOf } from '../exchange/documents/docx.ts'
import { write } from '../exchange/documents/letter.ts'
import { findOffice, OfficeFailed, pdfByOffice } from '../exchange/documents/office.ts'
import { checkForm, checkWords, FormRefused, writeForm, writeWords } from '../exchange/documents/wording.ts'
import type { Letter } from '../kernel/letter.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import type { Actor } from '../kernel/procedure/index.ts'
import { newId, perform, registerFor, type Outcome } from '../kernel/register/index.ts'
import { dayOf, type Day } from '../kernel/time/index.ts'
import type { District } from './district.ts'
import { invalid, notFound, unavailable } from './errors.ts'
import { openFile } from './files.ts'
import type { OpenHouse } from './house.ts'
import { fontFolder, pressOf } from './press.ts'

/** Part of what a district stands on, as its parameters are. */
export const forms = 'letter-forms'

export interface FormInForce {
  readonly case: string
  readonly words: string | undefined
  /** The hash of its docx. */
  readonly form: string | undefined
  readonly since: Day
  readonly by: string
}
/** The forms in force, by `mechanism/letter`; of several, the one confirmed last. */
export const formsInForce = async (house: OpenHouse, tenant: string): Promise<ReadonlyMap<string, FormInForce>> => {
  const m = house.mechanisms.get(forms)
  if (!m) return new Map()
  const found = await transact(house.pool, tenant, (client) =>
    rows<{
      id: string
      fields: { letter: string; words?: string; form?: string }
      confirmed: { on: Day; by: string[] } | null
    }>(
      client,
      `SELECT _id AS id, _folded->'fields' AS fields, _folded->'did'->'confirm' AS confirmed FROM ${registerFor(m, undefined).cases.name}
       WHERE _tenant = $1 AND _state = 'inForce' ORDER BY _folded->'did'->'confirm'->>'on', _opened, _id`,
      [tenant],
    ),
  )
  return new Map(
    found.map(({ id, fields, confirmed }) => [
      fields.letter,
      {
        case: id,
        words: fields.words,
        form: fields.form,
        since: confirmed?.on ?? '',
        by: confirmed?.by.at(-1) ?? '',
      },
    ]),
  )
}
const contentOf = async (house: OpenHouse, tenant: string, hash: string): Promise<Buffer> => {
  const file = await openFile(house, tenant, hash)
  if (!file) throw notFound('没有这一样式文件', '请先上传')
  const chunks: Buffer[] = []
  for await (const chunk of file.content) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
/** The letter that `id` (`mechanism/letter`) names. Throws a Rejection. */
export const letterNamed = (house: OpenHouse, id: string): { readonly mechanism: string; readonly letter: Letter } => {
  const [mechanism = '', name = ''] = id.split('/')
  const letters = house.found.letters.get(mechanism)
  if (!letters || !Object.hasOwn(letters, name)) throw notFound(`没有文书“${id.slice(0, 100)}”`, '请从文书目录中选择')
  return { mechanism, letter: letters[name]! }
}
/** What is proposed: a wording, or a docx by its hash. */
export interface Proposed {
  readonly words: string | undefined
  readonly form: string | undefined
  readonly basis: string | undefined
}
/** Checks a form against the letter's declaration, and proposes it; a second person puts it in force. Throws a Rejection. */
export const proposeForm = async (
  house: OpenHouse,
  district: District,
  actor: Actor,
  id: string,
  { words, form, basis }: Proposed,
): Promise<Outcome> => {
  const { mechanism, letter } = letterNamed(house, id)
  const m = house.mechanisms.get(mechanism)!
  try {
    if (words !== undefined) checkWords(m, letter, words)
    if (form !== undefined) checkForm(m, letter, await contentOf(house, district.id, form))
  } catch (error) {
    if (error instanceof FormRefused) throw invalid({ [form === undefined ? 'words' : 'form']: error.message })
    throw error
  }
  return perform(house, {
    tenant: district.id,
    mechanism: forms,
    stream: newId(),
    act: 'propose',
    on: dayOf(district.now()),
    actor,
    body: {
      label: letter.label[0],
      letter: id,
      ...(words !== undefined && { words }),
      ...(form !== undefined && { form }),
      ...(basis !== undefined && { basis }),
    },
  })
}

export const formats = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const
export type Format = keyof typeof formats
/** A letter as a file, in the district's form where it has one. Throws a Rejection where that form can no longer be used. */
export const letterFile = async (
  house: OpenHouse,
  district: District,
  read: Read,
  {
    id,
    letter,
    part,
  }: { readonly id: string; readonly letter: Letter; readonly part: Read['parts'][number] | undefined },
  format: Format,
): Promise<{ readonly content: Buffer; readonly title: string }> => {
  const form = (await formsInForce(house, district.id)).get(id)
  try {
    if (form?.form !== undefined) {
      const { title } = write(read, letter, part).paper
      const office = format === 'pdf' ? findOffice() : undefined
      if (format === 'pdf' && !office)
        throw new FormRefused(
          '本区为这种文书启用了自己的Word样式，服务器上没有安装LibreOffice，不能转换成PDF；请下载Word，再另存为PDF',
        )
      const docx = writeForm(read, letter, part, await contentOf(house, district.id, form.form))
      const content = office ? await pdfByOffice(office, docx, fontFolder(house.dataDir, district.code)) : docx
      return { content, title }
    }
    const { paper } = form?.words === undefined ? write(read, letter, part) : writeWords(read, letter, part, form.words)
    const content = format === 'docx' ? await docxOf(paper) : pressOf(house, district).print(paper).pdf
    return { content, title: paper.title }
  } catch (error) {
    if (error instanceof FormRefused) throw invalid({ form: error.message })
    if (error instanceof OfficeFailed) throw unavailable(error.message)
    throw error
  }
}
