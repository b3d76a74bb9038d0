/** What the public side keeps beside the ledger: index numbers once given, and citizens' accounts with what they sent. */
import { guarded } from '../kernel/ledger/index.ts'
import type { OpenHouse } from './house.ts'

const tables = [
  // Never changed: a number once given stays with its item, also when the item is taken down.
  [
    'index_number',
    'SELECT, INSERT',
    'tenant uuid, mechanism text, id uuid, series text NOT NULL, n int NOT NULL, number text NOT NULL, PRIMARY KEY (tenant, mechanism, id), UNIQUE (tenant, series, n)',
  ],
  [
    'citizen',
    'SELECT, INSERT, UPDATE, DELETE',
    `tenant uuid, login text, hash text NOT NULL, name text, contact text, failed int NOT NULL DEFAULT 0, locked_until timestamptz, created timestamptz NOT NULL,
     PRIMARY KEY (tenant, login)`,
  ],
  [
    'citizen_session',
    'SELECT, INSERT, UPDATE, DELETE',
    'tenant uuid, token_hash text, login text NOT NULL, seen timestamptz NOT NULL, expires timestamptz NOT NULL, PRIMARY KEY (tenant, token_hash)',
  ],
  // Only what a citizen sent while signed in: of all other comments, nothing leads to anybody.
  [
    'citizen_comment',
    'SELECT, INSERT, DELETE',
    'tenant uuid, login text, number text, sent timestamptz NOT NULL, PRIMARY KEY (tenant, login, number)',
  ],
] as const
/** Kept in a backup; sessions end with the house. */
export const publicTables = tables.map(([name]) => `house.${name}`).filter((name) => name !== 'house.citizen_session')

const create = async (house: OpenHouse): Promise<void> => {
  const client = await house.owner.connect()
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS house; GRANT USAGE ON SCHEMA house TO fazhi_app;')
    for (const [name, rights, columns] of tables)
      await client.query(
        `CREATE TABLE IF NOT EXISTS house.${name} (${columns}); ${guarded(`house.${name}`, 'tenant', rights)}`,
      )
  } finally {
    client.release()
  }
}
const prepared = new WeakMap<OpenHouse['owner'], Promise<void>>()
/** Creates what is missing, once for a house, by its owner. */
export const createPublicTables = (house: OpenHouse): Promise<void> => {
  let creating = prepared.get(house.owner)
  if (!creating) prepared.set(house.owner, (creating = create(house)))
  return creating
}
