import { expect, test } from 'vitest'
import { Pages } from './cache.ts'

const over = (every: number) => {
  const world = { stamp: '1', now: 0, asked: 0, made: 0 }
  const pool = { query: async () => (world.asked++, { rows: [{ stamp: world.stamp }] }) }
  const pages = new Pages(pool as never, every, () => world.now)
  const get = async (key = 'a', body = 'x') =>
    (await pages.get(key, async () => (world.made++, { type: 'text/html', body })))?.bytes.toString()
  return { world, pages, get }
}

test('a page is made once while nothing changes, and anew after a change', async () => {
  const { world, get } = over(500)
  expect(await get()).toBe('x')
  expect(await get('a', 'y')).toBe('x')
  expect(world).toMatchObject({ asked: 1, made: 1 })
  world.stamp = '2'
  world.now = 499
  expect(await get('a', 'y')).toBe('x')
  world.now = 500
  expect(await get('a', 'y')).toBe('y')
  expect(world).toMatchObject({ asked: 2, made: 2 })
})
test('a rebuild, which no event tells, makes all pages anew', async () => {
  const { world, pages, get } = over(500)
  await get()
  pages.renew()
  expect(await get('a', 'y')).toBe('y')
  expect(world).toMatchObject({ asked: 2, made: 2 })
})
test('many who ask at once wait for one rendering', async () => {
  const { world, get } = over(500)
  await Promise.all(Array.from({ length: 50 }, () => get()))
  expect(world.made).toBe(1)
})
test('what is not there is not kept, and a failure is told and tried again', async () => {
  const { pages, world } = over(0)
  expect(await pages.get('a', async () => undefined)).toBeUndefined()
  await expect(
    pages.get('a', async () => {
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
  expect((await pages.get('a', async () => ({ type: 't', body: 'z' })))?.bytes.toString()).toBe('z')
  expect(world.made).toBe(0)
})
test('what was asked for long ago makes room', async () => {
  const { world, get } = over(500)
  const large = 'x'.repeat(5 * 2 ** 20)
  for (let n = 0; n < 8; n++) await get(`${n}`, large)
  await get('0', large)
  expect(world.made).toBe(9)
  await get('7', large)
  expect(world.made).toBe(9)
})
