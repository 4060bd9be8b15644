import { parseAllocationNumber } from '@ishur/core';
import type { AllocationOutcome } from '@ishur/core';
import { faultOf } from '../answers/fault.ts';
import type { AnswerError, ParsedAnswer } from '../answers/parse-answer.ts';
import type { Redact } from '../answers/redact.ts';

/**
 * Codes that hold an invoice back, wherever they stand; `true` where the authority already has a decision. API
 * description 2.0 / 7.2024, section 2.3.
 */
const HOLDING: Readonly<Record<string, boolean>> = { '460': false, '461': false, '462': true };

/** Codes about the data, wherever they stand. Same source, and the contract of version 1. */
const REJECTING: ReadonlySet<string> = new Set([
  '431',
  '432',
  '433',
  '434',
  '435',
  '436',
  '437',
  '438',
  '439',
  '440',
  '441',
  '446',
  '450',
]);

/**
 * The verdict that an answer holds, or `undefined` where it holds none. Read from codes and places, never from words.
 *
 * Allocated: HTTP 200 and `approved` true and digits that are not all zeros. Otherwise the list of errors says it, and
 * one that holds the invoice back outweighs any about its data: a person has to choose before mending helps.
 *
 * @param status of HTTP.
 */
export function readOutcome(status: number, answer: ParsedAnswer, redact: Redact): AllocationOutcome | undefined {
  const number = parseAllocationNumber(answer.confirmationNumber ?? '');
  if (status === 200 && answer.approved === true && number !== undefined) return { kind: 'allocated', number };

  const verdicts = answer.errors.map((error) => verdictOf(error, status));
  const faults = answer.errors.map((error) => faultOf(error, redact));
  if (verdicts.includes('held')) {
    const choiceKnown = answer.errors.some(({ code }) => code !== undefined && HOLDING[code] === true);
    return { kind: 'held', choiceKnown, faults };
  }
  // An error of which nothing is known says nothing about the others either.
  return verdicts.length > 0 && !verdicts.includes('unknown') ? { kind: 'rejected', faults } : undefined;
}

function verdictOf({ code, location }: AnswerError, status: number): 'held' | 'rejected' | 'unknown' {
  if (code !== undefined && Object.hasOwn(HOLDING, code)) return 'held';
  if (code !== undefined && REJECTING.has(code)) return 'rejected';
  if (location === 'approval') return 'held';
  if (location === 'request' || location === 'body' || location === 'validation') return 'rejected';
  // HTTP 400 means wrong data (section 5); under HTTP 200 an unknown error in an unknown place may mean anything.
  return status === 400 ? 'rejected' : 'unknown';
}
