import { IshurError } from '@ishur/contract';
import type { Remedy } from '@ishur/contract';
import * as messages from './failure-messages.ts';
import type { Say } from './failure-messages.ts';
import type { Failure } from './failure.ts';

/**
 * `certain`: the authority has processed nothing, so the error is thrown. Otherwise the ask is unconfirmed, with the
 * error as its cause.
 */
export interface Classified {
  readonly certain: boolean;
  readonly error: IshurError;
}

interface Row {
  readonly code: string;
  readonly certain: boolean;
  readonly remedy: Remedy;
  /** Set where the status alone decides. */
  readonly status?: number;
  readonly when: (failure: Failure) => boolean;
  readonly say: Say;
}

/**
 * Draws the conclusion from a failure: did nothing happen, or do we not know?
 *
 * The first row that fits counts. Two reasons make it certain that nothing happened: no connection ever stood, or an
 * answer proves that the request was turned away at the door. Once a connection stood nothing else does, not even a
 * reset before the whole body was written: only the authority knows what reached it.
 * Statuses: API description 2.0 / 7.2024, section 5. 429 and 503 are documented nowhere, and are read as HTTP means
 * them.
 */
export function classifyFailure(failure: Failure): Classified {
  const row = ROWS.find(({ when }) => when(failure)) ?? UNEXPECTED;
  const error = new IshurError({
    code: row.code,
    remedy: row.remedy,
    message: row.say(failure),
    ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }),
    ...(failure.errorId !== undefined && { authorityErrorId: failure.errorId }),
    ...(failure.cause !== undefined && { cause: failure.cause }),
  });
  return { certain: row.certain, error };
}

/** Whether a status proves that nothing was processed, wherever it stands: in the head of an answer or in its body. */
export function isTurnedAway(status: number | undefined): boolean {
  return status !== undefined && ROWS.some((row) => row.certain && row.status === status);
}

const UNCONNECTED = { certain: true, remedy: 'retry' } as const;
const UNKNOWN = { certain: false, remedy: 'retry' } as const;

/** Turned away at the door with this status. */
function at(status: number): Pick<Row, 'status' | 'certain' | 'when'> {
  return { status, certain: true, when: (failure) => failure.status === status };
}

/** Through a proxy Node tells of the connection only once its handshake is over, so that the code alone says where it failed. */
const OF_HANDSHAKE = /^(?:ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

const ROWS: readonly Row[] = [
  // No connection stood.
  {
    ...UNCONNECTED,
    code: 'transport/aborted',
    when: (failure) => unconnected(failure) && failure.reason === 'aborted',
    say: messages.abortedBefore,
  },
  {
    ...UNCONNECTED,
    code: 'transport/circuit-open',
    when: ({ reason }) => reason === 'circuit-open',
    say: messages.circuitOpen,
  },
  {
    ...UNCONNECTED,
    code: 'transport/refused',
    when: (failure) => unconnected(failure) && failure.systemCode === 'ECONNREFUSED',
    say: messages.refused,
  },
  {
    ...UNCONNECTED,
    code: 'transport/dns',
    when: (failure) =>
      unconnected(failure) && ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'].includes(failure.systemCode ?? ''),
    say: messages.dns,
  },
  {
    ...UNCONNECTED,
    code: 'transport/proxy-refused',
    remedy: 'fix-config',
    when: (failure) => unconnected(failure) && isProxys(failure) && isRefusal(failure.proxyStatus),
    say: messages.proxyRefused,
  },
  {
    ...UNCONNECTED,
    code: 'transport/proxy-failed',
    when: (failure) => unconnected(failure) && isProxys(failure),
    say: messages.proxyFailed,
  },
  {
    ...UNCONNECTED,
    code: 'transport/connect-timeout',
    when: (failure) => unconnected(failure) && (failure.reason !== 'network' || failure.systemCode === 'ETIMEDOUT'),
    say: messages.connectTimeout,
  },
  {
    ...UNCONNECTED,
    code: 'transport/tls',
    when: ({ stage, systemCode }) =>
      stage === 'handshaking' || (stage === 'connecting' && OF_HANDSHAKE.test(systemCode ?? '')),
    say: messages.tls,
  },
  { ...UNCONNECTED, code: 'transport/not-connected', when: unconnected, say: messages.notConnected },

  // An approval under a status that turns away: one of them is wrong, and we cannot know which.
  {
    ...UNKNOWN,
    code: 'transport/unreadable-answer',
    when: ({ reason }) => reason === 'contradictory',
    say: messages.unreadableAnswer,
  },

  // Turned away at the door: the status is enough, whatever became of the rest of the answer.
  { ...at(401), code: 'transport/unauthorized', remedy: 'fix-config', say: messages.unauthorized },
  { ...at(403), code: 'transport/forbidden', remedy: 'fix-config', say: messages.forbidden },
  { ...at(404), code: 'transport/not-found', remedy: 'fix-config', say: messages.notFound },
  { ...at(406), code: 'transport/no-permission-for-dealer', remedy: 'fix-config', say: messages.noPermissionForDealer },
  { ...at(422), code: 'transport/schema-refused', remedy: 'report-bug', say: messages.schemaRefused },
  { ...at(429), code: 'transport/too-many-requests', remedy: 'retry', say: messages.tooManyRequests },

  // Sent, and no verdict came.
  {
    ...UNKNOWN,
    code: 'transport/server-error',
    when: ({ status }) => status !== undefined && status >= 500,
    say: messages.serverError,
  },
  { ...UNKNOWN, code: 'transport/aborted', when: ({ reason }) => reason === 'aborted', say: messages.abortedAfter },
  {
    ...UNKNOWN,
    code: 'transport/no-answer',
    when: ({ reason }) => reason === 'deadline' || reason === 'connect-timeout',
    say: messages.noAnswer,
  },
  {
    ...UNKNOWN,
    code: 'transport/answer-too-large',
    when: ({ reason }) => reason === 'too-large',
    say: messages.answerTooLarge,
  },
  {
    ...UNKNOWN,
    code: 'transport/connection-lost',
    when: ({ reason }) => reason === 'network',
    say: messages.connectionLost,
  },
  {
    ...UNKNOWN,
    code: 'transport/unreadable-answer',
    when: ({ reason }) => reason === 'unreadable',
    say: messages.unreadableAnswer,
  },
];

/**
 * Whatever no row names is not certain: a redirect, a 400 without a list of errors, a status that nobody documented.
 */
const UNEXPECTED: Row = {
  ...UNKNOWN,
  code: 'transport/unexpected-status',
  when: () => true,
  say: messages.unexpectedStatus,
};

/** Every code that {@link classifyFailure} gives, and whether it is certain with it that nothing happened. */
export const FAILURE_CODES: readonly Readonly<Pick<Row, 'code' | 'certain'>>[] = [...ROWS, UNEXPECTED].map(
  ({ code, certain }) => ({ code, certain }),
);

/** Node's code where a proxy opened no way, whatever the reason. */
function isProxys({ systemCode }: Failure): boolean {
  return systemCode === 'ERR_PROXY_TUNNEL';
}

/** 407 wants a password, 403 allows nothing; 408 and 5xx pass. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function unconnected({ stage }: Failure): boolean {
  return stage !== 'connected';
}
