import { headerKey } from '@ishur/adapter-kit';
import type { SourceDocument } from '@ishur/contract/v1';

const CANCELLED = /מבוטל|בוטל|cancel|void/u;
const NOT_CANCELLED = /^(?:לאמבוטל|לאבוטל|notcancel)/u;
const DRAFT = /טיוט|draft|זמני|ארעי/u;

/** A document's standing, from the text of a status cell or from what a type cell says beside the type. */
export function standingOf(text: string): SourceDocument['standing'] {
  if (text === '') return 'final';
  const key = headerKey(text);
  if (CANCELLED.test(key) && !NOT_CANCELLED.test(key)) return 'cancelled';
  return DRAFT.test(key) ? 'draft' : 'final';
}
