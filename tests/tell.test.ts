import { expect, test } from 'vitest'
import { findMechanisms } from '../server/mechanisms.ts'
import { readSource, type YearAct } from '../server/year.ts'
import { tellYear } from '../districts/qianjiang-2022/year.ts'
import { Told } from '../kernel/sample.ts'
import { story, openWorld } from './story.ts'
import { createHash } from 'node:crypto'
test('told', async () => {
  const found = await findMechanisms()
  const wanted = (process.env.WANT ?? '').split(',')
  const told = tellYear(await readSource(new URL('../districts/qianjiang-2022/', import.meta.url)))
  const items = told.filter((i): i is YearAct => !('rows' in i) && wanted.includes(i.mechanism))
  const ms = [...found.mechanisms.values()]
  const st = story(...ms)
  const names = new Told(found.mechanisms, (...n) => n.join('/'))
  const h = (v: string) => createHash('sha256').update(v).digest('hex')
  const { isWorkday } = openWorld('2022-01-01').calendar
  const sorted = items.map((i, n) => [i, n] as const).sort(([a, n], [b, m]) => (a.on === b.on ? n - m : a.on < b.on ? -1 : 1))
  const bad: string[] = []
  const breaches: string[] = []
  for (const [i] of sorted) {
    if (!isWorkday(i.on) && i.by !== 'system') bad.push(`${i.on} ${i.of} ${i.act} no workday`)
    const m = found.mechanisms.get(i.mechanism)!
    const stream = names.caseOf(i.mechanism, i.of)
    const body = Object.fromEntries(Object.entries(names.bodyOf(i.body ?? {})).map(([k, v]) => [k, typeof v === 'string' && v.startsWith('file:') ? h(v.slice(5)) : typeof v === 'string' && v.startsWith('text:') ? { hash: h(v.slice(5)), title: v.slice(5) } : v]))
    const unit = i.unit ?? String((body.unit ?? body.organ ?? 'u1'))
    const r = st.act(m, stream, names.partOf(i.mechanism, i.of, i.part))(i.on, i.by, i.act, body, { unit })
    if (r !== 'done' && !r.startsWith('breach') && !r.startsWith('denied')) bad.push(`${i.on} ${i.mechanism}/${i.of} ${i.part ?? ''} ${i.act}: ${r}`)
    if (r.startsWith('breach')) breaches.push(`${i.on} ${i.of} ${i.part ?? ''} ${r}`)
    const hist = st.history(stream)
    if (hist.length) names.done(i.mechanism, i.of, i.act, hist.at(-1)!.version, st.opened())
  }
  console.log('BREACH\n' + breaches.join('\n'))
  console.log('N', sorted.length)
  expect(bad).toEqual([])
})
