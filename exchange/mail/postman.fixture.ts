/** A mail server for tests: real SMTP over a socket, as much of RFC 5321 as a client needs, answering what a test tells it to. */
import { createServer, type Server, type Socket } from 'node:net'

export interface Taken {
  readonly from: string
  readonly to: string
  /** Headers and body as they came, dots unstuffed. */
  readonly text: string
}
export interface Postman {
  readonly port: number
  readonly taken: Taken[]
  /** Answers to RCPT in place of 250, one by one. */
  readonly answers: string[]
  /** Ends the connection after the message has come, before it is acknowledged. */
  dropAfterData: boolean
  stop(): Promise<void>
}
const talk = (postman: Omit<Postman, 'stop' | 'port'>, socket: Socket): void => {
  let from = ''
  let to = ''
  let data = false
  let buffer = ''
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  const command = (line: string): void => {
    const word = line.slice(0, 4).toUpperCase()
    if (word === 'EHLO') say('250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME')
    else if (word === 'AUTH') say(line.includes(goodLogin) ? '235 2.7.0 welcome' : '535 5.7.8 bad credentials')
    else if (word === 'MAIL') {
      from = /<([^>]*)>/.exec(line)![1]!
      say('250 2.1.0 ok')
    } else if (word === 'RCPT') {
      to = /<([^>]*)>/.exec(line)![1]!
      say(postman.answers.shift() ?? '250 2.1.5 ok')
    } else if (word === 'DATA') {
      data = true
      say('354 go on')
    } else if (word === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 ok')
  }
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    buffer += chunk.toString()
    for (;;) {
      const end = data ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n')
      if (end < 0) return
      const piece = buffer.slice(0, end)
      buffer = buffer.slice(end + (data ? 5 : 2))
      if (!data) command(piece)
      else {
        data = false
        postman.taken.push({ from, to, text: piece.replace(/\r\n\.\./g, '\r\n.') })
        if (postman.dropAfterData) return void socket.destroy()
        say(`250 2.0.0 queued as ${postman.taken.length} for <${to}>`)
      }
    }
  })
  say('220 localhost ESMTP')
}
const goodLogin = Buffer.from('\u0000office\u0000Geheim-42').toString('base64')

export const startPostman = async (port = 0): Promise<Postman> => {
  const postman = { taken: [] as Taken[], answers: [] as string[], dropAfterData: false }
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    talk(started, socket)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const started: Postman = Object.assign(postman, {
    port: (server.address() as { port: number }).port,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((closed) => server.close(() => closed()))
    },
  })
  return started
}
