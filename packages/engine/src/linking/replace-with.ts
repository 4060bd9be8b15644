import type { LocalizedMessage } from '@ishur/contract';
import { advance, businessDayOf } from '@ishur/core';
import type { CaseEvent, CaseState, VatNumber } from '@ishur/core';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { obstacleTo } from '../choosing/obstacle-to.ts';
import { commitAnew } from '../commit-anew.ts';
import type { Attempt } from '../commit-anew.ts';
import { notPossible } from '../persons/not-possible.ts';
import { take, traceOf } from '../persons/person.ts';
import type { InHand, Person } from '../persons/person.ts';
import type { CaseChange, CaseId, CaseSummary } from '../ports/ledger.ts';
import { replacementDifferences } from './replacement-differences.ts';
import type { ReplacementDate } from './replacement-differences.ts';

/**
 * Ties a held invoice whose charge is reversed to its zero-rate document: it is asked for in the invoice's place, under its id,
 * with action 3. Both records change in one commit. Said twice it is done once.
 *
 * @returns where the original stands then.
 * @throws IshurError `engine/not-possible` (`fix-document`): where they stand, or in what the two differ; `engine/no-such-case`.
 */
export async function replaceWith(person: Person, original: CaseId, replacement: CaseId): Promise<CaseSummary> {
  return commitAnew(person.ledger, async () => {
    const [held, zeroRate] = [await take(person, original), await take(person, replacement)];
    return tying(person, held, zeroRate);
  });
}

/**
 * The reverse charge is chosen and its zero-rate document named in one: where that document does not fit, nothing is chosen.
 *
 * @returns where the original stands then.
 * @throws IshurError `engine/not-possible` (`fix-document`): where they stand, or in what the two differ; `engine/no-such-case`.
 */
export async function reverseChargeWith(person: Person, original: CaseId, replacement: CaseId): Promise<CaseSummary> {
  return commitAnew(person.ledger, async () => {
    const [held, zeroRate] = [await take(person, original), await take(person, replacement)];
    const on = businessDayOf(person.clock.now());
    const event: CaseEvent = { kind: 'reverse-charge-chosen', by: person.by, on };
    if (!advance(held.state, event).ok) {
      const isChosen = held.state.standing === 'awaiting-replacement' || isReplaced(held.state);
      if (!isChosen) throw notPossible('choose', original, held.state, obstacleTo(held.state, 'reverse-charge'));
      return tying(person, held, zeroRate);
    }
    const record = apply(held.record, event, traceOf(person));
    return tying(person, { ...held, record, state: record.state ?? held.state }, zeroRate);
  });
}

/** What ties the two, or why they are not to be tied. */
function tying(person: Person, held: InHand, zeroRate: InHand): Attempt<CaseSummary> {
  const [original, replacement] = [held.record.id, zeroRate.record.id];
  if (isTied(held.state, zeroRate.state, original)) return { changes: [], result: summaryOf(held.record) };
  const obstacle = obstacleToTying(held.state, original);
  if (obstacle !== undefined) throw notPossible('replace', original, held.state, obstacle);
  if (original === replacement) throw notPossible('replace-with', replacement, zeroRate.state, ITSELF);
  const { business, replacementDate } = person;
  // In what it differs says more than where it stands: an invoice with VAT was asked for by itself.
  const differences = differencesOf(held.state, zeroRate.state, business.vatNumber, replacementDate);
  if (differences.length > 0) throw notPossible('replace-with', replacement, zeroRate.state, together(differences));
  const tied = tie(held.record, zeroRate.record, traceOf(person));
  if (tied === undefined) throw notPossible('replace-with', replacement, zeroRate.state);
  return { changes: tied.changes, result: summaryOf(tied.original) };
}

const ITSELF: LocalizedMessage = {
  he: 'זו החשבונית המעוכבת עצמה. ציינו את החשבונית בשיעור אפס שהופקה במקומה.',
  en: 'This is the held invoice itself. Name the zero-rate invoice that was issued in its place.',
};

function isTied(original: CaseState, replacement: CaseState, id: CaseId): boolean {
  return isReplaced(original) && replacement.link?.kind === 'original' && replacement.link.case === id;
}

function isReplaced({ standing }: CaseState): boolean {
  return standing === 'replaced' || standing === 'reversed';
}

function obstacleToTying({ standing }: CaseState, id: CaseId): LocalizedMessage | undefined {
  if (standing === 'awaiting-replacement') return undefined;
  if (standing === 'replaced' || standing === 'reversed') return HAS_ANOTHER;
  return {
    he: `קודם יש לבחור בהיפוך חיוב: ishur choose ${id} reverse-charge.`,
    en: `First choose the reverse charge: \`ishur choose ${id} reverse-charge\`.`,
  };
}

const HAS_ANOTHER: LocalizedMessage = {
  he: 'כבר נקשר אליו מסמך אחר בשיעור אפס.',
  en: 'Another zero-rate document is tied to it already.',
};

/** In what the two differ, the original as the authority knows it. */
export function differencesOf(
  original: CaseState,
  replacement: CaseState,
  issuer: VatNumber,
  date?: ReplacementDate,
): readonly LocalizedMessage[] {
  return replacementDifferences(original.ask?.fields ?? original.fields, replacement.fields, issuer, date);
}

/** Both records of one commit; `undefined` where the workflow refuses one of them. Their details are not looked at. */
export function tie(
  original: CaseRecord,
  replacement: CaseRecord,
  trace: { readonly at: Date; readonly by: string },
): { readonly original: CaseRecord; readonly changes: readonly CaseChange[] } | undefined {
  const invoiceId = original.state?.invoiceId;
  if (invoiceId === undefined || replacement.state === undefined) return undefined;
  const link = { kind: 'original', case: original.id } as const;
  const asked: CaseEvent = { kind: 'asked-as', action: 3, invoiceId, link };
  const { reference } = replacement.state.fields;
  const replaced: CaseEvent = { kind: 'replaced-by', case: replacement.id, reference };
  if (!advance(original.state, replaced).ok || !advance(replacement.state, asked).ok) return undefined;
  const records = [apply(original, replaced, trace), apply(replacement, asked, trace)] as const;
  return { original: records[0], changes: records.map((record) => changeOf(record)) };
}

function together(differences: readonly LocalizedMessage[]): LocalizedMessage {
  return {
    he: `החשבונית בשיעור אפס צריכה לשאת אותם פרטים, מלבד מספר המסמך והמע"מ. ${differences.map(({ he }) => he).join(' ')}`,
    en: `The zero-rate invoice has to bear the same details but for its reference and the VAT. ${differences.map(({ en }) => en).join(' ')}`,
  };
}
