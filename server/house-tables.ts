/**
 * The tables of the house beside the ledger: who may come in, what was done, what goes out, and the district's library.
 * The ledger and its registers do not need them.
 */
export interface HouseTable {
  readonly name: string
  readonly rights: string
  readonly columns: string
  readonly indexes?: readonly string[]
  /** Why a backup leaves it out; nothing: it is in the backup. */
  readonly leftOut?: string
}
export const houseTables: readonly HouseTable[] = [
  {
    name: 'account',
    rights: 'SELECT, INSERT, UPDATE',
    columns: `tenant uuid, login text, person text NOT NULL, hash text NOT NULL, must_change boolean NOT NULL, failed int NOT NULL DEFAULT 0, locked_until timestamptz,
      active boolean NOT NULL DEFAULT true, last_passwords text[] NOT NULL DEFAULT '{}', PRIMARY KEY (tenant, login)`,
  },
  {
    name: 'session',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns:
      'tenant uuid, token_hash text, login text NOT NULL, unit text, created timestamptz NOT NULL, seen timestamptz NOT NULL, expires timestamptz NOT NULL, PRIMARY KEY (tenant, token_hash)',
    indexes: ['CREATE INDEX IF NOT EXISTS session_login ON house.session (tenant, login)'],
    leftOut: '登录状态，恢复后须重新登录',
  },
  // Appended to and read, never changed: not even by the application itself.
  {
    name: 'audit',
    rights: 'SELECT, INSERT',
    columns:
      'tenant uuid, at timestamptz, id uuid, login text, address text, what text NOT NULL, result text NOT NULL, PRIMARY KEY (tenant, at, id)',
  },
  // Who acted where, in the order of sealing.
  {
    name: 'trace',
    rights: 'SELECT, INSERT',
    columns: `tenant uuid, index bigint, actor text NOT NULL, unit text NOT NULL, mechanism text NOT NULL, stream uuid NOT NULL, version int NOT NULL, part uuid,
      act text NOT NULL, on_day date NOT NULL, recorded timestamp NOT NULL, handed_to text, urges boolean NOT NULL, rows int, PRIMARY KEY (tenant, index)`,
    indexes: [
      'CREATE INDEX IF NOT EXISTS trace_actor ON house.trace (tenant, actor, index)',
      'CREATE INDEX IF NOT EXISTS trace_handed ON house.trace (tenant, handed_to, index) WHERE handed_to IS NOT NULL',
      'CREATE INDEX IF NOT EXISTS trace_urges ON house.trace (tenant, index) WHERE urges',
    ],
    leftOut: '谁在哪里办理过，由账本得出',
  },
  // Up to which version a person has read a case.
  {
    name: 'read',
    rights: 'SELECT, INSERT, UPDATE',
    columns: 'tenant uuid, login text, stream uuid, version int NOT NULL, PRIMARY KEY (tenant, login, stream)',
  },
  // What a person has arranged for himself: columns, views.
  {
    name: 'setting',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns: 'tenant uuid, login text, name text, value text NOT NULL, PRIMARY KEY (tenant, login, name)',
  },
  // The address of a calendar is known to its owner only: here stands what it hashes to.
  {
    name: 'feed',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns:
      'tenant uuid, login text, token_hash text NOT NULL, created timestamptz NOT NULL, PRIMARY KEY (tenant, login)',
  },
  {
    name: 'address',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns:
      'tenant uuid, login text, address text NOT NULL, digest boolean NOT NULL, last_digest date, PRIMARY KEY (tenant, login)',
  },
  // Letters to be sent and sent. What names a person (recipient, subject, words) is emptied by an erasure.
  {
    name: 'mail',
    rights: 'SELECT, INSERT, UPDATE',
    columns: `tenant uuid, id uuid, key text NOT NULL, channel text NOT NULL, mechanism text, stream uuid, sender text NOT NULL, recipient text NOT NULL, subject text NOT NULL,
      words text NOT NULL, files jsonb NOT NULL, state text NOT NULL, tries int NOT NULL, next_at timestamptz, claimed_until timestamptz, created timestamptz NOT NULL,
      settled timestamptz, answer text, noted boolean NOT NULL, PRIMARY KEY (tenant, id), UNIQUE (tenant, key)`,
    indexes: [
      'CREATE INDEX IF NOT EXISTS mail_stream ON house.mail (tenant, stream)',
      "CREATE INDEX IF NOT EXISTS mail_open ON house.mail (tenant, next_at) WHERE state = 'waiting' OR NOT noted",
    ],
  },
  {
    name: 'law',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns:
      'tenant uuid, name text, edition date, title text NOT NULL, since date NOT NULL, since_from text NOT NULL, about text[] NOT NULL, file text NOT NULL, hash text NOT NULL, articles int NOT NULL, imported timestamptz NOT NULL, PRIMARY KEY (tenant, name, edition)',
  },
  {
    name: 'law_article',
    rights: 'SELECT, INSERT, DELETE',
    columns:
      'tenant uuid, name text, edition date, place int, no text NOT NULL, headings text[] NOT NULL, paragraphs text[] NOT NULL, PRIMARY KEY (tenant, name, edition, place)',
    indexes: ['CREATE INDEX IF NOT EXISTS law_article_no ON house.law_article (tenant, name, edition, no)'],
  },
  // Tables that are being imported or were: how they are read, what was found, and marks of the rows that stand.
  {
    name: 'import',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns: `tenant uuid, id uuid, mechanism text NOT NULL, unit text NOT NULL, person text NOT NULL, entered timestamptz NOT NULL, state text NOT NULL, done int NOT NULL,
      doc json NOT NULL, seen bytea, PRIMARY KEY (tenant, id)`,
    indexes: ['CREATE INDEX IF NOT EXISTS import_of ON house.import (tenant, mechanism, entered)'],
  },
  {
    name: 'import_heading',
    rights: 'SELECT, INSERT, UPDATE, DELETE',
    columns:
      'tenant uuid, unit text, mechanism text, heading text, field text, PRIMARY KEY (tenant, unit, mechanism, heading)',
  },
]
