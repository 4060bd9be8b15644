/** «ISHV»: the file is a vault, and not the ledger, whose id is «ISHR». */
export const APPLICATION_ID = 0x49_53_48_56;

/** The versions of the vault's schema, oldest first. A version is never edited once it was released: the next one is added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE connections (
    tier TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    revision TEXT NOT NULL,
    pair_id TEXT NOT NULL,
    access_token TEXT NOT NULL,
    access_expires_at TEXT NOT NULL,
    refresh_token TEXT NOT NULL,
    refresh_expires_at TEXT,
    scope TEXT,
    logged_in_at TEXT NOT NULL,
    renewed_at TEXT NOT NULL,
    renewing_by TEXT,
    renewing_since TEXT,
    login_needed TEXT,
    PRIMARY KEY (tier, vat_number)
  ) STRICT, WITHOUT ROWID;
  `,
];
