import type { BrokenExchange } from './http/exchange.ts';
import type { NotSent } from './http/gate.ts';

/** What is known about an exchange that brought no verdict. */
export interface Failure {
  /** See {@link BrokenExchange.stage}; `connected` wherever an answer came. */
  readonly stage: BrokenExchange['stage'];
  readonly reason: BrokenExchange['reason'] | NotSent['reason'] | 'unreadable' | 'contradictory' | 'status';
  /** The call could have changed something: an ask or a choice, and no look-up. */
  readonly isEffective: boolean;
  /** What was sent works once, and may be used up: a log-in. */
  readonly spends?: 'code' | 'refresh-token';
  /** Status of the answer, if its head came: HTTP's, or the one that the body names where HTTP said 200 or 400. */
  readonly status?: number;
  readonly systemCode?: string;
  /** See {@link BrokenExchange.proxyStatus}. */
  readonly proxyStatus?: number;
  /** Whom we asked: host and port. */
  readonly host: string;
  /** The authority's own words, redacted. */
  readonly explanation?: string;
  readonly errorId?: string;
  readonly retryAfterMs?: number;
  readonly cause?: Error;
}
