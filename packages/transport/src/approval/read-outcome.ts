import { parseAllocationNumber } from '@ishur/core';
import type { AllocationOutcome } from '@ishur/core';
import { faultOf } from '../answers/fault.ts';
import { isAboutData, isHolding, knowsChoice } from '../answers/known-codes.ts';
import type { ParsedAnswer } from '../answers/parse-answer.ts';
import type { Redact } from '../answers/redact.ts';

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

  const { errors } = answer;
  const faults = errors.map((error) => faultOf(error, redact));
  if (errors.some(isHolding)) return { kind: 'held', choiceKnown: errors.some(knowsChoice), faults };
  // HTTP 400 means wrong data (section 5); under HTTP 200 an unknown error in an unknown place may mean anything, and
  // then says nothing about the others either.
  const isRejected = errors.length > 0 && errors.every((error) => status === 400 || isAboutData(error));
  return isRejected ? { kind: 'rejected', faults } : undefined;
}
