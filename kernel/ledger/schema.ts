/** The ledger's own tables. `tenant` leads every key; nothing here is a sequence, a trigger or PL/pgSQL. */
import type { Client } from './database.ts'
import { appRole, codeOf } from './database.ts'

interface TableRights {
  readonly name: string
  readonly columns: string
  readonly rights: string
}
const tables: readonly TableRights[] = [
  {
    name: 'event',
    rights: 'SELECT, INSERT',
    columns: `tenant uuid, stream uuid, version int, mechanism text NOT NULL, part uuid, act text NOT NULL, on_day date NOT NULL,
      recorded timestamp NOT NULL, entered timestamptz NOT NULL, text text NOT NULL, leaf bytea NOT NULL, PRIMARY KEY (tenant, stream, version)`,
  },
  {
    name: 'unsealed',
    rights: 'SELECT, INSERT, DELETE',
    columns:
      'tenant uuid, stream uuid, version int, entered timestamptz NOT NULL, PRIMARY KEY (tenant, stream, version)',
  },
  {
    name: 'seal',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, index bigint, stream uuid NOT NULL, version int NOT NULL, PRIMARY KEY (tenant, index), UNIQUE (tenant, stream, version)',
  },
  {
    name: 'node',
    rights: 'SELECT, INSERT',
    columns: 'tenant uuid, level smallint, index bigint, hash bytea NOT NULL, PRIMARY KEY (tenant, level, index)',
  },
  {
    name: 'head',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, size bigint, root text NOT NULL, algorithm text NOT NULL, at timestamp NOT NULL, key text NOT NULL, signature text NOT NULL, PRIMARY KEY (tenant, size)',
  },
  {
    name: 'signing_key',
    rights: 'SELECT, INSERT',
    columns: 'tenant uuid, id text, public_key text NOT NULL, since timestamp NOT NULL, PRIMARY KEY (tenant, id)',
  },
  // Values of persons stand in the leaf only as salted commitments; erasing a row here erases the value.
  {
    name: 'private',
    rights: 'SELECT, INSERT, DELETE',
    columns:
      'tenant uuid, stream uuid, version int, field text, value text NOT NULL, salt text NOT NULL, PRIMARY KEY (tenant, stream, version, field)',
  },
  {
    name: 'batch_row',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, batch uuid, row int, stream uuid NOT NULL, text text NOT NULL, leaf bytea NOT NULL, PRIMARY KEY (tenant, batch, row), UNIQUE (tenant, stream)',
  },
  {
    name: 'relied',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, on_stream uuid, by_stream uuid, by_mechanism text NOT NULL, PRIMARY KEY (tenant, on_stream, by_stream)',
  },
  {
    name: 'file',
    rights: 'SELECT, INSERT, DELETE',
    columns:
      'tenant uuid, hash text, name text NOT NULL, type text NOT NULL, size bigint NOT NULL, uploader text NOT NULL, entered timestamptz NOT NULL, PRIMARY KEY (tenant, hash)',
  },
  {
    name: 'request',
    // Updated only where an erased value must leave an answer.
    rights: 'SELECT, INSERT, UPDATE',
    columns:
      'tenant uuid, key text, digest text NOT NULL, answer text NOT NULL, entered timestamptz NOT NULL, PRIMARY KEY (tenant, key)',
  },
  {
    name: 'term',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns: `tenant uuid, stream uuid, part uuid, term text, mechanism text NOT NULL, kind text, side text NOT NULL, started date NOT NULL, due date, nominal date,
      provisional boolean NOT NULL, unverified boolean NOT NULL, calendar text NOT NULL, met_on date, until text[] NOT NULL, law text, article text, units text[] NOT NULL, parties text[] NOT NULL,
      title text, closed boolean NOT NULL, ran jsonb, PRIMARY KEY (tenant, stream, part, term)`,
  },
  // Cases whose words are not yet in the search: one row for all that were written together.
  {
    name: 'unread',
    rights: 'SELECT, INSERT, DELETE',
    columns: 'tenant uuid, mechanism text, id uuid, streams uuid[] NOT NULL, PRIMARY KEY (tenant, mechanism, id)',
  },
  // Numbers of documents: `series` holds the last one given, `number` each of them, kept when its act is voided.
  {
    name: 'series',
    rights: 'SELECT, INSERT, UPDATE',
    columns: 'tenant uuid, word text, year int, last int NOT NULL, PRIMARY KEY (tenant, word, year)',
  },
  {
    name: 'number',
    rights: 'SELECT, INSERT, UPDATE',
    columns:
      'tenant uuid, word text, year int, n int, stream uuid NOT NULL, version int NOT NULL, voided boolean NOT NULL, PRIMARY KEY (tenant, word, year, n), UNIQUE (tenant, stream, version)',
  },
  {
    name: 'freeze',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, report uuid, figure text, name text NOT NULL, value text, printed text NOT NULL, definition text NOT NULL, query text NOT NULL, rows text[] NOT NULL, rows_hash text NOT NULL, frozen timestamp NOT NULL, PRIMARY KEY (tenant, report, figure)',
  },
]
const indexes = [
  'CREATE INDEX IF NOT EXISTS event_recorded ON ledger.event (tenant, mechanism, recorded)',
  'CREATE INDEX IF NOT EXISTS unsealed_entered ON ledger.unsealed (tenant, entered)',
  // Of databases that were made before terms told their earlier runs.
  'ALTER TABLE ledger.term ADD COLUMN IF NOT EXISTS ran jsonb',
  'CREATE INDEX IF NOT EXISTS term_ran ON ledger.term (tenant, mechanism, term) WHERE ran IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS term_due ON ledger.term (tenant, mechanism, term, due)',
  "CREATE INDEX IF NOT EXISTS term_open ON ledger.term (tenant, due) WHERE met_on IS NULL AND NOT closed AND side = 'ceiling'",
  'CREATE INDEX IF NOT EXISTS term_provisional ON ledger.term (tenant) WHERE provisional',
]

