/** How to start the authority's double. Everything has a default. */
export interface SimulatorOptions {
  /** Port to listen on; 0, the default, takes any free one. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /**
   * The clock: the day in Israel that dates are compared with, and the time within the numbers. Default: the machine's.
   */
  readonly now?: () => Date;
  /** What a second request for an approved invoice gets. Default `same-number`. */
  readonly personality?: Personality;
  /** A whole number; the same seed, clock and requests give the same numbers. Default 0. */
  readonly seed?: number;
  /** Default: {@link DEFAULT_WINDOW}. */
  readonly window?: Partial<DateWindow>;
}

/**
 * No source says what the authority answers when an approved `invoice_id` is asked for again, so a client has to
 * survive all three:
 * the number once more, an error (code 499, which is ours), or another number.
 */
export type Personality = 'same-number' | 'error' | 'new-number';

/** Which `invoice_date` is accepted, in calendar months around today in Israel, both ends included. */
export interface DateWindow {
  /** Older: 434. */
  readonly monthsBack: number;
  /** Later: 435. */
  readonly monthsAhead: number;
}

/**
 * 434 says "too old" and nobody official says how old; integrators report about a year (two weeks in 2023).
 * 435: "more than a month ahead", API description 2.0 / 7.2024, section 2.6.
 */
export const DEFAULT_WINDOW: DateWindow = { monthsBack: 12, monthsAhead: 1 };
