/** DBOS: durable workflows in one process, of five steps as a procedure or of one step as a command. */
import { DBOS } from '@dbos-inc/dbos-sdk'
import { Pool } from 'pg'
import { connection, inFreshDatabase, main, measure, once, toUrl, versionsOf } from './measure.mjs'

const acts = ['received', 'accepted', 'examined', 'decided', 'served']

/** Performs the acts as steps, each of which returns what an event would hold. */
const workflow = DBOS.registerWorkflow(
  async (client, names) => {
    for (const [step, name] of names.entries()) {
      const data = { person: `applicant ${client}`, on: '2022-09-29', text: 'a request for information', step }
      await DBOS.runStep(async () => ({ act: name, ...data }), { name })
    }
  },
  { name: 'procedure' },
)

await main('dbos', async (options) => {
  const server = connection(options.url)
  const versions = await versionsOf(['@dbos-inc/dbos-sdk', 'pg'], server)
  const figure = await inFreshDatabase(server, async (database) => {
    // Two more than there are clients: its listener and its pollers take connections as well.
    const pool = new Pool({ ...database, max: options.clients + 2 })
    // The database is dropped while the last idle connections are still closing; a query that fails tells so itself.
    pool.on('error', () => {})
    DBOS.setConfig({
      name: 'peer',
      systemDatabaseUrl: toUrl(database),
      systemDatabasePool: pool,
      logLevel: 'error',
    })
    await DBOS.launch()
    let steps = 0
    const measured = await measure(options, async function* (client) {
      for (const names of options.mode === 'procedure' ? [acts] : acts.map((name) => [name])) {
        await workflow(client, names)
        steps += names.length
        yield
      }
    })
    await DBOS.shutdown()
    if (!pool.ended) await pool.end()
    const [row] = await once(database, 'SELECT count(*)::int AS stored FROM dbos.operation_outputs')
    if (row.stored !== steps) throw new Error(`${steps} steps done, but ${row.stored} stored`)
    return measured
  })
  return { ...figure, versions }
})
