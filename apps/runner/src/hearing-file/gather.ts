import { IshurError } from '@ishur/contract';
import type { Fault } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import { due, lawfulChoices } from '@ishur/core';
import type { CaseState, Deadline, LawfulChoice } from '@ishur/core';
import { openCase, redactJournal } from '@ishur/engine';
import type { CaseSummary, JournalEntry, Ledger } from '@ishur/engine';
import type { IssuerConfiguration } from '../configuration/issuer-schema.ts';

/** What a document of the file is to the one that is held. */
export type Role = 'held' | 'original' | 'base' | 'replacement' | 'credit';

export interface FiledDocument {
  readonly role: Role;
  readonly id: string;
  readonly invoiceId: string | undefined;
  readonly standing: CaseSummary['standing'];
  readonly number: string | undefined;
  /** As it was asked for; where nothing was asked, as its source has it. */
  readonly fields: InvoiceFields;
}

/** One time that the authority refused, in its words. */
export interface Reason {
  readonly at: string;
  readonly fault: Fault;
}

/** One line of the journal, with the hash that the ledger keeps for it. */
export interface FiledEntry extends JournalEntry {
  readonly version: number;
  /** SHA-256 in hexadecimal over this entry as it is kept, and the one before. */
  readonly hash: string;
}

/** Everything that a hearing about one document needs, out of the ledger. */
export interface HearingFile {
  readonly tier: string;
  readonly vatNumber: string;
  /** How the business calls itself, as far as the configuration says. */
  readonly issuer: IssuerConfiguration;
  readonly summary: CaseSummary;
  readonly state: CaseState;
  /** The held one first. */
  readonly documents: readonly FiledDocument[];
  readonly reasons: readonly Reason[];
  readonly ways: readonly LawfulChoice[];
  readonly deadlines: readonly Deadline[];
  /** Without what tells who the customer is. */
  readonly journal: readonly FiledEntry[];
}

/**
 * Gathers the file of a document that is or was held.
 *
 * @throws IshurError `cli/never-held` (`fix-document`).
 */
export async function gatherHearingFile(
  ledger: Ledger,
  summary: CaseSummary,
  { vatNumber, issuer = {} }: { readonly vatNumber: string; readonly issuer?: IssuerConfiguration | undefined },
): Promise<HearingFile> {
  const stored = await ledger.load(summary.id);
  const state = stored && openCase(stored, summary.business).state;
  if (stored === undefined || state === undefined) {
    throw new Error(`The ledger lists case ${summary.id} and does not hold it.`);
  }
  const reasons = stored.entries.flatMap(({ at, event }) =>
    event.kind === 'held' ? event.faults.map((fault): Reason => ({ at, fault })) : [],
  );
  if (reasons.length === 0 && state.hearing === undefined) throw neverHeld(summary.id);
  const hashes = await hashesOf(ledger, summary.id);
  const journal = redactJournal(stored.entries).map((entry, index): FiledEntry => {
    return { version: index + 1, ...withoutProcess(entry), hash: hashes[index] ?? '' };
  });
  return {
    tier: ledger.tier,
    vatNumber,
    issuer,
    summary,
    state,
    documents: [filed('held', summary, state), ...(await documentsBeside(ledger, summary, state, stored.entries))],
    reasons,
    ways: lawfulChoices(state),
    deadlines: due(state),
    journal,
  };
}

/** Which machine and process did it is nobody's business at a hearing; what did it is. */
function withoutProcess({ by, event, ...entry }: JournalEntry): JournalEntry {
  const named = 'runner' in event ? { ...event, runner: processName(event.runner) } : event;
  return { ...entry, by: processName(by), event: named };
}

/** «ishur run @machine #1234» without the machine and the process. A person's name stays as it is. */
function processName(by: string): string {
  return by.replace(/^(ishur\b[^@#]*?) *(?:@.*)?#\d+.*$/, '$1');
}

function filed(role: Role, { id, standing, number }: CaseSummary, state: CaseState): FiledDocument {
  const fields = state.numberedFields ?? state.ask?.fields ?? state.fields;
  return { role, id, invoiceId: state.invoiceId, standing, number, fields };
}

/** The documents to which the ledger ties it: by a link of its own, or because they say so themselves. */
async function documentsBeside(
  ledger: Ledger,
  held: CaseSummary,
  state: CaseState,
  entries: readonly JournalEntry[],
): Promise<readonly FiledDocument[]> {
  const linked = new Map<string, Role>();
  if (state.link !== undefined) linked.set(state.link.case, state.link.kind);
  for (const { event } of entries) if (event.kind === 'replaced-by') linked.set(event.case, 'replacement');
  const found: FiledDocument[] = [];
  for await (const summary of ledger.list({ business: held.business })) {
    const role = linked.get(summary.id) ?? (CREDITS.has(summary.documentType) ? 'credit' : undefined);
    if (role === undefined || summary.id === held.id) continue;
    const stored = await ledger.load(summary.id);
    const other = stored && openCase(stored, summary.business).state;
    if (other === undefined || other.standing === 'joined') continue;
    if (role === 'credit' && !credits(other.fields, held)) continue;
    found.push(filed(role, summary, other));
  }
  return found;
}

/** Credit notes. API description 2.0 / 7.2024, table 2.5. */
const CREDITS: ReadonlySet<number> = new Set([330]);

function credits({ related }: InvoiceFields, { reference, documentType }: CaseSummary): boolean {
  return (related ?? []).some(
    (to) =>
      (to.as === 'credited' || to.as === 'cancelled') &&
      to.reference === reference &&
      (to.documentType === undefined || to.documentType === documentType),
  );
}

/** The journals come in the order of their ids, so one is found without reading all. */
async function hashesOf(ledger: Ledger, id: string): Promise<readonly string[]> {
  for await (const journal of ledger.journals()) {
    if (journal.id === id) return journal.rows.map(({ hash }) => hash);
  }
  return [];
}

function neverHeld(id: string): IshurError {
  return new IshurError({
    code: 'cli/never-held',
    remedy: 'fix-document',
    message: {
      he: `המסמך ${id} לא עוכב ברשות המסים, ולכן אין לו תיק שימוע. המסמכים המעוכבים: ishur list --standing held.`,
      en: `Document ${id} was not held by the Tax Authority, so there is no hearing about it. Held documents: ishur list --standing held.`,
    },
  });
}
