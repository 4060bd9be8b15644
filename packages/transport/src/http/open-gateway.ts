import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { DEFAULT_ANSWER_LIMIT, DEFAULT_TIMEOUTS } from '../settings.ts';
import type { AuthorityOptions } from '../settings.ts';
import { OPEN_GATE } from './gate.ts';
import type { Gateway } from './gateway.ts';

/**
 * Milliseconds for which an idle connection is kept. Short: a request on a connection that the server is just closing
 * ends unconfirmed.
 */
const KEEP_IDLE_MS = 2000;

/** Everything that the services of one business share, with its defaults. */
export function openGateway(options: AuthorityOptions): Gateway {
  return {
    ...DEFAULT_TIMEOUTS,
    ...options.timeouts,
    agent: {
      http: options.agent?.http ?? new HttpAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
      https: options.agent?.https ?? new HttpsAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
    },
    maximumAnswerBytes: options.maximumAnswerBytes ?? DEFAULT_ANSWER_LIMIT,
    accessToken: options.accessToken,
    gate: OPEN_GATE,
    now: options.now ?? (() => new Date()),
  };
}
