import { rawField } from './record-fields.ts';
import { KEY_TO } from './scan-records.ts';
import type { ScannedRecord } from './scan-records.ts';

/** What joins D110 lines to the C100 header that is asked about. */
export interface HeaderKey {
  /** False for types that have no D110 lines, and for a record that is too short to say what it is. */
  readonly mayHaveLines: boolean;
  /** Of type and number (`keyHash`). */
  readonly hash: number;
  /** The keys of its lines, the more exact one first. */
  keys(): readonly string[];
  /** Whether a record of the same scan, after this header and before the next, is one of its lines. */
  owns(line: ScannedRecord): boolean;
}

/** Receipts have D120 records alone (section 4.5). */
const WITHOUT_LINES: ReadonlySet<string> = new Set(['400', '405', '410', '420']);

export function keyOfHeader(header: ScannedRecord, hasBranches: boolean): HeaderKey {
  const raw = header.rawKey();
  const mayHaveLines = header.length >= KEY_TO && !WITHOUT_LINES.has(raw.slice(0, 3));
  const branch = hasBranches ? rawField(header.text(), 1231).trim() : '';
  const keys = (): readonly string[] => {
    const key = normalised(raw);
    return branch === '' ? [key] : [withBranch(key, branch), key];
  };
  const hash = header.keyHash();
  header.markKey();
  return {
    hash,
    mayHaveLines,
    keys,
    owns: (line) =>
      mayHaveLines &&
      ((!hasBranches && line.hasMarkedKey()) ||
        (line.keyHash() === hash && keys().includes(keyOfLine(line, hasBranches)))),
  };
}

/** Where document numbers repeat from branch to branch (1034), the branch (1270) is part of the key if the line names it. */
export function keyOfLine(line: ScannedRecord, hasBranches: boolean): string {
  const key = normalised(line.rawKey());
  const branch = hasBranches ? rawField(line.text(), 1270).trim() : '';
  return branch === '' ? key : withBranch(key, branch);
}

/** The number is the same text in every record (section 2.4), but not always at the same side of its field. */
function normalised(raw: string): string {
  return `${raw.slice(0, 3)}:${raw.slice(3).trim()}`;
}

function withBranch(key: string, branch: string): string {
  return `${key}@${branch}`;
}
