/**
 * Two hundred officials at once: four requests in five read a page of a register, every fifth is an act (a session of
 * study is planned, then put off). The client is a few lines over bare sockets, since it works on the same two cores.
 */
import { connect, type Socket } from 'node:net'
import { demoPassword } from '../server/sample.ts'
import { number, type Line } from './table.ts'
import { serve } from './year.ts'

const sessions = 200
/** Of those, who ask without a pause to find the most that is served. */
const connected = 64
const forSeconds = 10
const everyNthActs = 5
const slowest = 150
const least = 1000
/** Whom the sample lets sign in; the first acts. */
const logins = ['justice1', 'justice2', 'leader1', 'law1', 'head-publicsecurity', 'clerk-publicsecurity']

interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}
/** One browser's connection: a request is sent when the last one is answered. */
class Wire {
  #told: Buffer[] = []
  #length = 0
  #wanted = Infinity
  #headEnd = -1
  #done: ((answer: Answer) => void) | undefined
  #fail: ((error: Error) => void) | undefined
  readonly #socket: Socket
  cookie = ''
  readonly address: string
  constructor(
    readonly host: string,
    port: number,
    n: number,
  ) {
    this.#socket = connect(port, host)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk) => this.#read(chunk))
    this.#socket.on('error', (error) => this.#fail?.(error))
    this.#socket.on('close', () => this.#fail?.(new Error('the server closed the connection')))
    // Attempts to sign in are limited for each address.
    this.address = `10.0.${Math.floor(n / 250)}.${(n % 250) + 1}`
  }
  #read(chunk: Buffer): void {
    this.#told.push(chunk)
    this.#length += chunk.length
    if (this.#headEnd < 0) {
      const sofar = this.#told.length === 1 ? chunk : Buffer.concat(this.#told)
      this.#told = [sofar]
      this.#headEnd = sofar.indexOf('\r\n\r\n')
      if (this.#headEnd < 0) return
      const [, length] = /content-length: (\d+)/i.exec(sofar.toString('latin1', 0, this.#headEnd)) ?? []
      if (length === undefined) throw new Error('an answer without a length')
      this.#wanted = this.#headEnd + 4 + Number(length)
    }
    if (this.#length < this.#wanted) return
    const whole = this.#told.length === 1 ? this.#told[0]! : Buffer.concat(this.#told)
    const [end, done] = [this.#headEnd, this.#done]
    this.#told = []
    this.#length = 0
    this.#headEnd = -1
    const head = whole.toString('latin1', 0, end)
    const status = Number(head.slice(9, 12))
    // A page is only counted; what an act opened must be known.
    done?.({ status, head, body: status === 200 && whole.length > 4000 ? '' : whole.toString('utf8', end + 4) })
  }
  ask(method: string, path: string, body?: object): Promise<Answer> {
    const text = body === undefined ? '' : JSON.stringify(body)
    const sent =
      body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
    return new Promise((done, fail) => {
      this.#done = done
      this.#fail = fail
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: ${this.host}\r\nX-Fazhi: 1\r\nX-Forwarded-For: ${this.address}\r\n${this.cookie ? `Cookie: ${this.cookie}\r\n` : ''}${sent}\r\n${text}`,
      )
    })
  }
  end(): void {
    this.#fail = undefined
    this.#socket.destroy()
  }
}
const signedIn = async (host: string, port: number, n: number): Promise<Wire> => {
  const wire = new Wire(host, port, n)
  const answer = await wire.ask('POST', '/api/session', { login: logins[n % logins.length], password: demoPassword })
  const [, cookie] = /set-cookie: ([^;]+)/i.exec(answer.head) ?? []
  if (answer.status !== 200 || !cookie) throw new Error(`signing in answered ${answer.status} ${answer.body}`)
  wire.cookie = cookie
  return wire
}

const pages = [
  '/api/publishing?limit=50&sort=-opened&columns=column,owner,formed,source,sourceDay,keeper',
  '/api/study?limit=50&sort=-opened&columns=year,bodies,host,kind,plannedFor',
  '/api/litigation?limit=50&sort=-opened&columns=court,respondents,sued,performBy',
  '/api/legal-advisers?limit=50&sort=title&columns=kind,organ,term',
  '/api/work-plan?limit=50&sort=-opened',
]
const plan = {
  act: 'plan',
  body: {
    year: 2023,
    bodies: ['partyGroup'],
    host: ['sifaju'],
    topic: '压测主题',
    kind: 'collective',
    plannedFor: '2023-03-10',
  },
}
/** Milliseconds between two requests of one session: two hundred of them ask a thousand times a second. */
const pace = 200
interface Mixed {
  /** Milliseconds of list pages, from when the request was due. */
  readonly lists: readonly number[]
  readonly acts: number
  readonly perSecond: number
}
const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** Signs all in, then lets each ask: every 200 ms, or, where `busy` of them are given, those few without a pause. */
export class Sessions {
  readonly #wires: readonly Wire[]
  readonly #unit: string
  readonly #opened: string[] = []
  #turn = 0
  constructor(wires: readonly Wire[], unit: string) {
    this.#wires = wires
    this.#unit = unit
  }
  static async at(address: string): Promise<Sessions> {
    const { hostname, port } = new URL(address)
    const wires: Wire[] = []
    for (let n = 0; n < sessions; n++) wires.push(await signedIn(hostname, Number(port), n))
    const me = JSON.parse((await wires[0]!.ask('GET', '/api/me')).body) as { unit: string }
    return new Sessions(wires, me.unit)
  }
  async #ask(wire: Wire, method: string, path: string, sent?: object): Promise<Answer> {
    const answer = await wire.ask(method, path, sent)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
    return answer
  }
  /** A session of study is planned; the next act puts it off. */
  async #act(wire: Wire): Promise<void> {
    const id = this.#opened.pop()
    if (id) {
      const day = `2023-04-${String((this.#turn % 28) + 1).padStart(2, '0')}`
      await this.#ask(wire, 'POST', `/api/study/${id}/postpone`, { body: { plannedFor: day, reason: '会议改期' } })
      return
    }
    const body = { ...plan.body, host: [this.#unit] }
    const { body: told } = await this.#ask(wire, 'POST', '/api/study', { act: plan.act, body })
    this.#opened.push((JSON.parse(told) as { case: { id: string } }).case.id)
  }
  /** For so many seconds; `busy` sessions ask without a pause, or, without it, all at their pace. */
  async mixed(seconds: number, busy?: number): Promise<Mixed> {
    const lists: number[] = []
    let acts = 0
    const began = performance.now()
    const until = began + seconds * 1000
    const working = this.#wires.slice(0, busy ?? sessions)
    await Promise.all(
      working.map(async (wire, at) => {
        // Those who may act do so more often, so that every fifth request is an act.
        const mayAct = at % logins.length < 2
        const share = (2 / logins.length) * everyNthActs
        for (let n = 0, due = began + (busy ? 0 : (at * pace) / sessions); ; n++) {
          const wait = due - performance.now()
          if (!busy && wait > 0) await sleep(wait)
          const start = busy ? performance.now() : due
          if (start >= until) return
          if (mayAct && Math.floor((n + 1) / share) > Math.floor(n / share)) {
            acts++
            await this.#act(wire)
          } else {
            await this.#ask(wire, 'GET', pages[this.#turn++ % pages.length]!)
            lists.push(performance.now() - start)
          }
          due += pace
        }
      }),
    )
    const elapsed = (performance.now() - began) / 1000
    return { lists: lists.sort((a, b) => a - b), acts, perSecond: (lists.length + acts) / elapsed }
  }
  end(): void {
    for (const wire of this.#wires) wire.end()
  }
}

const share = (sorted: readonly number[], of: number): number => sorted[Math.ceil(sorted.length * of) - 1]!
/** Row 13. The data directory holds the sample year, or gets it. */
export const sessionLines = async (dataDir: string): Promise<Line[]> => {
  const serving = await serve(dataDir, { TRUST_PROXY: '1' })
  let all: Sessions | undefined
  try {
    all = await Sessions.at(serving.address)
    await all.mixed(3, connected)
    const full = await all.mixed(forSeconds, connected)
    const paced = await all.mixed(forSeconds)
    const percent = (one: Mixed): string => `${Math.round((one.acts * 100) / (one.acts + one.lists.length))}%`
    return [
      {
        row: '13',
        what: '台账列表页，200个会话',
        ours: `p99 ${number(share(paced.lists, 0.99), 1)} 毫秒，p50 ${number(share(paced.lists, 0.5), 1)} 毫秒`,
        limit: '< 150 毫秒',
        holds: share(paced.lists, 0.99) < slowest,
        note: `每人每秒5次，合${number(paced.perSecond)}次/秒，自应发出时起计；每页50条，五项台账轮流；${percent(paced)}是办理（列入计划、改期），落盘`,
      },
      {
        row: '13',
        what: '同样的混合，不停顿',
        ours: `${number(full.perSecond)} 个请求/秒`,
        limit: '≥ 1,000 个/秒',
        holds: full.perSecond >= least,
        note: `${connected}个会话；访问程序、服务和数据库在同一台机器上；${percent(full)}是办理`,
      },
    ]
  } finally {
    all?.end()
    await serving.stop()
  }
}
