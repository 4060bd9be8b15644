export type {
  CaseChange,
  CaseId,
  CaseQuery,
  CaseSummary,
  FrozenBytes,
  JournalEntry,
  Ledger,
  PlaceSummary,
  SourceReading,
  StoredCase,
} from './ledger.ts';
export type { Sealer } from './sealer.ts';
export type { ConnectionStatus, Vault } from './vault.ts';
