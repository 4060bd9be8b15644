export { openSqliteLedger } from './open-ledger.ts';
export type { SqliteLedgerOptions } from './open-ledger.ts';
