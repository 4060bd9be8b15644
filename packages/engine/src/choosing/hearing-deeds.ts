import type { LocalizedMessage } from '@ishur/contract';
import { businessDayOf } from '@ishur/core';
import type { BusinessDay, CaseState } from '@ishur/core';
import { notPossible } from '../persons/not-possible.ts';
import { act } from '../persons/person.ts';
import type { Person } from '../persons/person.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';

/** How a hearing ended, or the objection to its decision. */
export type HearingOutcome = 'won' | 'lost' | 'given-up';

/**
 * `ishur hearing DOC dated DAY`: the day that was set for the hearing. Told again, it moves.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function hearingDated(person: Person, id: CaseId, day: BusinessDay): Promise<CaseSummary> {
  return act(
    person,
    id,
    'hear',
    ({ state }) => {
      const { hearing } = state;
      if (hearing !== undefined && day < hearing.registeredOn) {
        throw notPossible('hear', id, state, tooEarly(day, hearing.registeredOn));
      }
      const isKnown = state.standing === 'hearing' && hearing?.day === day;
      return isKnown ? undefined : { kind: 'hearing-dated', day, by: person.by };
    },
    whyNot,
  );
}

/**
 * `ishur hearing DOC won | lost | given-up`: the word on a hearing, or on the objection to it. After a win the document is asked
 * for again under the same id (API description 2.0 / 7.2024, section 2.2.2, fourth alternative).
 *
 * @param on the day of the word. Default: today.
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function hearingDecided(
  person: Person,
  id: CaseId,
  outcome: HearingOutcome,
  on?: BusinessDay,
): Promise<CaseSummary> {
  return act(
    person,
    id,
    'hear',
    ({ state }) => {
      const day = dayOf(person, id, state, on);
      const event = { kind: 'hearing-decided', outcome, by: person.by, on: day } as const;
      return isSaid(state, outcome) ? undefined : event;
    },
    whyNot,
  );
}

/**
 * `ishur hearing DOC objected`: an objection to the decision was filed. VAT Law 5736-1975, s. 47(א4).
 *
 * @param on the day on which it was filed. Default: today.
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function objected(person: Person, id: CaseId, on?: BusinessDay): Promise<CaseSummary> {
  return act(
    person,
    id,
    'hear',
    ({ state }) => {
      const day = dayOf(person, id, state, on);
      const isKnown = state.hearing?.objectedOn !== undefined && state.hearing.objectionEndedOn === undefined;
      return isKnown ? undefined : { kind: 'objected', by: person.by, on: day };
    },
    ({ state }) => (state.hearing?.outcome === 'lost' ? undefined : ONLY_LOST),
  );
}

/** Days that are over, and not before the hearing was asked for. */
function dayOf({ clock }: Person, id: CaseId, state: CaseState, on: BusinessDay | undefined): BusinessDay {
  const today = businessDayOf(clock.now());
  const day = on ?? today;
  const first = state.hearing?.registeredOn;
  if (first !== undefined && day < first) throw notPossible('hear', id, state, tooEarly(day, first));
  if (day > today) throw notPossible('hear', id, state, notYet(day));
  return day;
}

/** What was said before is not said again: an outcome that stands, and no objection that is open. */
function isSaid({ hearing, standing }: CaseState, outcome: HearingOutcome): boolean {
  if (hearing === undefined || hearing.outcome !== outcome || standing === 'hearing') return false;
  return hearing.objectedOn === undefined || hearing.objectionEndedOn !== undefined || outcome === 'won';
}

function whyNot({ state }: { readonly state: CaseState }): LocalizedMessage | undefined {
  if (state.hearing === undefined) return NONE_ASKED;
  return state.hearing.outcome === undefined ? undefined : OVER;
}

const NONE_ASKED: LocalizedMessage = {
  he: 'לא נרשמה לו בקשה לשימוע. אם היא הוגשה בשירותי רשות המסים, רשמו אותה קודם: ishur choose DOC hearing --settled.',
  en: 'No hearing was asked for. If it was, through the Tax Authority’s own services, say so first: `ishur choose DOC hearing --settled`.',
};

const OVER: LocalizedMessage = {
  he: 'השימוע שלו כבר הסתיים.',
  en: 'Its hearing is over already.',
};

const ONLY_LOST: LocalizedMessage = {
  he: 'השגה מוגשת על שימוע שנדחה, ולא נרשמה לו דחייה.',
  en: 'An objection is filed against a hearing that was lost, and none is said to be.',
};

function tooEarly(day: BusinessDay, registered: BusinessDay): LocalizedMessage {
  return {
    he: `היום ${day} הוא לפני שהתבקש השימוע (${registered}).`,
    en: `${day} is before the hearing was asked for (${registered}).`,
  };
}

function notYet(day: BusinessDay): LocalizedMessage {
  return { he: `היום ${day} עוד לא הגיע.`, en: `${day} has not come yet.` };
}
