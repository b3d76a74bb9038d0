import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { smallDistrict } from '../tests/cluster.ts'
import { Browser, official, startWeb, type Web } from '../tests/web.ts'

let web: Web
let tenant: string
beforeAll(async () => {
  web = await startWeb()
  tenant = await smallDistrict(web.house, 'one')
})
afterAll(() => web.stop())

test('the system administrator makes accounts, resets passwords and stops them; nobody else does', async () => {
  const admin = await official(web, [tenant, 'one'], 'admin', 'u1', 'system-admin')
  const clerk = await official(web, [tenant, 'one'], 'zhang', 'u1', 'clerk')
  for (const path of ['/api/accounts']) expect(await clerk.get(path)).toMatchObject({ status: 403 })
  expect(await clerk.post('/api/accounts', { login: 'x1', person: 'p1' })).toMatchObject({ status: 403 })
  expect(await clerk.post('/api/accounts/admin/stop', {})).toMatchObject({ status: 403 })

  const made = await admin.post('/api/accounts', { login: '李四', person: 'p2' })
  expect(made).toMatchObject({ status: 201, body: { login: '李四', password: expect.stringMatching(/^.{14}$/) } })
  expect(await admin.post('/api/accounts', { login: '李四', person: 'p2' })).toMatchObject({
    status: 400,
    body: { fields: { login: '这一账号已经有了，请换一个' } },
  })
  expect(await admin.post('/api/accounts', { login: 'a b', person: 'p2' })).toMatchObject({ status: 400 })
  expect(await admin.post('/api/accounts', { login: 'wang', person: 'nobody' })).toMatchObject({
    status: 400,
    body: { fields: { person: expect.stringContaining('没有这一人员') } },
  })

  const first = String(made.body.password)
  const new_ = new Browser(web.app)
  expect(await new_.signIn('李四', 'one', first)).toMatchObject({ status: 200, body: { mustChange: true } })
  expect((await admin.get('/api/accounts')).body.accounts).toContainEqual(
    expect.objectContaining({ login: '李四', person: 'p2', name: '示例人员2', active: true, mustChange: true }),
  )
  const reset = await admin.post(`/api/accounts/${encodeURIComponent('李四')}/reset`, {})
  expect(reset).toMatchObject({ status: 200 })
  // Whoever was signed in with the old password is out.
  expect(await new_.get('/api/me')).toMatchObject({ status: 401 })
  expect(await new Browser(web.app).signIn('李四', 'one', first)).toMatchObject({ status: 401 })
  const again = new Browser(web.app)
  expect(await again.signIn('李四', 'one', String(reset.body.password))).toMatchObject({ status: 200 })
  expect(await admin.post(`/api/accounts/${encodeURIComponent('李四')}/stop`, {})).toMatchObject({ status: 200 })
  expect(await again.get('/api/me')).toMatchObject({ status: 401 })
  expect(await new Browser(web.app).signIn('李四', 'one', String(reset.body.password))).toMatchObject({ status: 401 })
  expect(await admin.post(`/api/accounts/${encodeURIComponent('李四')}/restore`, {})).toMatchObject({ status: 200 })
  expect(await admin.post('/api/accounts/admin/stop', {})).toMatchObject({ status: 400 })
  expect(await admin.post('/api/accounts/nobody/reset', {})).toMatchObject({ status: 404 })
  const trail = await web.house.owner.query<{ what: string }>('SELECT what FROM house.audit ORDER BY at')
  expect(trail.rows.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['重置口令 李四', '停用账号 李四', '启用账号 李四']),
  )
  expect(JSON.stringify(trail.rows)).not.toContain(first)
})

test('the system administrator makes a backup and learns whether it is whole; nobody else, and nobody takes it along', async () => {
  const admin = await official(web, [tenant, 'one'], 'keeper', 'u1', 'system-admin')
  for (const role of ['security-admin', 'audit-admin', 'justice-bureau']) {
    const other = await official(web, [tenant, 'one'], `no-${role}`, 'u1', role)
    expect(await other.get('/api/backups')).toMatchObject({ status: 403 })
    expect(await other.post('/api/backups', {})).toMatchObject({ status: 403 })
  }
  expect(await admin.get('/api/backups')).toMatchObject({ status: 200, body: { backups: [] } })
  expect(await admin.post('/api/backups', {})).toMatchObject({ status: 202 })
  expect(await admin.post('/api/backups', {})).toMatchObject({
    status: 400,
    body: { fields: { backup: expect.stringContaining('正在备份') } },
  })
  interface State {
    readonly folder: string
    readonly running?: string
    readonly backups: readonly { readonly name: string; readonly rows: number }[]
  }
  const state = async () => (await admin.get('/api/backups')).body as unknown as State
  while ((await state()).running) await new Promise((next) => setTimeout(next, 50))
  const { folder, backups } = await state()
  expect(backups).toHaveLength(1)
  const [{ name, rows }] = backups as [State['backups'][number]]
  expect(rows).toBeGreaterThan(50)
  expect(await readdir(folder)).toEqual([name])
  const verify = `/api/backups/${name}/verify`
  expect(await admin.post(verify, {})).toMatchObject({ status: 200, body: { wrong: [] } })
  await writeFile(join(folder, name, 'records.ndjson.gz'), 'damaged')
  expect((await admin.post(verify, {})).body.wrong).toContainEqual(expect.stringContaining('已损坏'))
  expect(await admin.post('/api/backups/2022-01-01T000000/verify', {})).toMatchObject({ status: 404 })
  expect(await admin.post('/api/backups/..%2F..%2Fkeys/verify', {})).toMatchObject({ status: 404 })
})
