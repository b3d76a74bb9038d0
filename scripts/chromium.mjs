/** Finds the browser for the end-to-end tests, or installs it where the machine lets us. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say, Unready } from './setup.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const places = () => {
  const { env, platform } = process
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    )
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter).filter(Boolean)]
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}
const found = () => places().find((path) => existsSync(path))

const release = () => (existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '')
const mayInstall = () =>
  process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release())
const apt = (...args) =>
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

/** The path of a Chromium. Throws `Unready` where there is none and none can be installed. */
export const ensureChromium = () => {
  const chosen = process.env.CHROME
  if (chosen && !existsSync(chosen))
    throw new Unready(`环境变量 CHROME 所指的浏览器不存在：${chosen}。请改正或者清除该变量。`)
  const known = chosen || found()
  if (known) return known
  if (mayInstall()) {
    say('没有找到 Chromium，浏览器测试需要它，正在用 apt-get 安装 chromium 和 fonts-noto-cjk……')
    say('No Chromium found; the browser tests need one. Installing chromium and fonts-noto-cjk with apt-get…')
    const done = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
    const installed = done && found()
    if (installed) return installed
  }
  throw new Unready(
    '没有可用的 Chromium，浏览器测试无法运行。请安装 Chromium 或者 Chrome（Debian、Ubuntu：sudo apt-get install chromium fonts-noto-cjk），' +
      '或者用环境变量 CHROME 指明其路径。',
  )
}
