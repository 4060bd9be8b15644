import type { Call } from '@ishur/contract/v1';
import type { AllocationOutcome, FrozenAsk } from '@ishur/core';
import { claimsApproval } from '../answers/claims-approval.ts';
import { unreadableError } from '../answers/unreadable-error.ts';
import { converse } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';
import { readOutcome } from './read-outcome.ts';

/**
 * Sends exactly the bytes of the ask.
 *
 * @throws IshurError where it is certain that nothing happened; whatever else brought no verdict is `unconfirmed`.
 */
export async function approve(gateway: Gateway, url: URL, ask: FrozenAsk, call: Call): Promise<AllocationOutcome> {
  const conversation = await converse(
    gateway,
    {
      method: 'POST',
      url,
      body: ask.body,
      isEffective: true,
      read: ({ status, parsed, body, redact }) => readOutcome(status, parsed, redact) ?? doubtful(status, body),
    },
    call,
  );
  if (conversation.kind === 'read') return conversation.reading;
  if (conversation.certain) throw conversation.error;
  return { kind: 'unconfirmed', cause: conversation.error };

  function doubtful(status: number, body: string): AllocationOutcome | undefined {
    return claimsApproval(body) ? { kind: 'unconfirmed', cause: unreadableError(url, status) } : undefined;
  }
}
