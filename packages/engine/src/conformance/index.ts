export { LEDGER_TESTS } from './ledger-tests.ts';
export type { LedgerTest, LedgerWorld } from './ledger-tests.ts';
export { openMemoryLedger } from './memory-ledger.ts';
export type { MemoryStorage } from './memory-ledger.ts';
