import { AUTHORITY_CODES } from './authority-codes.ts';
import type { AuthorityCode } from './authority-codes.ts';
import type { AnswerError } from './parse-answer.ts';

/** `undefined` where nobody published what the code means. */
export function knownCode(code: string | undefined): AuthorityCode | undefined {
  return code !== undefined && Object.hasOwn(AUTHORITY_CODES, code) ? AUTHORITY_CODES[code] : undefined;
}

/** Held back in substance, by its code or, where the code says nothing of an ask, by its place. */
export function isHolding({ code, location }: AnswerError): boolean {
  const meaning = knownCode(code)?.meaning;
  if (meaning === 'held' || meaning === 'decided') return true;
  return meaning !== 'data' && location === 'approval';
}

/** The authority already knows what was chosen. */
export function knowsChoice({ code }: AnswerError): boolean {
  return knownCode(code)?.meaning === 'decided';
}

/** Wrong data, by its code or, where the code says nothing of an ask, by its place. */
export function isAboutData({ code, location }: AnswerError): boolean {
  const meaning = knownCode(code)?.meaning;
  if (meaning === 'held' || meaning === 'decided') return false;
  return meaning === 'data' || location === 'request' || location === 'body' || location === 'validation';
}
