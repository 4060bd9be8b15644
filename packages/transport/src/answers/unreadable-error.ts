import type { IshurError } from '@ishur/contract';
import { classifyFailure } from '../classify-failure.ts';

/** What is said of an answer to something effective that holds no verdict: it may have been processed. */
export function unreadableError({ host }: URL, status: number): IshurError {
  return classifyFailure({ stage: 'connected', reason: 'unreadable', isEffective: true, status, host }).error;
}
