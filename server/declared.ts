/** What the command line says of the declarations alone: proofs, refusals and the law, without any data. */
import { cite } from '../kernel/law/index.ts'
import {
  explainProof,
  explainReliances,
  leaves,
  prove,
  reliances,
  sayTest,
  structureOf,
} from '../kernel/procedure/index.ts'
import { explainLaw, findLaw, instrumentsNamed, lawUses } from './law.ts'
import { findMechanisms, type Found } from './mechanisms.ts'
import { Told } from './serve.ts'

type Print = (text: string) => Promise<void>
const chosen = (found: Found, id: string | undefined) => {
  if (id === undefined) return [...found.mechanisms.values()]
  const m = found.mechanisms.get(id)
  if (!m) throw new Told(`没有台账“${id}”。现有：${[...found.mechanisms.keys()].join('、')}`)
  return [m]
}
/** Proves one procedure or all; gives the exit code. */
export const proveAll = async (id: string | undefined, print: Print): Promise<number> => {
  let holes = 0
  const found = await findMechanisms()
  for (const m of chosen(found, id)) {
    const proof = prove(m, { gates: id !== undefined })
    holes += proof.holes.length + proof.unreached.length
    const relied = explainReliances(reliances(m, found.mechanisms)).map((line) => `    ${line}`)
    const lines = [...explainProof(proof), ...(relied.length ? ['  信赖其他台账的答复', ...relied] : [])]
    await print(`${m.name[0]}（${m.id}）\n${lines.map((line) => `  ${line}\n`).join('')}`)
  }
  return holes ? 1 : 0
}
/** Prints why an act may be refused, and under which article. */
export const refusals = async (id: string | undefined, print: Print): Promise<void> => {
  for (const m of chosen(await findMechanisms(), id)) {
    await print(`${m.name[0]}（${m.id}）\n`)
    for (const kind of [undefined, ...Object.keys(m.parts)]) {
      const structure = structureOf(m, kind)!
      for (const [name, act] of Object.entries(structure.acts)) {
        const at = { structure, procedure: m, act: name }
        const gates = act.requires.map(
          ({ test, article }) =>
            `${sayTest(test, at)}${(article ?? act.article) ? `（${cite((article ?? act.article)!)}）` : ''}${leaves(test).some((leaf) => leaf.is === 'judged') ? '〔逐案判断〕' : ''}`,
        )
        const apart = act.by.not.map(
          (who) =>
            `不得与“${(structure.acts[who] ?? m.acts[who])?.label[0] ?? (structure.record[who] ?? m.record[who])?.label[0] ?? who}”为同一人${act.by.article ? `（${cite(act.by.article)}）` : ''}`,
        )
        const what = act.kind === 'fact' ? '记录为违法' : act.kind === 'exception' ? '例外' : '拒绝'
        for (const words of [...gates, ...apart])
          await print(`  ${kind ? `${structure.name[0]}·` : ''}${act.label[0]}〔${what}〕：${words}\n`)
      }
    }
  }
}

/** Prints an instrument of law, or one article of it, with where it is used; all titles where none is named. */
export const lawOf = async (name: string | undefined, no: string | undefined, print: Print): Promise<void> => {
  const law = await findLaw()
  if (name === undefined) {
    for (const { title, number } of law.instruments) await print(`《${title}》（${number}）\n`)
    return
  }
  const found = instrumentsNamed(law, name)
  if (!found.length) throw new Told(`没有收录“${name}”。用 fazhi law 查看收录的法律文件。`)
  const uses = lawUses((await findMechanisms()).mechanisms.values())
  for (const instrument of found) for (const line of explainLaw(law, uses, instrument, no)) await print(`${line}\n`)
}
