import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Authority } from '@ishur/core';
import { approve } from './approval/approve.ts';
import type { ApprovalService } from './approval/approve.ts';
import { spell } from './approval/spell.ts';
import { serviceUrl } from './service-url.ts';
import { DEFAULT_ANSWER_LIMIT, DEFAULT_PATHS, DEFAULT_TIMEOUTS } from './settings.ts';
import type { AuthorityOptions } from './settings.ts';

/**
 * Milliseconds for which an idle connection is kept. Short: a request on a connection that the server is just closing
 * ends unconfirmed.
 */
const KEEP_IDLE_MS = 2000;

/**
 * The Tax Authority over HTTP, for one business at one tier.
 *
 * Retries nothing: the engine does, with the same bytes. Idle connections do not keep the process alive.
 *
 * @throws IshurError `transport/invalid-address`, `transport/other-tier` where the settings cannot be right.
 */
export function createAuthority(options: AuthorityOptions): Authority {
  const { approval } = { ...DEFAULT_PATHS, ...options.paths };
  const approvalService: ApprovalService = {
    ...DEFAULT_TIMEOUTS,
    ...options.timeouts,
    url: serviceUrl(options.tier, options.address, approval),
    agent: {
      http: options.agent?.http ?? new HttpAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
      https: options.agent?.https ?? new HttpsAgent({ keepAlive: true, timeout: KEEP_IDLE_MS }),
    },
    maximumAnswerBytes: options.maximumAnswerBytes ?? DEFAULT_ANSWER_LIMIT,
    accessToken: options.accessToken,
    now: options.now ?? (() => new Date()),
  };
  return {
    spell,
    approve: (ask, call) => approve(approvalService, ask, call),
  };
}
