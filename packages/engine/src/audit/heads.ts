import { createHash } from 'node:crypto';
import type { CaseId, Ledger, StoredJournal } from '../ports/ledger.ts';
import { netstrings } from './entry-hash.ts';

/** The last entry of a case: its hash stands for the whole journal of the case. */
export interface Head {
  readonly case: CaseId;
  readonly version: number;
  readonly head: string;
}

/** The head of a case as it is stored; `undefined` where no entry is left of it. */
export function headOf({ id, rows }: StoredJournal): Head | undefined {
  const last = rows.at(-1);
  return last === undefined ? undefined : { case: id, version: last.version, head: last.hash };
}

/** One number for all heads of a tier, in the order of the ids' UTF-8 bytes. */
export interface HeadsDigest {
  add(head: Head): void;
  /** SHA-256 in hexadecimal. Ends it. */
  end(): Totals;
}

export interface Totals {
  readonly cases: number;
  readonly entries: number;
  readonly digest: string;
}

/** SHA-256 over netstrings: `ishur-heads-1`, the tier, then case, version and head of each. */
export function headsDigest(tier: string): HeadsDigest {
  const sum = createHash('sha256').update(netstrings('ishur-heads-1', tier));
  let cases = 0;
  let entries = 0;
  return {
    add({ case: id, version, head }) {
      cases += 1;
      entries += version;
      sum.update(netstrings(id, String(version), head));
    },
    end: () => ({ cases, entries, digest: sum.digest('hex') }),
  };
}

/** The first line of an export. */
export interface ExportStart {
  readonly format: 'ishur-audit-1';
  readonly tier: string;
}

/** A line of an export: one JSON object each. */
export type ExportLine = ExportStart | Head | Totals;

/**
 * The heads of all cases of a ledger, and last the one digest over them: what is printed or sent away, so that nobody can
 * take something out of the ledger or rewrite it afterwards. Heads as they are stored: verify first.
 */
export async function* exportHeads(ledger: Pick<Ledger, 'tier' | 'journals'>): AsyncGenerator<ExportLine> {
  yield { format: 'ishur-audit-1', tier: ledger.tier };
  const digest = headsDigest(ledger.tier);
  for await (const journal of ledger.journals()) {
    const head = headOf(journal);
    if (head === undefined) continue;
    digest.add(head);
    yield head;
  }
  yield digest.end();
}
