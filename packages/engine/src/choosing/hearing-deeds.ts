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
      if (isSaid(state, outcome)) return undefined;
      const why = tooEarlyFor(state, outcome, day);
      if (why !== undefined) throw notPossible('hear', id, state, why);
      return event;
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
      const { objectedOn, objectionEndedOn, decidedOn } = state.hearing ?? {};
      const isKnown = objectedOn !== undefined && objectionEndedOn === undefined;
      if (!isKnown && decidedOn !== undefined && day < decidedOn) {
        throw notPossible('hear', id, state, beforeDecision(day, decidedOn));
      }
      return isKnown ? undefined : { kind: 'objected', by: person.by, on: day };
    },
    ({ state }) => (state.hearing?.outcome === 'lost' ? undefined : ONLY_LOST),
  );
}

/**
 * `ishur hearing DOC --withdraw`: the last word on the hearing was a mistake: how it ended, that an objection was filed, or
 * how that ended. Nothing was told to the authority by it. Said twice, it takes the word before back.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export function hearingWordWithdrawn(person: Person, id: CaseId): Promise<CaseSummary> {
  return act(
    person,
    id,
    'hear-back',
    () => ({ kind: 'hearing-word-withdrawn', by: person.by }),
    ({ state: { standing, hearing, choice } }) => {
      if (hearing === undefined) return NONE_ASKED;
      const isLost = hearing.outcome === 'lost' || hearing.outcome === 'given-up';
      if (!isLost) return hearing.outcome === undefined ? NOTHING_SAID : WON;
      return standing === 'held' || (standing === 'continued' && choice?.choice === 'hearing') ? undefined : FOLLOWED;
    },
  );
}

/** A hearing that has not been held was not lost, and what was filed later is not answered earlier. */
function tooEarlyFor({ hearing }: CaseState, outcome: HearingOutcome, on: BusinessDay): LocalizedMessage | undefined {
  if (hearing?.objectedOn !== undefined) {
    return on < hearing.objectedOn ? beforeObjection(on, hearing.objectedOn) : undefined;
  }
  // The authority may allow an invoice, and whoever asked may give the hearing up, at any time.
  if (outcome !== 'lost' || hearing?.day === undefined || on >= hearing.day) return undefined;
  return beforeHearing(on, hearing.day);
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

const NOTHING_SAID: LocalizedMessage = {
  he: 'טרם נרשמה תוצאה לשימוע. מועד שגוי מתקנים ברישום המועד הנכון: ishur hearing DOC dated יום.',
  en: 'Nothing was said of how it ended. A day that is wrong is mended by the right one: `ishur hearing DOC dated DAY`.',
};

const WON: LocalizedMessage = {
  he: 'נרשם שהשימוע התקבל, והמספר כבר התבקש. אם אין הדבר כך, ואחרי שהחשבונית תעוכב שוב, רשמו ishur hearing DOC lost.',
  en: 'It is said to be won, and the number was asked for. If it is not, and once the invoice is held again, say `ishur hearing DOC lost`.',
};

const FOLLOWED: LocalizedMessage = {
  he: 'מאז נבחרה דרך אחרת, ולכן השימוע אינו פתוח עוד.',
  en: 'Another way was taken since, so its hearing is not open any more.',
};

const ONLY_LOST: LocalizedMessage = {
  he: 'השגה מוגשת על שימוע שנדחה, ולא נרשמה לו דחייה.',
  en: 'An objection is filed against a hearing that was lost, and none is said to be.',
};

function tooEarly(day: BusinessDay, registered: BusinessDay): LocalizedMessage {
  return {
    he: `היום ${inHebrew(day)} הוא לפני שהתבקש השימוע (${inHebrew(registered)}).`,
    en: `${day} is before the hearing was asked for (${registered}).`,
  };
}

function notYet(day: BusinessDay): LocalizedMessage {
  return { he: `היום ${inHebrew(day)} עוד לא הגיע.`, en: `${day} has not come yet.` };
}

function beforeHearing(day: BusinessDay, set: BusinessDay): LocalizedMessage {
  return {
    he: `השימוע נקבע ליום ${inHebrew(set)}, והיום ${inHebrew(day)} לפניו. אם המועד הוקדם, רשמו קודם: ishur hearing DOC dated יום. אם ויתרתם על השימוע: given-up.`,
    en: `The hearing is set for ${set}, and ${day} is before it. If it was brought forward, say so first: \`ishur hearing DOC dated DAY\`. If it was given up: given-up.`,
  };
}

function beforeDecision(day: BusinessDay, decided: BusinessDay): LocalizedMessage {
  return {
    he: `היום ${inHebrew(day)} הוא לפני ההחלטה בשימוע (${inHebrew(decided)}).`,
    en: `${day} is before the decision of the hearing (${decided}).`,
  };
}

function beforeObjection(day: BusinessDay, filed: BusinessDay): LocalizedMessage {
  return {
    he: `היום ${inHebrew(day)} הוא לפני שהוגשה ההשגה (${inHebrew(filed)}).`,
    en: `${day} is before the objection was filed (${filed}).`,
  };
}

/** 31/07/2026, as it is written in Israel. */
function inHebrew(day: BusinessDay): string {
  return day.split('-').toReversed().join('/');
}
