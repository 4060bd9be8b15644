import type { ChoiceOutcome } from '@ishur/core';
import { faultOf } from '../answers/fault.ts';
import { readFields, textOf } from '../answers/json.ts';
import { isAboutData, knownCode } from '../answers/known-codes.ts';
import type { AnswerError } from '../answers/parse-answer.ts';
import type { ReadableAnswer } from '../http/converse.ts';

/**
 * The verdict of the decision service, or `undefined` where the answer holds none: it may have been accepted then.
 *
 * Accepted: HTTP 200, the body says 200 too and says it with a sentence, whatever its words, and nothing in it looks
 * like an error or like the answer of another service. Refused: a list of errors of which each is about the data, 463 or
 * under HTTP 400. API description 2.0 / 7.2024, section 4.2.
 */
export function readChoice({ status, parsed, body, redact }: ReadableAnswer): ChoiceOutcome | undefined {
  const { errors } = parsed;
  if (errors.length > 0) {
    const refused = errors.every((error) => isRefusal(error, status)) && parsed.approved !== true;
    return refused ? { kind: 'refused', faults: errors.map((error) => faultOf(error, redact)) } : undefined;
  }
  const fields = readFields(body) ?? {};
  const accepted =
    status === 200 &&
    parsed.status === 200 &&
    textOf(fields['message']) !== undefined &&
    ['errors', 'error', 'error_id', 'approved', 'confirmation_number', 'httpcode'].every((name) => !(name in fields));
  return accepted ? { kind: 'accepted' } : undefined;
}

function isRefusal(error: AnswerError, status: number): boolean {
  return status === 400 || knownCode(error.code)?.meaning === 'nothing-held' || isAboutData(error);
}
