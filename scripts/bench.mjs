/** `npm run bench`: compiles the measurements with the product and runs them beside the peers they compare with. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, ensureDependencies, root, Unready, whenReady } from './setup.mjs'

await whenReady(() => {
  if (!existsSync(join(root, 'bench', 'index.ts')))
    throw new Unready('没有找到测量程序 bench/index.ts。请重新获取完整的源代码后重试。')
  ensureDependencies()
  ensureBuild('tsconfig.bench.json')
  const peers = join(root, 'bench', 'peers')
  if (existsSync(join(peers, 'package-lock.json'))) ensureDependencies(peers)
  const entry = join(root, 'dist-bench', 'bench', 'index.js')
  return spawnSync(process.execPath, [entry, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1
})
