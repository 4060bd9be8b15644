import type { LocalizedMessage } from '@ishur/contract';
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

/** Calendar days before our own last day from which it is near. Ours: a week is enough to write an objection. */
const NEAR: Readonly<Partial<Record<AttentionCode, number>>> = { objection: 7, hearing: 1 };

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
  const found = deadlines.find((deadline) => deadline.code === code);
  return found && { day: found.day, whose: found.whose, message: found.message, source: found.source };
}

/** Before a hearing nobody decides it; after the last day nobody objects. */
function isItsTime({ code }: Matter, state: CaseState, by: AttentionDay | undefined, today: BusinessDay): boolean {
  if (code === 'hearing-decision') return today > (state.hearing?.day ?? today);
  if (by === undefined) return true;
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
    title: text.title,
    happened: text.happened,
    meaning: text.meaning,
    todo: code === 'held' ? [...waysOut(state), ...text.todo] : text.todo,
    details,
  };
}

function stageOf(code: AttentionCode, day: BusinessDay, today: BusinessDay): AttentionStage {
  if (today > day) return 'over';
  if (today === day) return 'today';
  const near = NEAR[code];
  return near !== undefined && today >= addDays(day, -near) ? 'soon' : 'open';
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
