import { test } from 'vitest'
import { mkdtempSync, chmodSync } from 'node:fs'
import { startBench, ours, raw, recorded } from '../bench/commands.ts'
test('bench', async () => {
  const dir = mkdtempSync('/tmp/fz-'); chmodSync(dir, 0o755)
  const b = await startBench(dir)
  const t = performance.now()
  const rec = await recorded(b, 12000)
  console.log('cpu per command ms', (performance.now() - t) / 12000)
  await ours(b, 2)
  for (let i = 0; i < 3; i++) {
    console.log('ours', await ours(b, 3))
    console.log('raw', await raw(b, 3, rec.splice(0, 12000/3)).catch(e => e.message))
  }
  await b.stop()
})
