import type { Ledger } from '../ports/ledger.ts';
import { compareIds } from './entry-hash.ts';
import { finding } from './finding.ts';
import type { AuditFinding } from './finding.ts';
import { headOf, headsDigest } from './heads.ts';
import type { Head, Totals } from './heads.ts';
import { verifyCase } from './verify-case.ts';

/** What a ledger is verified for. */
export interface Verification {
  readonly ledger: Pick<Ledger, 'tier' | 'journals'>;
  /** The heads of an earlier export, in its order: `readExport`. */
  readonly against?: AsyncIterable<Head>;
  /** Told every finding as it comes: there may be as many as there are entries. */
  readonly found: (finding: AuditFinding) => void;
}

/**
 * Computes everything again from what is stored: every hash, every state, every line by which a case is found; and, with an
 * earlier export, that nothing of it was cut off or rewritten. One case at a time is in memory.
 *
 * @returns how much there is, and the digest over it: the one that an export of now would end with.
 * @throws IshurError of the ledger; `audit/not-an-export`, and then nothing that was found against it holds.
 */
export async function verifyLedger({ ledger, against, found }: Verification): Promise<Totals> {
  const digest = headsDigest(ledger.tier);
  const exported = against?.[Symbol.asyncIterator]();
  const next = async (): Promise<Head | undefined> => {
    const step = await exported?.next();
    return step === undefined || step.done === true ? undefined : step.value;
  };
  let known = await next();
  let last: string | undefined;
  for await (const journal of ledger.journals()) {
    for (const each of verifyCase(ledger.tier, journal)) found(each);
    const head = headOf(journal);
    if (head === undefined) continue;
    if (last !== undefined && compareIds(last, journal.id) >= 0) {
      found(finding('audit/out-of-order', { case: journal.id }, `after ${last}`, 'before it'));
      continue;
    }
    last = journal.id;
    digest.add(head);
    for (; known !== undefined && compareIds(known.case, journal.id) < 0; known = await next()) found(vanished(known));
    if (known === undefined || known.case !== journal.id) continue;
    const { version } = known;
    const then = journal.rows.find((row) => row.version === version);
    if (head.version < version) {
      found(finding('audit/tail-cut', { case: journal.id }, `${version} entries`, `${head.version}`));
    } else if (then !== undefined && then.hash !== known.head) {
      found(finding('audit/rewritten', { case: journal.id, entry: version }, known.head, then.hash));
    }
    known = await next();
  }
  for (; known !== undefined; known = await next()) found(vanished(known));
  return digest.end();
}

function vanished({ case: id, version }: Head): AuditFinding {
  return finding('audit/case-vanished', { case: id }, `${version} entries`, 'none');
}
