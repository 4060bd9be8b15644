export { ledgerVersion, openSqliteLedger } from './open-ledger.ts';
export type { LedgerVersion, SqliteLedgerOptions } from './open-ledger.ts';
export { openSqliteVault } from './vault/open-vault.ts';
export type { SqliteVaultOptions } from './vault/open-vault.ts';