/** The rows of one tenant for our role, all rows for the owner. As sub-selects: asked once a statement, not once a row. */
const ofTenant = (column: string): string =>
  `${column} = (SELECT nullif(current_setting('app.tenant', true), '')::uuid) OR (SELECT current_user <> '${appRole}')`
/** Row-level security and rights of one table; the second lock behind the tenant predicate of every statement. */
export const guarded = (table: string, column: string, rights: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS tenant_only ON ${table};
  CREATE POLICY tenant_only ON ${table} USING (${ofTenant(column)});
  REVOKE ALL ON ${table} FROM PUBLIC;
  GRANT ${rights} ON ${table} TO ${appRole};`

/**
 * The one place outside row-level security: text search, since its operators are not leak-proof and would lose their
 * index under a policy. The role has no right on the table, only on these functions, and they take only its own tenant.
 */
const search = `
  CREATE TABLE IF NOT EXISTS ledger.search (tenant uuid, mechanism text, stream uuid, part uuid, words tsvector NOT NULL, PRIMARY KEY (tenant, stream, part));
  CREATE INDEX IF NOT EXISTS search_words ON ledger.search USING gin (words);
  CREATE OR REPLACE FUNCTION ledger.search_put_all(t uuid, m text, docs jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO ledger.search SELECT t, m, d.s, d.p, array_to_tsvector(d.w) FROM jsonb_to_recordset(docs) AS d(s uuid, p uuid, w text[])
    WHERE t = nullif(current_setting('app.tenant', true), '')::uuid ON CONFLICT (tenant, stream, part) DO UPDATE SET words = EXCLUDED.words $$;
  CREATE OR REPLACE FUNCTION ledger.search_drop(t uuid, s uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DELETE FROM ledger.search WHERE tenant = t AND stream = s AND t = nullif(current_setting('app.tenant', true), '')::uuid $$;
  CREATE OR REPLACE FUNCTION ledger.search_find(t uuid, m text, w text[], most int) RETURNS TABLE (stream uuid, part uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT s.stream, s.part FROM ledger.search s
    WHERE s.tenant = t AND t = nullif(current_setting('app.tenant', true), '')::uuid AND (m IS NULL OR s.mechanism = m)
      AND s.words @@ (SELECT string_agg(quote_literal(one), ' & ')::tsquery FROM unnest(w) AS one) LIMIT most $$;
  REVOKE ALL ON ledger.search FROM PUBLIC;
  REVOKE ALL ON FUNCTION ledger.search_put_all, ledger.search_drop, ledger.search_find FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ledger.search_put_all, ledger.search_drop, ledger.search_find TO ${appRole};`

/** Creates what is missing; run by the owner at every start, before anything else. */
export const createLedger = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ exists: boolean }>(
    'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists',
    [appRole],
  )
  try {
    if (!rows[0]!.exists) await client.query(`CREATE ROLE ${appRole} NOLOGIN`)
    await client.query(`GRANT ${appRole} TO CURRENT_USER`)
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new Error(
      `数据库账号不能创建或使用角色 ${appRole}。请由数据库管理员执行：CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO <本账号>; 然后重新启动。`,
      { cause: error },
    )
  }
  await client.query(`
    CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE SCHEMA IF NOT EXISTS ledger; CREATE SCHEMA IF NOT EXISTS register;
    GRANT USAGE ON SCHEMA ledger, register TO ${appRole};
    CREATE TABLE IF NOT EXISTS ledger.tenant (id uuid PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, clock timestamp, sample boolean NOT NULL,
      algorithm text NOT NULL, revision bigint NOT NULL, created timestamptz NOT NULL);
    ALTER TABLE ledger.tenant ENABLE ROW LEVEL SECURITY; ALTER TABLE ledger.tenant FORCE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS tenant_only ON ledger.tenant;
    CREATE POLICY tenant_only ON ledger.tenant USING (${ofTenant('id')});
    GRANT SELECT, UPDATE (revision) ON ledger.tenant TO ${appRole};
    CREATE TABLE IF NOT EXISTS ledger.shape (mechanism text PRIMARY KEY, fingerprint text NOT NULL, tables text NOT NULL);
    GRANT SELECT ON ledger.shape TO ${appRole};`)
  for (const { name, columns, rights } of tables) {
    await client.query(
      `CREATE TABLE IF NOT EXISTS ledger.${name} (${columns}); ${guarded(`ledger.${name}`, 'tenant', rights)}`,
    )
  }
  for (const index of indexes) await client.query(index)
  await client.query(search)
}
/** The ledger's tables that hold a tenant's records, in the order in which a backup must restore them. */
export const ledgerTables = [
  'signing_key',
  'event',
  'unsealed',
  'seal',
  'node',
  'head',
  'private',
  'batch_row',
  'relied',
  'file',
  'request',
  'series',
  'number',
  'freeze',
] as const
