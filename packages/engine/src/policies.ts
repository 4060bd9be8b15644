import type { ReplacementDate } from './linking/replacement-differences.ts';

/** When many asks go out in one exchange (MultiApproval). */
export interface Batching {
  /** Queued asks of one asker from which it pays. */
  readonly from: number;
  /** The most asks of one exchange. No source names a limit. */
  readonly upTo: number;
}

/** How what failed is tried again. Durations are milliseconds. */
export interface Retries {
  /** The pause after the first failure. */
  readonly firstMs: number;
  /** How many times as long each pause is as the one before. */
  readonly factor: number;
  readonly longestMs: number;
  /** The share of a pause that chance may take away, 0 to 1, so that not everything comes back at the same moment. */
  readonly jitter: number;
  /** Failing for so long, a document or a delivery is parked for a person. */
  readonly parkAfterMs: number;
  /** Or after so many failures in a row, whichever comes first. */
  readonly parkAfterTries: number;
}

/** What the engine of a business does where nothing else says it. Each is a setting. */
export interface Policies {
  /** What becomes of an ask without a readable answer: its bytes go out again by themselves, or only when a person says so. */
  readonly unconfirmed: 'resend' | 'manual';
  /** How often the bytes of an unconfirmed ask are sent, in all, before a person is asked. `manual` means once. */
  readonly sendings: number;
  /** How many exchanges may be on the wire at once. */
  readonly asksAtOnce: number;
  readonly batching: Batching | 'never';
  readonly retries: Retries;
  /** Whether the zero-rate document of a reverse charge has to bear the day of the invoice that it stands in for. */
  readonly replacementDate: ReplacementDate;
  /** Milliseconds in which deliveries may end after a stop was asked for. */
  readonly graceMs: number;
}

/** Some of the policies; what is left out is as in {@link DEFAULT_POLICIES}. */
export type PolicySettings = Partial<Omit<Policies, 'batching' | 'retries'>> & {
  readonly batching?: Partial<Batching> | 'never';
  readonly retries?: Partial<Retries>;
};

/**
 * All of them are ours: the authority publishes no limit of a batch, no pace and no rule for asking again (looked for until
 * September 2026). Pauses of 30 seconds, 2, 8 and 32 minutes and then an hour send unconfirmed bytes five times within about
 * 45 minutes. A week is half of the 14 days in which a document may be issued after its tax point.
 */
export const DEFAULT_POLICIES: Policies = {
  unconfirmed: 'resend',
  sendings: 5,
  asksAtOnce: 4,
  batching: { from: 10, upTo: 100 },
  retries: {
    firstMs: 30_000,
    factor: 4,
    longestMs: 3_600_000,
    jitter: 0.5,
    parkAfterMs: 7 * 24 * 3_600_000,
    parkAfterTries: 200,
  },
  replacementDate: 'same',
  graceMs: 20_000,
};

/** The policies of an engine: what was set, and the defaults for the rest. */
export function policiesOf(settings: PolicySettings): Policies {
  const { unconfirmed, sendings, asksAtOnce, batching, retries, replacementDate, graceMs } = DEFAULT_POLICIES;
  const ownBatching = settings.batching === undefined ? {} : settings.batching;
  return {
    unconfirmed: settings.unconfirmed ?? unconfirmed,
    sendings: settings.sendings ?? sendings,
    asksAtOnce: settings.asksAtOnce ?? asksAtOnce,
    batching: ownBatching === 'never' || batching === 'never' ? 'never' : { ...batching, ...ownBatching },
    retries: { ...retries, ...settings.retries },
    replacementDate: settings.replacementDate ?? replacementDate,
    graceMs: settings.graceMs ?? graceMs,
  };
}
