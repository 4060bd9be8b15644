import type { LocalizedMessage } from '@ishur/contract';
import type { BusinessDay } from '../business-day.ts';
import { DEFAULT_CALENDAR, addBusinessDays, addDays } from '../calendar/business-calendar.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import type { CaseState, Standing } from './case-state.ts';

/** The periods of a hearing. All of them are one source's reading of the statute, so whoever calls may give others. */
export interface HearingPeriods {
  /** Business days from the notice within which the authority sets a day. VAT Law 5736-1975, s. 47(א2)(3)(ב). */
  readonly hearingWithin: number;
  /** Business days after the hearing without a decision that amount to an approval. VAT Law 5736-1975, s. 47(א2)(3)(ב). */
  readonly decisionWithin: number;
  /** Calendar days to object to a decision. VAT Law 5736-1975, s. 47(א4). */
  readonly objectionWithin: number;
  /** Business days for the answer to an objection; none counts as accepted. VAT Law 5736-1975, s. 47(א4). */
  readonly answerWithin: number;
  readonly calendar: BusinessCalendar;
}

export const DEFAULT_PERIODS: HearingPeriods = {
  hearingWithin: 2,
  decisionWithin: 1,
  objectionWithin: 30,
  answerWithin: 21,
  calendar: DEFAULT_CALENDAR,
};

/** A day by which something happens, or has to be done, and what it means when it passes. */
export interface Deadline {
  readonly code: 'hearing-day' | 'hearing-decision' | 'objection' | 'objection-answer';
  readonly day: BusinessDay;
  /** Who has until then: we, or the authority. */
  readonly whose: 'ours' | 'authority';
  readonly message: LocalizedMessage;
  readonly source: string;
}

/** The legal clock of a case: what is due, the earliest first. Pure: the days are in the state. */
export function due(state: CaseState, periods: HearingPeriods = DEFAULT_PERIODS): readonly Deadline[] {
  const { hearing } = state;
  if (hearing === undefined || state.number !== undefined || OVER.has(state.standing)) return [];
  const { calendar } = periods;
  if (hearing.outcome === undefined && hearing.day === undefined) {
    return [deadline('hearing-day', addBusinessDays(hearing.registeredOn, periods.hearingWithin, calendar))];
  }
  if (hearing.outcome === undefined && hearing.day !== undefined) {
    return [deadline('hearing-decision', addBusinessDays(hearing.day, periods.decisionWithin, calendar))];
  }
  if (hearing.outcome !== 'lost' || hearing.decidedOn === undefined) return [];
  if (hearing.objectionEndedOn !== undefined) return [];
  if (hearing.objectedOn === undefined)
    return [deadline('objection', addDays(hearing.decidedOn, periods.objectionWithin))];
  return [deadline('objection-answer', addBusinessDays(hearing.objectedOn, periods.answerWithin, calendar))];
}

/** Nothing is left to decide of a document that is cancelled, or gives way to another one. API description 2.0 / 7.2024, section 2.2.2. */
const OVER: ReadonlySet<Standing> = new Set(['cancelled', 'closed', 'awaiting-replacement', 'replaced', 'reversed']);

function deadline(code: Deadline['code'], day: BusinessDay): Deadline {
  return { code, day, ...DEADLINES[code] };
}

/** What each deadline is. */
export const DEADLINES: Readonly<Record<Deadline['code'], Omit<Deadline, 'code' | 'day'>>> = {
  'hearing-day': {
    whose: 'authority',
    message: {
      he: 'עד יום זה על רשות המסים לקבוע מועד לשימוע. אם לא נקבע, פנו אליה.',
      en: 'By this day the Tax Authority has to set a day for the hearing. If it does not, turn to it.',
    },
    source: 'VAT Law 5736-1975, s. 47(א2)(3)(ב)',
  },
  'hearing-decision': {
    whose: 'authority',
    message: {
      he: 'אם עד יום זה לא ניתנה החלטה, הדבר נחשב כאישור: רשמו שהשימוע התקבל והמספר יתבקש שוב.',
      en: 'If no decision was given by this day, that counts as an approval: say that the hearing was won, and the number is asked for again.',
    },
    source: 'VAT Law 5736-1975, s. 47(א2)(3)(ב)',
  },
  objection: {
    whose: 'ours',
    message: {
      he: 'זה היום האחרון להגיש השגה על ההחלטה.',
      en: 'This is the last day to object to the decision.',
    },
    source: 'VAT Law 5736-1975, s. 47(א4)',
  },
  'objection-answer': {
    whose: 'authority',
    message: {
      he: 'אם עד יום זה לא ניתנה תשובה להשגה, היא נחשבת כמתקבלת: רשמו שהשימוע התקבל.',
      en: 'If the objection was not answered by this day, it counts as accepted: say that the hearing was won.',
    },
    source: 'VAT Law 5736-1975, s. 47(א4)',
  },
};
