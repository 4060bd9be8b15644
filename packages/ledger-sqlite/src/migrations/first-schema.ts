/** Version 1: a journal without a chain, and the bytes of open asks in clear. Never released; kept because files of it exist. */
export const FIRST_SCHEMA = `
CREATE TABLE journal (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  tier TEXT NOT NULL,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  event TEXT NOT NULL,
  UNIQUE (tier, case_id, version)
) STRICT;

CREATE TABLE cases (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  tier TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  business TEXT NOT NULL,
  invoice_id TEXT,
  standing TEXT NOT NULL,
  summary TEXT NOT NULL,
  UNIQUE (tier, id),
  UNIQUE (tier, invoice_id)
) STRICT;
CREATE INDEX cases_by_standing ON cases (tier, business, standing);

CREATE TABLE places (
  tier TEXT NOT NULL,
  business TEXT NOT NULL,
  source TEXT NOT NULL,
  ref TEXT NOT NULL,
  delivery TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (tier, business, source, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_case ON places (tier, case_id);
CREATE INDEX places_by_delivery ON places (tier, business, source, delivery);

CREATE TABLE frozen (
  tier TEXT NOT NULL,
  case_id TEXT NOT NULL,
  ask INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tier, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
  tier TEXT NOT NULL,
  business TEXT NOT NULL,
  source TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  cursor TEXT,
  unreadable TEXT NOT NULL,
  unreadable_beyond INTEGER NOT NULL,
  PRIMARY KEY (tier, business, source)
) STRICT, WITHOUT ROWID;
`;
