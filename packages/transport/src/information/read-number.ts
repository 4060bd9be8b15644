import { parseAllocationNumber } from '@ishur/core';
import type { NumberFound } from '@ishur/core';
import { readFields, textOf } from '../answers/json.ts';
import type { ReadableAnswer } from '../http/converse.ts';
import { sentenceOf } from './look-up.ts';

/** A number that came as a JSON number: 26 digits do not survive in one, nor do zeros in front. */
export interface NotText {
  readonly kind: 'not-text';
}

/** API description 2.0 / 7.2024, section 3.3. No number is `0`, `"0"`, or none with the sentence that says so. */
export function readNumber(answer: ReadableAnswer): NumberFound | NotText | undefined {
  if (answer.status !== 200 || (answer.parsed.status ?? 200) !== 200) return undefined;
  const value = readFields(answer.body)?.['confirmation_number'] ?? undefined;
  if (value === 0 || (textOf(value) !== undefined && /^0+$/.test(textOf(value) ?? ''))) {
    return { kind: 'not-found', faults: [] };
  }
  if (typeof value === 'number') return { kind: 'not-text' };
  const number = parseAllocationNumber(textOf(value) ?? '');
  if (number !== undefined) return { kind: 'found', number };
  return value === undefined && sentenceOf(answer) === 'cannot-retrieve'
    ? { kind: 'not-found', faults: [] }
    : undefined;
}
