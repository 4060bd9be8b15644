import type { LocalizedMessage } from '@ishur/contract';
import { parseBusinessDay } from '../business-day.ts';
import type { BusinessDay } from '../business-day.ts';
import { addDays } from '../calendar/business-calendar.ts';
import type { AttentionCode, AttentionPlace, AttentionStage } from './attention-code.ts';
import type { AttentionStep, Urgency } from './attention-text.ts';
import { ATTENTIONS } from './attention-texts.ts';
import type { CaseState, Choice } from './case-state.ts';
import { DEFAULT_PERIODS, due } from './due.ts';
import type { Deadline, HearingPeriods } from './due.ts';
import { lawfulChoices } from './lawful-choices.ts';
import { mattersOf } from './matters.ts';
import type { Matter } from './matters.ts';
import { isOutWithoutNumber } from './settlement.ts';
import { WAYS_OUT } from './ways-out.ts';

/** One thing that waits for a person: what happened, what it means for the books, and what to do by when. */
export interface Attention {
  readonly code: AttentionCode;
  readonly urgency: Urgency;
  readonly stage: AttentionStage;
  /** The day that the law, or the authority, has set for it. */
  readonly by?: AttentionDay;
  /** Where it belongs to one place of the document. */
  readonly place?: AttentionPlace;
  /** In a few words. */
  readonly title: LocalizedMessage;
  readonly happened: LocalizedMessage;
  /** What it means for the books. */
  readonly meaning: LocalizedMessage;
  /** In the order in which they should be considered. */
  readonly todo: readonly AttentionStep[];
  /** What to do, in a few words, where that is done outside of Ishur. */
  readonly inShort?: LocalizedMessage;
  /** What the authority, a source or we said of it, word for word. May quote the document. */
  readonly details: readonly LocalizedMessage[];
}

/** A day that matters, and what says so. */
export interface AttentionDay {
  readonly day: BusinessDay;
  /** Who has until then. */
  readonly whose: Deadline['whose'];
  readonly message: LocalizedMessage;
  readonly source: string;
}

/** Calendar days before our own last day from which it is near. Ours: a week is enough to write an objection, three days to choose. */
const NEAR: Readonly<Partial<Record<AttentionCode, number>>> = { objection: 7, hearing: 1, held: 3 };

/**
 * What of a case waits for a person today, the most urgent first. Pure and total: nothing, where nothing waits.
 *
 * Sentences name the document as DOC, because core does not know what it is called.
 */
export function attentionTo(
  state: CaseState,
  today: BusinessDay,
  periods: HearingPeriods = DEFAULT_PERIODS,
): readonly Attention[] {
  const deadlines = due(state, periods);
  return mattersOf(state)
    .flatMap((matter) => {
      const by = dayOf(matter, state, deadlines);
      return isItsTime(matter, state, by, today) ? [attentionOf(matter, state, by, today)] : [];
    })
    .toSorted((one, other) => RANKS[one.urgency] - RANKS[other.urgency]);
}

/**
 * The next day on which {@link attentionTo} says something else although nothing happens to the case; `undefined` where the
 * days change nothing any more.
 */
export function nextAttentionDay(
  state: CaseState,
  today: BusinessDay,
  periods: HearingPeriods = DEFAULT_PERIODS,
): BusinessDay | undefined {
  const deadlines = due(state, periods);
  const days = mattersOf(state).flatMap((matter) => {
    const day = dayOf(matter, state, deadlines)?.day;
    if (day === undefined) return [];
    // Near, today, and over.
    return [addDays(day, -(NEAR[matter.code] ?? 0)), day, addDays(day, 1)];
  });
  return days.filter((day) => day > today).toSorted()[0];
}

const RANKS: Readonly<Record<Urgency, number>> = { high: 0, medium: 1, low: 2 };

function dayOf({ code }: Matter, state: CaseState, deadlines: readonly Deadline[]): AttentionDay | undefined {
  const day = state.hearing?.day;
  if (code === 'hearing') return day && { day, ...HEARING_DAY };
  if (code === 'held') return lastDayToIssue(state);
  const found = deadlines.find((deadline) => deadline.code === code);
  return found && { day: found.day, whose: found.whose, message: found.message, source: found.source };
}

/**
 * A tax invoice is issued up to fourteen days after its tax point (מועד החיוב). We know the document's date alone, and say so;
 * after a hearing the time is long over.
 *
 * Source: the Tax Authority's FAQ on Israel Invoices, 2026, on what to do while no number is to be had.
 */
function lastDayToIssue({ fields, ask, hearing }: CaseState): AttentionDay | undefined {
  const { documentType, documentDate } = ask?.fields ?? fields;
  const date = parseBusinessDay(documentDate);
  if (date === undefined || hearing !== undefined || !TAX_INVOICES.has(documentType)) return undefined;
  return { day: addDays(date, DAYS_TO_ISSUE), ...LAST_DAY_TO_ISSUE };
}

const DAYS_TO_ISSUE = 14;

/** API description 2.0 / 7.2024, table 2.5: tax invoices of the supplier's own. */
const TAX_INVOICES: ReadonlySet<number> = new Set([305, 310, 320]);

