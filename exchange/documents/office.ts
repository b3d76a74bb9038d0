/**
 * A docx as PDF, by the office suite of the machine (LibreOffice) where one is installed: what a district set in Word
 * itself is printed by what can read all of it, and not by us.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Why a document could not be printed, in words. */
export class OfficeFailed extends Error {}

const names = process.platform === 'win32' ? ['soffice.com', 'soffice.exe'] : ['soffice', 'libreoffice']
const usual = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/libreoffice/program',
  '/Applications/LibreOffice.app/Contents/MacOS',
  'C:\\Program Files\\LibreOffice\\program',
]
/** Where it is installed; looked for each time, as it may be installed while the server runs. */
export const findOffice = (
  folders: readonly string[] = [...(process.env.PATH ?? '').split(delimiter), ...usual],
): string | undefined =>
  folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

const require = createRequire(import.meta.url)
const brought = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
]
/** For whoever has not the official faces: the same ones as in our own PDFs, and not whatever the machine thinks alike. */
const instead: Readonly<Record<string, readonly string[]>> = {
  方正小标宋简体: ['FandolSong', 'Noto Serif SC'],
  仿宋_GB2312: ['FandolFang', 'Noto Serif SC'],
  楷体_GB2312: ['FandolKai', 'Noto Serif SC'],
  黑体: ['FandolHei', 'Noto Sans SC'],
  宋体: ['FandolSong', 'Noto Serif SC'],
}
const xml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const fontSettings = (fonts: string | undefined, cache: string): string => {
  const folders = [
    ...(fonts ? [fonts] : []),
    ...brought.map((one) => dirname(require.resolve(`@expo-google-fonts/${one}`))),
  ]
  const aliases = Object.entries(instead).map(
    ([name, others]) =>
      `<alias binding="same"><family>${name}</family><accept>${others.map((one) => `<family>${one}</family>`).join('')}</accept></alias>`,
  )
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${aliases.join('')}${folders
    .map((one) => `<dir>${xml(one)}</dir>`)
    .join(
      '',
    )}<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>${xml(cache)}</cachedir></fontconfig>`
}

const patience = 90_000
const run = (office: string, folder: string): Promise<void> =>
  new Promise((done, fail) => {
    const profile = pathToFileURL(join(folder, 'profile')).href
    const options = ['--headless', '--norestore', '--nolockcheck', '--convert-to', 'pdf', '--outdir', folder]
    const child = spawn(office, [`-env:UserInstallation=${profile}`, ...options, join(folder, 'letter.docx')], {
      cwd: folder,
      stdio: 'ignore',
      // A group of its own: what it starts in its turn ends with it.
      detached: process.platform !== 'win32',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: folder,
        LANG: 'C.UTF-8',
        ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot, TEMP: folder, TMP: folder }),
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      },
    })
    const end = (): void => {
      try {
        if (process.platform === 'win32') child.kill()
        else process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
    const timer = setTimeout(end, patience)
    child.once('error', (error) => {
      clearTimeout(timer)
      fail(error)
    })
    child.once('exit', () => {
      clearTimeout(timer)
      end()
      done()
    })
  })
/** One at a time: each takes a processor and some hundred megabytes. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0
const most = 20
/** The PDF of a docx that has been looked at (`openForm`). `fonts`: the district's own folder. Throws OfficeFailed. */
export const pdfByOffice = (office: string, docx: Uint8Array, fonts: string | undefined): Promise<Buffer> => {
  if (waiting >= most) return Promise.reject(new OfficeFailed('正在转换的文书太多，请稍后再试，或者下载Word'))
  waiting++
  const mine = last.then(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fazhi-office-'))
    try {
      await mkdir(join(folder, 'cache'))
      await writeFile(join(folder, 'fonts.conf'), fontSettings(fonts, join(folder, 'cache')))
      await writeFile(join(folder, 'letter.docx'), docx)
      await run(office, folder)
      return await readFile(join(folder, 'letter.pdf'))
    } catch (error) {
      throw new OfficeFailed('LibreOffice没有能把这一文书转换成PDF，请下载Word，再另存为PDF', { cause: error })
    } finally {
      waiting--
      await rm(folder, { recursive: true, force: true })
    }
  })
  last = mine.catch(() => {})
  return mine
}
