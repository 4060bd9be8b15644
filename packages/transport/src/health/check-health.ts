import type { Call } from '@ishur/contract/v1';
import type { Health } from '@ishur/core';
import { converse } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';

/**
 * Asks whether a service is well, or only whether it lives: 200 says yes and 503 no, by the contract of Invoices v2.
 * Neither has a documented body, so the status alone counts. With a token, which a public client has been seen to need.
 *
 * @throws IshurError whatever else comes of it.
 */
export async function checkHealth(gateway: Gateway, url: URL, call: Call): Promise<Health> {
  const conversation = await converse(
    gateway,
    { method: 'GET', url, isEffective: false, readable: [200, 503], read: ({ status }) => healthAt(status) },
    call,
  );
  if (conversation.kind === 'read') return conversation.reading;
  // A body that is no JSON: `Healthy`, or nothing at all.
  const health = healthAt(conversation.status);
  if (health === undefined) throw conversation.error;
  return health;
}

function healthAt(status: number | undefined): Health | undefined {
  return status === 200 || status === 503 ? { isHealthy: status === 200, status } : undefined;
}
