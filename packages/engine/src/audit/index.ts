export { NO_ENTRY, compareIds, entryHash } from './entry-hash.ts';
export type { HashedEntry } from './entry-hash.ts';
export type { AuditFinding, FindingCode } from './finding.ts';
export { exportHeads } from './heads.ts';
export type { ExportLine, ExportStart, Head, Totals } from './heads.ts';
export { readExport } from './read-export.ts';
export { redactEntry, redactJournal } from './redact.ts';
export { verifyLedger } from './verify-ledger.ts';
export type { Verification } from './verify-ledger.ts';
