import type { InvoiceFields } from '@ishur/contract/v1';
import type { AllocationNumber } from '../identifiers.ts';
import { NOTICES } from '../notices/notices.ts';
import type { NoticeText } from '../notices/notices.ts';
import type { CaseState, Standing } from './case-state.ts';

/** What the sources of a case have to be told: a number, sentences to print, or both. */
export interface CaseSettlement {
  /** The fields that the number belongs to. */
  readonly asked: InvoiceFields;
  readonly number: AllocationNumber | undefined;
  readonly notices: readonly NoticeText[];
  /** Sentences that were told before and hold no more. */
  readonly withdrawn: readonly NoticeText[];
}

/**
 * What is to be delivered now; `undefined` where nothing is, above all while two numbers contradict each other.
 *
 * Source: API description 2.0 / 7.2024, sections 2.2.1, 2.2.2 and 2.4.
 */
export function settlementOf(state: CaseState): CaseSettlement | undefined {
  if (state.standing === 'conflict') return undefined;
  const asked = state.numberedFields ?? state.ask?.fields ?? state.fields;
  if (state.number !== undefined) {
    const withdrawn = wentOutBefore(state) ? [NOTICES['no-deduction']] : [];
    return { asked, number: state.number, notices: noticesWithNumber(state, asked), withdrawn };
  }
  const notices = [NOTICES['no-deduction']];
  return isOutWithoutNumber(state) ? { asked, number: undefined, notices, withdrawn: [] } : undefined;
}

/**
 * Whether the document went out without a number, and must say so. A hearing that is asked for afterwards changes nothing on
 * the paper until a number is there: «הספק רשאי להגיש בדיעבד בקשה לשימוע» (API description 2.0 / 7.2024, section 2.2.2).
 */
export function isOutWithoutNumber({ standing, number, choice, hearing }: CaseState): boolean {
  if (number !== undefined || TAKEN_BACK.has(standing)) return false;
  return standing === 'continued' || choice?.from === 'continued' || hearing?.from === 'continued';
}

/** The source took the document back, or has a number of its own for it. */
const TAKEN_BACK: ReadonlySet<Standing> = new Set(['closed', 'already-allocated', 'conflict']);

function noticesWithNumber(state: CaseState, asked: InvoiceFields): readonly NoticeText[] {
  const kind = noticeOfKind(state, asked);
  const copy = wentOutBefore(state) ? [NOTICES['certified-copy']] : [];
  return [...(kind === undefined ? [] : [kind]), ...copy];
}

function noticeOfKind({ action }: CaseState, { documentType }: InvoiceFields): NoticeText | undefined {
  if (action === 3) return NOTICES['self-invoice'];
  return documentType === 332 ? NOTICES['pre-approval'] : undefined;
}

/** The authority knows that it went on without a number: whoever has it has the original. */
function wentOutBefore({ choice, hearing }: CaseState): boolean {
  const wasContinued = choice?.choice === 'continue' && choice.isSettled;
  return wasContinued || choice?.from === 'continued' || hearing?.from === 'continued';
}
