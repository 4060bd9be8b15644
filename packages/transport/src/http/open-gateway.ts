import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { DEFAULT_ANSWER_LIMIT, DEFAULT_CIRCUIT, DEFAULT_LIMITS, DEFAULT_TIMEOUTS } from '../settings.ts';
import type { AuthorityOptions, ServerOptions } from '../settings.ts';
import { createGate } from './gate.ts';
import type { Channel, Gateway } from './gateway.ts';

/**
 * Milliseconds for which an idle connection is kept. Short: a request on a connection that the server is just closing
 * ends unconfirmed.
 */
export const KEEP_IDLE_MS: number = 2000;

/** Everything that the services of one business share, with its defaults. */
export function openGateway(options: AuthorityOptions): Gateway {
  return { ...openChannel(options), accessToken: options.accessToken };
}

/** The same without a token. */
export function openChannel(options: ServerOptions): Channel {
  const now = options.now ?? (() => new Date());
  // The simulator is ours, and there is nobody to be spared.
  const perSecond = options.tier === 'simulator' ? Infinity : DEFAULT_LIMITS.perSecond;
  return {
    ...DEFAULT_TIMEOUTS,
    ...options.timeouts,
    agent: {
      http: options.agent?.http ?? new HttpAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
      https: options.agent?.https ?? new HttpsAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
    },
    maximumAnswerBytes: options.maximumAnswerBytes ?? DEFAULT_ANSWER_LIMIT,
    gate: createGate({
      ...DEFAULT_LIMITS,
      perSecond,
      ...options.limits,
      ...DEFAULT_CIRCUIT,
      ...options.circuit,
      now,
    }),
    now,
  };
}
