import { IshurError } from '@ishur/contract';
import type { Standing } from '@ishur/core';
import { isSameAllocationNumber, parseAllocationNumber } from '@ishur/core';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { act } from './person.ts';
import type { Person } from './person.ts';

/** Standings in which a case goes on by itself: taking it up once more changes nothing. */
const GOES_ON: ReadonlySet<Standing> = new Set(['queued', 'unconfirmed', 'asking', 'choosing']);

/**
 * `ishur resume`: takes up what is parked (its ask or its delivery), rejected for a reason outside of the document, or won in a
 * hearing that was not registered. Its tries are counted from the start.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function resume(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(person, id, 'resume', ({ state }) =>
    GOES_ON.has(state.standing) && !state.places.some(({ delivery }) => delivery.kind === 'parked')
      ? undefined
      : { kind: 'resumed', by: person.by },
  );
}

/**
 * `ishur enter`: a number that was obtained outside of us; in a conflict, that the number which we hold is the right one.
 *
 * @param evidence what proves it: a letter, a printout, a name.
 * @throws IshurError `engine/no-number` where the text is none, `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function enter(person: Person, id: CaseId, text: string, evidence: string): Promise<CaseSummary> {
  const number = parseAllocationNumber(text);
  // The whole number, or its last nine digits, which is what is printed.
  if (number === undefined || number.length < 9) return Promise.reject(noNumber(text));
  return act(person, id, 'enter', ({ state }) => {
    const isKnown = state.number !== undefined && isSameAllocationNumber(state.number, number);
    if (isKnown && state.standing !== 'conflict') return undefined;
    return { kind: 'entered', number, by: person.by, evidence };
  });
}

/**
 * `ishur enter --not-issued`: it is known outside of us that the unconfirmed ask brought no number. It is asked for anew, with
 * the document as it stands now.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function notIssued(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(person, id, 'not-issued', ({ state, entries }) => {
    const said = entries.findLastIndex(({ event }) => event.kind === 'not-issued');
    const sent = entries.findLastIndex(({ event }) => event.kind === 'unconfirmed' || event.kind === 'lapsed');
    const wasSaid = said > sent && state.number === undefined;
    return wasSaid ? undefined : { kind: 'not-issued', by: person.by };
  });
}

/** @returns the error of a text that is no allocation number. */
export function noNumber(text: string): IshurError {
  return new IshurError({
    code: 'engine/no-number',
    remedy: 'fix-document',
    message: {
      he: `"${text.slice(0, 40)}" אינו מספר הקצאה. הזינו את הספרות בלבד, כפי שהתקבלו מרשות המסים (9 עד 30 ספרות).`,
      en: `"${text.slice(0, 40)}" is no allocation number. Enter the digits alone, as the Tax Authority gave them (9 to 30 digits).`,
    },
  });
}
