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
