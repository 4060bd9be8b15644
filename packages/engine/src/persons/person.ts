import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { CaseEvent, CaseState } from '@ishur/core';
import { advance } from '@ishur/core';
import type { Business, Source } from '../business.ts';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import type { CaseId, CaseSummary, JournalEntry, Ledger } from '../ports/ledger.ts';
import type { ReplacementDate } from '../linking/replacement-differences.ts';
import { notPossible } from './not-possible.ts';
import type { Deed } from './not-possible.ts';

/** Somebody who says or does something to a case, and what that takes. */
export interface Person {
  /** Who it is, as the journal names them. */
  readonly by: string;
  readonly ledger: Ledger;
  readonly clock: { now(): Date };
  readonly business: Pick<Business, 'id' | 'vatNumber'>;
  readonly sources: readonly Pick<Source, 'id' | 'series'>[];
  /** Whether a zero-rate document has to bear the day of the invoice that it stands in for. Default `same`. */
  readonly replacementDate?: ReplacementDate;
}

/** A case in a person's hands. */
export interface InHand {
  readonly record: CaseRecord;
  readonly state: CaseState;
  readonly entries: readonly JournalEntry[];
}

/** What a person's deed comes to: an event, or nothing because it was done before. */
export type Decide = (inHand: InHand) => CaseEvent | undefined;

/** Why the workflow would refuse it, where more is to be said than where the document stands. */
export type WhyNot = (inHand: InHand) => LocalizedMessage | undefined;

/**
 * Does something to a case, once: what was done before is not done again, and what another process does meanwhile is looked at
 * anew.
 *
 * @returns where the case stands then.
 * @throws IshurError `engine/not-possible` (`fix-document`): what stands, and what could be done; `engine/no-such-case`.
 */
export async function act(
  person: Person,
  id: CaseId,
  deed: Deed,
  decide: Decide,
  whyNot: WhyNot = () => undefined,
): Promise<CaseSummary> {
  return commitAnew(person.ledger, async () => {
    const inHand = await take(person, id);
    const event = decide(inHand);
    if (event === undefined) return { changes: [], result: summaryOf(inHand.record) };
    if (!advance(inHand.state, event).ok) throw notPossible(deed, id, inHand.state, whyNot(inHand));
    const record = apply(inHand.record, event, traceOf(person));
    return { changes: [changeOf(record)], result: summaryOf(record) };
  });
}

/** @throws IshurError `engine/no-such-case` (`fix-document`). */
export async function take({ ledger, business }: Person, id: CaseId): Promise<InHand> {
  const stored = id.startsWith(`${business.id}/`) ? await ledger.load(id) : undefined;
  const record = stored && openCase(stored, business.id);
  if (stored === undefined || record?.state === undefined) throw noSuchCase(id, business.id);
  return { record, state: record.state, entries: stored.entries };
}

/** How a person's entry in the journal is signed. */
export function traceOf({ by, clock }: Person): { readonly at: Date; readonly by: string } {
  return { at: clock.now(), by };
}

function noSuchCase(id: CaseId, business: string): IshurError {
  return new IshurError({
    code: 'engine/no-such-case',
    remedy: 'fix-document',
    message: {
      he: `אין בפנקס מסמך ${id} של העסק "${business}". בדקו את השם: ishur list.`,
      en: `The ledger holds no document ${id} of business "${business}". Look for it with \`ishur list\`.`,
    },
  });
}
