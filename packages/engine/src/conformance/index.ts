export { LEDGER_TESTS } from './ledger-tests.ts';
export type { LedgerTest, LedgerWorld } from './ledger-tests.ts';
export { openMemoryLedger } from './memory-ledger.ts';
export type { MemoryStorage } from './memory-ledger.ts';
export { openMemoryVault } from './memory-vault.ts';
export type { VaultStorage } from './memory-vault.ts';
export type { VaultProcess, VaultWorld } from './vault-stage.ts';
export { VAULT_TESTS } from './vault-tests.ts';
export type { VaultTest } from './vault-tests.ts';
