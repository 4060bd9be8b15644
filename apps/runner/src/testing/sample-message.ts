import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { WaitingMessage } from '@ishur/engine';

/** The secret with which test calls are signed. */
export const SIGNING_SECRET = 'סוד של בדיקה 4711';

/** What a hook is called with. */
export const SAMPLE_MESSAGE: WaitingMessage = {
  version: 1,
  event: 'waiting',
  id: '0123456789abcdef0123456789abcdef',
  at: '2026-07-01T06:00:00.400Z',
  tier: 'simulator',
  business: 'acme',
  case: 'acme/office/305:1001',
  documentType: 305,
  reference: '1001',
  code: 'held',
  urgency: 'high',
  stage: 'open',
  title: { he: 'מעוכב', en: 'held' },
  happened: { he: 'מעוכב.', en: 'Held.' },
  meaning: { he: 'אין מספר.', en: 'No number.' },
};

/** What a call came to that did not get there. */
export async function failure(
  call: Promise<void>,
): Promise<{ readonly code: string; readonly remedy: string; readonly he: string }> {
  const error: unknown = await call.then(
    () => assert.fail('It got there.'),
    (reason: unknown) => reason,
  );
  if (!isIshurError(error)) throw error;
  assert.match(error.text.he, /[\u0590-\u05ff]/);
  // A message that is shown and logged: it names the place, and neither the path (which may hold a key) nor the secret.
  assert.ok(!`${error.text.he}${error.text.en}`.includes(SIGNING_SECRET));
  assert.ok(!error.text.en.includes('/hook'));
  return { code: error.code, remedy: error.remedy, he: error.text.he };
}
