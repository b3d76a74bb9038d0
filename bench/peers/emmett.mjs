/** Emmett: one event appended under the expected version of its stream, and a row of a read model in the same commit. */
import { rawSql, sql } from '@event-driven-io/dumbo'
import { projections } from '@event-driven-io/emmett'
import { getPostgreSQLEventStore, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql'
import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { connection, inFreshDatabase, main, measure, once, toUrl, versionsOf } from './measure.mjs'

const acts = ['received', 'accepted', 'examined', 'decided', 'served']
const packages = ['@event-driven-io/emmett', '@event-driven-io/emmett-postgresql', '@event-driven-io/dumbo', 'pg']

const cases = postgreSQLRawSQLProjection({
  name: 'cases',
  canHandle: acts,
  init: () => rawSql('CREATE TABLE cases (id text PRIMARY KEY, state text, version int, data jsonb)'),
  evolve: ({ type, data, metadata }) =>
    sql(
      `INSERT INTO cases VALUES (%L, %L, 1, %L)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = cases.version + 1, data = excluded.data`,
      metadata.streamName,
      type,
      JSON.stringify(data),
    ),
})

await main('emmett', async (options) => {
  const server = connection(options.url)
  const versions = await versionsOf(packages, server)
  const figure = await inFreshDatabase(server, async (database) => {
    const pool = new Pool({ ...database, max: options.clients })
    // The database is dropped while the last idle connections are still closing; a query that fails tells so itself.
    pool.on('error', () => {})
    const store = getPostgreSQLEventStore(toUrl(database), {
      projections: projections.inline([cases]),
      connectionOptions: { pool },
    })
    await store.schema.migrate()
    let appended = 0
    const measured = await measure(options, async function* (client) {
      const stream = `case-${randomUUID()}`
      for (const [version, type] of acts.entries()) {
        const data = {
          person: `applicant ${client}`,
          on: '2022-09-29',
          text: 'a request for information',
          step: version,
        }
        await store.appendToStream(stream, [{ type, data }], { expectedStreamVersion: BigInt(version) })
        appended += 1
        yield
      }
    })
    await pool.end()
    // An append whose projection could not be locked commits without it.
    const [row] = await once(database, 'SELECT sum(version)::int AS projected FROM cases')
    if (row.projected !== appended) throw new Error(`${appended} events appended, but ${row.projected} projected`)
    return measured
  })
  return { ...figure, versions }
})
