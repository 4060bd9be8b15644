import { IshurError } from '@ishur/contract';
import type { AllocationNumber } from '@ishur/core';
import { advance, isSameAllocationNumber, parseAllocationNumber } from '@ishur/core';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import type { CaseId, CaseSummary, JournalEntry, Ledger } from '../ports/ledger.ts';
import { noNumber } from './deeds.ts';
import { notPossible } from './not-possible.ts';
import { act, take, traceOf } from './person.ts';
import type { Person } from './person.ts';

/** What an emergency number is entered with. */
export interface Emergency {
  /** What proves it: where the stock came from. */
  readonly evidence: string;
  /**
   * Failed tries of this document that the journal must hold. Five at least: model document 1.0 of the authority's service,
   * edition 8.2023, chapter 4.
   */
  readonly afterFailures: number;
}

/**
 * `ishur enter --emergency`: a number of the stock that the authority gave out for failures of its own systems. Taken only after
 * the document failed often enough, and no number twice in the whole ledger; it is to be reported afterwards.
 *
 * @throws IshurError `engine/emergency-too-early`, `engine/emergency-number-used`, `engine/no-number`, `engine/not-possible`,
 * `engine/no-such-case` (`fix-document`).
 */
export async function enterEmergency(
  person: Person,
  id: CaseId,
  text: string,
  { evidence, afterFailures }: Emergency,
): Promise<CaseSummary> {
  const number = parseAllocationNumber(text);
  if (number === undefined || number.length < 9) throw noNumber(text);
  return commitAnew(person.ledger, async () => {
    const { record, state, entries } = await take(person, id);
    if (state.number !== undefined && isSameAllocationNumber(state.number, number)) {
      return { changes: [], result: summaryOf(record) };
    }
    const event = { kind: 'entered', number, by: person.by, evidence, emergency: true } as const;
    if (state.number !== undefined || !advance(state, event).ok) throw notPossible('enter', id, state);
    const failures = failuresOf(entries);
    if (failures < afterFailures) throw tooEarly(id, failures, afterFailures);
    const holder = await holderOfNumber(person.ledger, number, id);
    if (holder !== undefined) throw used(number, holder);
    const entered = apply(record, event, traceOf(person));
    // Somebody else may take the same number in this very moment: the ledger lets one of them in, and the other looks again.
    return { changes: [{ ...changeOf(entered), isNumberSole: true }], result: summaryOf(entered) };
  });
}

/**
 * `ishur enter --reported`: the authority was told of the document that bears an emergency number.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function emergencyReported(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(person, id, 'emergency-reported', ({ state, entries }) =>
    !state.isToBeReported && entries.some(({ event }) => event.kind === 'emergency-reported')
      ? undefined
      : { kind: 'emergency-reported', by: person.by },
  );
}

/**
 * Tries of a document that failed at the authority for technical reasons: it turned them away for now, or was reached and gave no
 * readable answer. The stock is for failures of the authority's systems, and not of local communication (its FAQ on Israel
 * Invoices, 2026), so what never got there does not count, whatever the reason.
 */
function failuresOf(entries: readonly JournalEntry[]): number {
  return entries.filter(({ event }) => {
    if (event.kind === 'not-sent') return event.cause.code === 'transport/too-many-requests';
    return event.kind === 'unconfirmed' && event.cause.code !== 'transport/aborted';
  }).length;
}

/** A person does this by hand, seldom, and waits: everything is looked at. */
async function holderOfNumber(ledger: Ledger, number: AllocationNumber, except: CaseId): Promise<CaseId | undefined> {
  for await (const { id, number: held } of ledger.list({})) {
    if (id === except || held === undefined) continue;
    const known = parseAllocationNumber(held);
    if (known !== undefined && isSameAllocationNumber(known, number)) return id;
  }
  return undefined;
}

function tooEarly(id: CaseId, failures: number, needed: number): IshurError {
  return new IshurError({
    code: 'engine/emergency-too-early',
    remedy: 'fix-document',
    message: {
      he: `מספר חירום נרשם רק אחרי ${needed} ניסיונות שנכשלו מסיבה טכנית ונרשמו ביומן, ולמסמך ${id} נרשמו ${failures}. הריצו שוב ishur run, או המתינו.`,
      en: `An emergency number is taken only after ${needed} logged tries that failed for technical reasons, and document ${id} has ${failures}. Run \`ishur run\` again, or wait.`,
    },
  });
}

function used(number: string, holder: CaseId): IshurError {
  return new IshurError({
    code: 'engine/emergency-number-used',
    remedy: 'fix-document',
    message: {
      he: `המספר ${number} כבר רשום למסמך ${holder}. מספר חירום משמש פעם אחת בלבד; הזינו מספר אחר מהמלאי.`,
      en: `The number ${number} belongs to document ${holder} already. An emergency number is used once only; enter another one of the stock.`,
    },
  });
}
