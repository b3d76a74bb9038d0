/** Makes a clone ready: dependencies as locked, then the compiled product. It runs before anything is installed, on Node alone. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The clone cannot be made ready; `message` is a Chinese sentence that says why and what to do. */
export class Unready extends Error {}

/** One line for whoever waits. Never on stdout, which belongs to the product's own output. */
export const say = (words) => process.stderr.write(`${words}\n`)

const read = (path) => readFileSync(path, 'utf8')
const readIfThere = (path) => (existsSync(path) ? read(path) : undefined)
const digest = (text) => createHash('sha256').update(text).digest('hex')
/** Runs a program with its output on stderr; gives its exit code, or nothing where it could not be started. */
const run = (program, args, { cwd, shell = false, env = process.env }) =>
  spawnSync(program, args, { cwd, shell, env, stdio: ['ignore', 2, 2] }).status ?? undefined

const requireNode = () => {
  const needed = /\d+\.\d+/.exec(JSON.parse(read(join(root, 'package.json'))).engines.node)[0]
  const [major, minor] = needed.split('.').map(Number)
  const [ours, oursMinor] = process.versions.node.split('.').map(Number)
  if (ours < major || (ours === major && oursMinor < minor))
    throw new Unready(`需要 Node.js ${needed} 或更高版本，当前为 ${process.versions.node}。请升级 Node.js 后重试。`)
}

/**
 * Installs what `folder`'s package-lock.json lists, unless that very list is installed already.
 * Throws `Unready` where Node.js is too old or npm fails.
 */
export const ensureDependencies = (folder = root) => {
  requireNode()
  const lock = digest(read(join(folder, 'package-lock.json')))
  const note = join(folder, 'node_modules', '.fazhi-lock')
  if (readIfThere(note) === lock) return
  say('正在按 package-lock.json 安装依赖（npm ci）……')
  // With NODE_ENV=production npm would leave out the compiler.
  const status = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: folder,
    shell: process.platform === 'win32',
  })
  if (status === undefined) throw new Unready('未找到 npm，无法安装依赖。请安装随 Node.js 提供的 npm 后重试。')
  if (status !== 0)
    throw new Unready(
      `依赖安装失败（npm ci 退出码 ${status}），原因见上方输出。请检查网络、npm 镜像设置和磁盘空间后重试。`,
    )
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, lock)
}

/** Every file below a folder of the clone, as a path from its root. */
const filesBelow = (folder) =>
  !existsSync(join(root, folder))
    ? []
    : readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory()
          ? entry.name === 'node_modules'
            ? []
            : filesBelow(`${folder}/${entry.name}`)
          : [`${folder}/${entry.name}`],
      )
const trace = (path) => {
  const { size, mtimeMs } = statSync(join(root, path))
  return `${path} ${size} ${mtimeMs}`
}
/** What the product reads beside its code: data, styles, pages. What people read (Markdown) stays behind. */
const isAsset = (path) => !/\.(ts|tsx|mts|cts|md)$/.test(path)

const product = 'tsconfig.build.json'
/** What the browser loads. The sources were compiled with types beforehand by whoever changed them; here they are bundled. */
const buildFace = (face, out) => {
  const bundler = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, CONSOLE_OUT: out, NODE_ENV: 'production' }
  if (
    run(process.execPath, [bundler, 'build', '-c', join(root, face, 'vite.config.ts'), '--logLevel', 'warn'], {
      cwd: root,
      env,
    }) !== 0
  )
    throw new Unready('页面未能打包，原因见上方输出。请改正后重试；未改过代码的，请重新获取完整的源代码。')
}
/**
 * Compiles the folders that `config` includes, with the assets beside them, into its `outDir`, unless nothing has
 * changed since. The output is built apart and swapped in whole: no deleted source lives on, and a running product
 * never reads half a build. Throws `Unready` where the sources do not compile.
 */
export const ensureBuild = (config = product) => {
  const { include, compilerOptions } = JSON.parse(read(join(root, config)))
  const folders = [...new Set([...include.map((pattern) => pattern.split('/')[0]), 'verify'])]
  const faces = ['console']
  const sources = [...folders, ...faces].flatMap(filesBelow)
  const settings = [config, 'tsconfig.build.json', 'tsconfig.json', 'package-lock.json', 'scripts/setup.mjs']
  const stamp = digest([...sources, ...settings].map(trace).sort().join('\n'))
  const out = join(root, compilerOptions.outDir)
  const built = () => readIfThere(join(out, '.stamp')) === stamp
  if (built()) return

  say(`正在编译源代码（${compilerOptions.outDir}）……`)
  const fresh = `${out}-${process.pid}`
  const former = `${fresh}-former`
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const apart = ['--outDir', fresh, '--incremental', 'false', '--tsBuildInfoFile', 'null']
    if (run(process.execPath, [compiler, '-p', config, ...apart], { cwd: root }) !== 0)
      throw new Unready('源代码未能通过编译，原因见上方输出。请改正后重试；未改过代码的，请重新获取完整的源代码。')
    for (const face of faces) buildFace(face, join(fresh, face))
    for (const path of folders.flatMap(filesBelow).filter(isAsset)) {
      mkdirSync(dirname(join(fresh, path)), { recursive: true })
      copyFileSync(join(root, path), join(fresh, path))
    }
    writeFileSync(join(fresh, '.stamp'), stamp)
    // Another process may have built the same sources meanwhile, and be running them.
    if (built()) return
    if (existsSync(out)) renameSync(out, former)
    renameSync(fresh, out)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(former, { recursive: true, force: true })
  }
}

/** Runs a script's work; words for the user, rather than a stack, where the clone is not ready. */
export const whenReady = async (work) => {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof Unready)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
