import { headerKey } from '@ishur/adapter-kit';
import type { SourceDocument } from '@ishur/contract/v1';

const CANCELLED = /מבוטל|בוטל|cancel|void/u;
const NOT_CANCELLED = /^(?:לאמבוטל|לאבוטל|notcancel)/u;
const DRAFT = /טיוט|draft|זמני|ארעי/u;

/** A document's standing, from its status column and from what its type says beside the type («חשבונית מס - מבוטלת»). */
export function standingOf(status: string, type: string): SourceDocument['standing'] {
  for (const text of [status, type]) {
    if (text === '') continue;
    const key = headerKey(text);
    if (CANCELLED.test(key) && !NOT_CANCELLED.test(key)) return 'cancelled';
    if (DRAFT.test(key)) return 'draft';
  }
  return 'final';
}
