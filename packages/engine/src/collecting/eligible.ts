import type { Assessment, CaseEvent } from '@ishur/core';
import { advance, documentType, thresholdOn } from '@ishur/core';
import type { Business } from '../business.ts';
import { apply } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';

/** How the journal names the setting by which a number is wanted. */
const BY_SETTING = 'ask: eligible';

/**
 * Whether a number is wanted although the law requires none, because the business wants whatever it can have: «ניתן לבקש מספר
 * הקצאה לכל חשבונית, בכל סכום ולכל לקוח לרבות זכויים» (API description 2.0 / 7.2024, section 1.2).
 */
export function isEligible(business: Business, { document, decision }: Assessment): boolean {
  if (business.ask !== 'eligible' || document === undefined || decision.voluntary?.allowed !== true) return false;
  // Table 2.5: a transaction invoice (300) gets none; before the duty nothing was allocated (error 434). A credit note may have one.
  if (documentType(document.type)?.allocatable !== true && document.type !== 330) return false;
  return thresholdOn(document.date) !== undefined;
}

/** The case with the wish for a number, where the business has it and the document did not have it yet. */
export function wantedByItself(
  context: Pick<EngineContext, 'business' | 'clock' | 'runner'>,
  record: CaseRecord,
  assessment: Assessment,
  derived: string | undefined,
): CaseRecord {
  const { state } = record;
  const invoiceId = state?.invoiceId ?? derived;
  if (invoiceId === undefined || state?.isWanted === true || !isEligible(context.business, assessment)) return record;
  const event: CaseEvent = { kind: 'wanted', by: BY_SETTING, invoiceId };
  return advance(state, event).ok ? apply(record, event, traceOf(context)) : record;
}
