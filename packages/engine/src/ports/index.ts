export { fitsQuery } from './fits-query.ts';
export { ledgerDamaged } from './ledger-damaged.ts';
export type {
  CaseChange,
  CaseId,
  CaseQuery,
  CaseSummary,
  FrozenBytes,
  JournalEntry,
  JournalRow,
  Ledger,
  PlaceSummary,
  SourceReading,
  StoredCase,
  StoredJournal,
  StoredProjection,
} from './ledger.ts';
export type { Sealer } from './sealer.ts';
export type { ConnectionStatus, Vault } from './vault.ts';
