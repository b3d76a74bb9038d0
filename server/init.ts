/** `fazhi init`: an empty real district from one file: units, posts, the three administrators, calendar and parameters. */
import { readdir, readFile } from 'node:fs/promises'
import { readNotices, isDay } from '../kernel/time/index.ts'
import { newId, perform } from '../kernel/register/index.ts'
import { system } from '../kernel/procedure/index.ts'
import type { Values } from '../kernel/fields/index.ts'
import { createAccount } from './accounts.ts'
import { createTenant, tenantsOf, type OpenHouse } from './house.ts'

interface InitFile {
  readonly code: string
  readonly name: string
  readonly algorithm?: 'sha256' | 'sm3'
  readonly units: readonly {
    readonly code: string
    readonly name: string
    readonly short?: string
    readonly kind: string
    readonly parent?: string
    readonly from?: string
  }[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly login?: string
    readonly posts: readonly {
      readonly unit: string
      readonly title: string
      readonly roles: readonly string[]
      readonly from?: string
    }[]
  }[]
  readonly parameters?: readonly {
    readonly rule: string
    readonly count: number
    readonly unit: string
    readonly validFrom: string
    readonly basis: string
  }[]
}
const administrators = ['system-admin', 'security-admin', 'audit-admin'] as const
const example = `{
  "code": "qu-daima", "name": "某某市某某区",
  "units": [{ "code": "qu-zhengfu", "name": "某某区人民政府", "kind": "government", "from": "2000-01-01" }],
  "people": [{ "id": "p-001", "name": "姓名", "login": "账号", "posts": [{ "unit": "qu-zhengfu", "title": "系统管理员", "roles": ["system-admin"] }] }],
  "parameters": [{ "rule": "advisers.appraising", "count": 12, "unit": "months", "validFrom": "2024-01-01", "basis": "本区文件" }]
}`
const wrongIn = (file: Partial<InitFile>): string[] => {
  const found: string[] = []
  if (!/^[a-z0-9-]{2,40}$/.test(file.code ?? '')) found.push('code：应为2至40个小写字母、数字或横线')
  if (!file.name?.trim()) found.push('name：区的名称必填')
  if (!file.units?.length) found.push('units：至少一个单位')
  const codes = new Set(file.units?.map((unit) => unit.code))
  for (const [at, unit] of (file.units ?? []).entries()) {
    if (unit.parent && !codes.has(unit.parent)) found.push(`units[${at}].parent：没有编号为“${unit.parent}”的单位`)
    if (unit.from && !isDay(unit.from)) found.push(`units[${at}].from：“${unit.from}”不是日期`)
  }
  for (const [at, person] of (file.people ?? []).entries()) {
    for (const post of person.posts ?? [])
      if (!codes.has(post.unit)) found.push(`people[${at}].posts：没有编号为“${post.unit}”的单位`)
    const held = new Set((person.posts ?? []).flatMap((post) => post.roles))
    const powers = administrators.filter((role) => held.has(role))
    if (powers.length > 1 || (powers.length && held.size > 1))
      found.push(`people[${at}]（${person.name}）：三员不得由一人兼任，也不得与业务职权兼任`)
  }
  for (const role of administrators) {
    const holders = (file.people ?? []).filter(
      (person) => person.login && person.posts?.some((post) => post.roles.includes(role)),
    )
    if (holders.length !== 1) found.push(`people：须恰有一人带账号（login）担任${role}，现有${holders.length}人`)
  }
  return found
}

export const initDistrict = async (
  house: OpenHouse,
  path: string,
  print: (text: string) => Promise<void>,
): Promise<void> => {
  const fail = (words: string): never => {
    throw new Error(words)
  }
  let file: InitFile
  try {
    file = JSON.parse(await readFile(path, 'utf8')) as InitFile
  } catch (error) {
    return fail(
      `读不了区的说明文件“${path}”：${error instanceof Error ? error.message : String(error)}\n文件的样子：\n${example}`,
    )
  }
  const wrong = wrongIn(file)
  if (wrong.length)
    fail(
      `区的说明文件“${path}”有${wrong.length}处不对：\n${wrong.map((words) => `  ${words}`).join('\n')}\n文件的样子：\n${example}`,
    )
  if ((await tenantsOf(house)).some((tenant) => tenant.code === file.code)) fail(`已有代码为“${file.code}”的区`)

  const id = newId()
  await createTenant(house, {
    id,
    code: `${file.code}#loading`,
    name: file.name,
    sample: false,
    ...(file.algorithm && { algorithm: file.algorithm }),
  })
  const today = house.realNow().slice(0, 10)
  const by = system(file.units[0]!.code)
  const run = async (mechanism: string, act: string, on: string, body: Values, stream = newId()): Promise<string> => {
    const outcome = await perform(house, {
      tenant: id,
      mechanism,
      stream,
      act,
      on,
      actor: by,
      body,
      source: 'takeover',
    })
    if (outcome.is === 'done') return stream
    const words = outcome.is === 'invalid' ? Object.values(outcome.fields).join('；') : outcome.words
    return fail(`建立“${file.name}”时未能登记${mechanism}：${words}。改正文件后重新运行即可。`)
  }
  for (const { code, name, short, kind, parent, from } of file.units)
    await run('units', 'establish', from ?? today, {
      code,
      name,
      short: short ?? name,
      kind,
      ...(parent && { parent }),
    })
  for (const person of file.people) {
    for (const { unit, title, roles, from } of person.posts) {
      const post = await run('posts', 'take', from ?? today, {
        holder: person.id,
        name: person.name,
        place: unit,
        title,
        roles,
      })
      await run('posts', 'grant', from ?? today, {}, post)
    }
  }
  const folder = new URL('../districts/notices/', import.meta.url)
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.json')).sort()) {
    for (const notice of readNotices(JSON.parse(await readFile(new URL(name, folder), 'utf8')), name)) {
      if (notice.issued <= today)
        await run('notices', 'load', notice.issued, {
          year: notice.year,
          issued: notice.issued,
          number: notice.id,
          source: notice.source,
          off: JSON.stringify(notice.off),
          work: JSON.stringify(notice.work),
        })
    }
  }
  for (const { rule, count, unit, validFrom, basis } of file.parameters ?? []) {
    const parameter = await run('parameters', 'propose', today, { rule, count, timeUnit: unit, validFrom, basis })
    await run('parameters', 'confirm', today, {}, parameter)
  }
  await house.owner.query('UPDATE ledger.tenant SET code = $2 WHERE id = $1', [id, file.code])
  await print(`已建立“${file.name}”（${file.code}）。下列一次性密码只显示这一次，首次登录须更改：\n`)
  for (const { id: person, name, login, posts } of file.people) {
    if (!login) continue
    const password = await createAccount(house, { tenant: id, login, person })
    await print(`  ${login}\t${password}\t${name}（${posts.flatMap((post) => post.roles).join('、')}）\n`)
  }
}