/** Before a hearing nobody decides it; after the last day nobody objects. */
function isItsTime({ code }: Matter, state: CaseState, by: AttentionDay | undefined, today: BusinessDay): boolean {
  if (code === 'hearing-decision') return today > (state.hearing?.day ?? today);
  // The last day to issue an invoice passes, and it is still held.
  if (by === undefined || code === 'held') return true;
  return by.whose === 'authority' || today <= by.day;
}

function attentionOf(
  { code, place }: Matter,
  state: CaseState,
  by: AttentionDay | undefined,
  today: BusinessDay,
): Attention {
  const text = ATTENTIONS[code];
  const stage = by === undefined ? 'open' : stageOf(code, by.day, today);
  const details = detailsOf(code, place, state);
  return {
    code,
    // A day that is near, or has passed, makes everything urgent.
    urgency: stage === 'open' ? text.urgency : 'high',
    stage,
    ...(by !== undefined && { by }),
    ...(place !== undefined && { place }),
    title: code === 'base' && state.cause?.code === OVER_THE_CAP ? TITLE_OVER_THE_CAP : text.title,
    happened: text.happened,
    meaning: isOutWithoutNumber(state) ? (text.meaningWhenOut ?? text.meaning) : text.meaning,
    todo: code === 'held' ? [...waysOut(state), ...text.todo] : text.todo.filter((step) => isPossible(step, state)),
    ...(text.inShort !== undefined && { inShort: text.inShort }),
    details,
  };
}

function stageOf(code: AttentionCode, day: BusinessDay, today: BusinessDay): AttentionStage {
  if (today > day) return 'over';
  if (today === day) return 'today';
  const near = NEAR[code];
  return near !== undefined && today >= addDays(day, -near) ? 'soon' : 'open';
}

/** What was said of a hearing is not taken back any more once another way was taken. */
function isPossible({ command }: AttentionStep, { choice }: CaseState): boolean {
  return command !== 'ishur hearing DOC --withdraw' || choice === undefined || choice.choice === 'hearing';
}

/** All four ways are shown, also those that are closed. API description 2.0 / 7.2024, section 2.2.2. */
function waysOut(state: CaseState): readonly AttentionStep[] {
  return lawfulChoices(state).map(({ choice, lawful, reason }) =>
    lawful ? { say: wayOut(choice), command: `ishur choose DOC ${choice}` } : { say: reason, closed: choice },
  );
}

/** What a way means, and what it does to the books. */
function wayOut(choice: Choice): LocalizedMessage {
  const { name, meaning, books } = WAYS_OUT[choice];
  return {
    he: `${name.he}: ${meaning.he} בספרים: ${books.he}`,
    en: `${name.en}: ${meaning.en} For the books: ${books.en}`,
  };
}

function detailsOf(
  code: AttentionCode,
  place: AttentionPlace | undefined,
  state: CaseState,
): readonly LocalizedMessage[] {
  if (place === undefined) {
    const faults = BY_FAULTS.has(code) ? state.faults.map(({ message }) => message) : [];
    return [...faults, ...(BY_CAUSE.has(code) && state.cause !== undefined ? [state.cause.message] : [])];
  }
  const { delivery } = state.places.find(({ source, ref }) => source === place.source && ref === place.ref) ?? {};
  const existing = delivery?.existingNumber;
  const other = existing === undefined ? [] : [{ he: `במקור כתוב: ${existing}`, en: `The source holds: ${existing}` }];
  return [...other, ...(delivery?.cause === undefined ? [] : [delivery.cause.message])];
}

/** What the faults of a case are about: elsewhere they tell of what was before. */
const BY_FAULTS: ReadonlySet<AttentionCode> = new Set([
  'held',
  'settled-elsewhere',
  'rejected',
  'invalid',
  'hearing-won',
]);

/** What its cause is about. */
const BY_CAUSE: ReadonlySet<AttentionCode> = new Set([
  'held',
  'unanswered',
  'choice-unanswered',
  'parked',
  'conflict',
  'number-lost',
  'base',
  'zero-rate-document',
]);

const HEARING_DAY: Omit<AttentionDay, 'day'> = {
  whose: 'ours',
  message: { he: 'היום שנקבע לשימוע.', en: 'The day that was set for the hearing.' },
  source: 'VAT Law 5736-1975, s. 47(א2)(3)(ב)',
};

const LAST_DAY_TO_ISSUE: Omit<AttentionDay, 'day'> = {
  whose: 'ours',
  message: {
    he: 'אם תאריך המסמך הוא מועד החיוב, זה היום האחרון להוצאת חשבונית המס (14 ימים).',
    en: 'If the document bears the date of its tax point, this is the last day to issue the tax invoice (14 days).',
  },
  source: 'the Tax Authority’s FAQ on Israel Invoices, 2026',
};

/** What the engine says where the invoices of a 332 come to more than was approved. */
const OVER_THE_CAP = 'engine/over-the-cap';

const TITLE_OVER_THE_CAP: LocalizedMessage = {
  he: 'מעל היתרה שאושרה לחשבון העסקה (332)',
  en: 'over what is left of its approved pro-forma (332)',
};
