import type { LocalizedMessage } from '@ishur/contract';
import type { CaseState } from '@ishur/core';
import { changesSince } from './changes.ts';

/** Why a document waits: what is wrong with it, what failed, or what changed since its number came. */
export function whyItWaits(state: CaseState): readonly LocalizedMessage[] {
  const words = [
    ...(isOver(state) ? [] : state.faults.map(({ message }) => message)),
    ...(state.standing === 'hearing-won' ? [NOT_REGISTERED] : []),
    ...(state.cause === undefined ? [] : [state.cause.message]),
  ];
  for (const { delivery } of state.places) {
    if (delivery.kind === 'conflict') words.push(anotherNumber(delivery.existingNumber ?? ''));
    if (delivery.kind === 'stale' && state.standing !== 'diverged') words.push(STALE);
  }
  if (state.standing !== 'diverged' || state.ask === undefined) return words;
  return [...words, ...changesSince(state.ask.fields, state.fields)];
}

/** A way was chosen: why the document was held before is no news. */
function isOver({ standing }: CaseState): boolean {
  return WAY_CHOSEN.has(standing);
}

const WAY_CHOSEN: ReadonlySet<CaseState['standing']> = new Set([
  'awaiting-replacement',
  'replaced',
  'reversed',
  'hearing',
  'hearing-won',
  'continued',
  'cancelled',
]);

const NOT_REGISTERED: LocalizedMessage = {
  he: 'ההחלטה טרם נרשמה ברשות המסים. אין פירוש הדבר שהשימוע נדחה: המספר יתבקש שוב בכל הרצה.',
  en: 'The Tax Authority has not registered its decision yet. That does not mean that the hearing was lost: every run asks for the number again.',
};

const STALE: LocalizedMessage = {
  he: 'השורה במקור השתנתה מאז שהתבקש המספר, ולכן הוא לא נרשם בה.',
  en: 'The row changed in the source since its number was asked for, so the number was not written there.',
};

function anotherNumber(existing: string): LocalizedMessage {
  return {
    he: `במקור כבר כתוב מספר אחר (${existing}), ולכן דבר לא נכתב. בדקו מי מהם נכון.`,
    en: `Another number (${existing}) stands in the source, so nothing was written. Check which of the two is right.`,
  };
}
