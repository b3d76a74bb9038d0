import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { html } from '../server/pages/html.ts'
import { facesOf } from './faces.ts'
import { page, plainPage } from './frame.ts'
import { readSettings } from './settings.ts'
import { isHost, type Site } from './site.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fazhi-portal-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const written = async (text: string) => {
  await writeFile(join(folder, 'portal.json'), text)
  return readSettings(folder)
}

test('settings are left out, read, or refused in a sentence', async () => {
  expect((await readSettings(join(folder, 'nowhere'))).size).toBe(0)
  expect((await written('{"a": {"icp": "示例", "hosts": ["a.gov.cn"]}}')).get('a')).toEqual({
    icp: '示例',
    hosts: ['a.gov.cn'],
  })
  await expect(written('{')).rejects.toThrow('不是有效的JSON')
  await expect(written('[]')).rejects.toThrow('应为')
  await expect(written('{"a": {"ICP": "示例"}}')).rejects.toThrow('没有“ICP”')
  await expect(written('{"a": {"icp": 1}}')).rejects.toThrow('应为文字')
  await expect(written('{"a": {"hosts": "a"}}')).rejects.toThrow('应为主机名列表')
  await expect(written('{"a": {"siteIdCode": "500114"}}')).rejects.toThrow('应为核发的10位网站标识码')
  await expect(written('{"a": {"url": "javascript:alert(1)"}}')).rejects.toThrow('应为http或者https网址')
  await expect(written('{"a": {"organisations": {"u1": 1}}}')).rejects.toThrow('应为：单位代码 → 机构代码')
  await expect(written('{"a": {"index": "{year}"}}')).rejects.toThrow('须有且只有一个{serial}')
  await expect(written('{"a": {"index": "{serial}{month}"}}')).rejects.toThrow('没有“{month}”')
})
test('only what can be a host is one', () => {
  for (const host of ['a.gov.cn', '127.0.0.1:3000', '[::1]:3000', 'localhost']) expect(isHost(host)).toBe(true)
  for (const host of ['', 'a b', 'a"><x', 'a/b', 'a'.repeat(300)]) expect(isHost(host)).toBe(false)
})

const hostile = `"></title></script><script>alert(1)</script>&'\u2028`
const site = {
  faces: facesOf([]),
  code: 'a',
  district: { name: hostile, sample: true },
  settings: { siteIdCode: hostile, icp: hostile, contact: hostile },
  name: hostile,
  domain: hostile,
  base: '/a',
  origin: 'http://a',
} as unknown as Site
test('nothing that is put into a frame can leave its place', () => {
  const { body, policy } = page(
    site,
    {
      title: hostile,
      crumbs: [[hostile, '/x'], [hostile]],
      meta: { Keywords: hostile },
      data: { name: hostile },
      q: hostile,
      feed: [hostile, '/x'],
    },
    html`<p>${hostile}</p>`,
  )
  expect(body.match(/<script/g)).toEqual(['<script', '<script'])
  expect(body).toContain('<script type="application/ld+json">')
  const [data, crumbs] = [...body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(
    ([, text]) => JSON.parse(text!) as { readonly itemListElement: readonly object[] },
  )
  expect(data).toEqual({ name: hostile })
  expect(crumbs!.itemListElement[1]).toMatchObject({ position: 2, name: hostile, item: 'http://a/x' })
  expect(body).not.toContain(hostile)
  expect(policy).not.toContain('script-src')
  expect(plainPage(hostile, html`${hostile}`).body).not.toContain('<script')
})
test('one page has a script, from this server only', () => {
  const { body, policy } = page(site, { title: 'a', crumbs: [], script: '/receipt.mjs' }, html``)
  expect(body).toContain('<script type="module" src="/receipt.mjs"></script>')
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
})
