import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';

/** Nothing was made, and why. */
export function refusal(what: string, message: LocalizedMessage, cause?: unknown): IshurError {
  return new IshurError({ code: `create-adapter/${what}`, remedy: 'fix-config', message, cause });
}
