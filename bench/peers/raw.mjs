/**
 * The driver alone: the statements of one command of ours, captured from a run, sent again by hand. What the kernel adds
 * to them is the difference of the two figures.
 *
 * `--statements` names a JSON file
 * `{ begin: string, read: { text, values }, write: { text, values }, captured: string[], fresh: { statement, index, kind }[] }`:
 * `begin` is sent as one message of several statements, `read` and `write` are prepared. `captured` lists the UUIDs that
 * the command made. Of the values named in `fresh` (`statement` is 'read' or 'write', `index` counts from 0), one of kind
 * 'uuid-N' becomes the Nth new UUID, from 0, of each command; in one of kind 'json' every captured UUID becomes the new
 * one of the same place. A statement that states `rows` must return so many each time. Bytes are written as
 * `JSON.stringify` writes a Buffer.
 */
import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { v7 } from 'uuid'
import { connection, main, measure, versionsOf } from './measure.mjs'

const commandsInProcedure = 5

await main('raw', async (options) => {
  const server = connection(options.url)
  if (!options.statements) throw new RangeError('--statements is missing: the JSON file of one captured command')
  const { begin, captured, fresh, ...statements } = JSON.parse(await readFile(options.statements, 'utf8'), bytes)
  const read = prepared('read', statements.read, captured, fresh)
  const write = prepared('write', statements.write, captured, fresh)
  const clients = Array.from({ length: options.clients }, () => new Client(server))
  await Promise.all(clients.map((client) => client.connect()))
  const command = async (client) => {
    const ids = captured.map(() => v7())
    await client.query(begin)
    await read(client, ids)
    await write(client, ids)
    await client.query('COMMIT')
  }
  const figure = await measure(options, async function* (client) {
    for (let count = 0; count < commandsInProcedure; count += 1) {
      await command(clients[client])
      yield
    }
  })
  await Promise.all(clients.map((client) => client.end()))
  return { ...figure, versions: await versionsOf(['pg'], server) }
})

function bytes(key, value) {
  return value?.type === 'Buffer' ? Buffer.from(value.data) : value
}

/** Sends one of the two statements with the ids of a command in the places of the captured ones. */
function prepared(name, { text, values, rows }, captured, fresh) {
  const places = fresh
    .filter(({ statement }) => statement === name)
    .map(({ index, kind }) => ({ index, renew: renewal(kind, values[index], captured) }))
  if (name === 'write' && places.length === 0)
    throw new RangeError('fresh names no value of write: nothing would be new')
  return async (client, ids) => {
    const renewed = [...values]
    for (const { index, renew } of places) renewed[index] = renew(ids)
    const result = await client.query({ name, text, values: renewed })
    if (rows !== undefined && result.rows.length !== rows) {
      throw new Error(`${name} should return ${rows} rows, not ${result.rows.length}`)
    }
  }
}

/** The function from new ids to the new value. Texts are cut at the captured ids beforehand, so that little is measured. */
function renewal(kind, value, captured) {
  if (kind.startsWith('uuid-')) {
    const place = Number(kind.slice('uuid-'.length))
    if (!(place in captured)) throw new RangeError(`${kind} of fresh: only ${captured.length} ids were captured`)
    return (ids) => ids[place]
  }
  if (kind !== 'json') throw new RangeError(`unknown kind of fresh value: ${kind}`)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const pieces = text.split(new RegExp(`(${captured.join('|')})`)).map((piece) => {
    const place = captured.indexOf(piece)
    return place < 0 ? () => piece : (ids) => ids[place]
  })
  const join = (ids) => pieces.map((piece) => piece(ids)).join('')
  return typeof value === 'string' ? join : (ids) => JSON.parse(join(ids))
}
