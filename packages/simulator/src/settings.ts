import type { DealerSettings } from './dealers/dealer-settings.ts';
import type { Fault } from './faults/fault.ts';
import type { KnownInvoice } from './information/known-invoice.ts';
import type { LogEntry } from './log/log-entry.ts';

/** How to start the authority's double. Everything has a default. What stands here wins over `scenario`. */
export interface SimulatorOptions extends Scenario {
  /** Port to listen on; 0, the default, takes any free one. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /**
   * The clock: the day in Israel that dates are compared with, and the time within the numbers. Default: the machine's.
   */
  readonly now?: () => Date;
  /** Everything else, as `readScenario` or `parseScenario` read it from a file. */
  readonly scenario?: Scenario;
  /** Called once for each exchange, before its answer leaves. Tokens are masked. */
  readonly log?: (entry: LogEntry) => void;
}

/** What a scenario file may say. The same words in YAML, in JSON and here. */
export interface Scenario {
  /** A whole number; the same seed, clock and requests give the same numbers and the same chances. Default 0. */
  readonly seed?: number;
  /** What a second request for an approved invoice gets. Default `same-number`. */
  readonly personality?: Personality;
  /** Default: {@link DEFAULT_WINDOW}. */
  readonly window?: Partial<DateWindow>;
  /** Whether any Bearer token opens the services (the default), or only those that our own OAuth has issued. */
  readonly tokens?: 'any' | 'issued';
  readonly oauth?: Partial<OAuthSettings>;
  readonly decisions?: Partial<DecisionSettings>;
  readonly lookUps?: Partial<LookUpSettings>;
  readonly proforma?: Partial<ProformaSettings>;
  /** Dealers by number, beside the four of the authority's sandbox; `*` is every other. */
  readonly dealers?: Readonly<Record<string, DealerSettings>>;
  /** Invoices that have a number already when the simulator starts: something to look up. */
  readonly invoices?: readonly KnownInvoice[];
  readonly faults?: readonly Fault[];
  /** Milliseconds by which the `Date` header of every answer is wrong. Default 0. */
  readonly dateSkewMs?: number;
}

/** Every setting has its value. */
export interface Settings extends Required<
  Pick<Scenario, 'seed' | 'personality' | 'tokens' | 'invoices' | 'faults' | 'dateSkewMs'>
> {
  readonly window: DateWindow;
  readonly oauth: OAuthSettings;
  readonly decisions: DecisionSettings;
  readonly lookUps: LookUpSettings;
  readonly proforma: ProformaSettings;
  /** By nine digits, or `*`. */
  readonly dealers: ReadonlyMap<string, DealerSettings>;
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

export interface OAuthSettings {
  /** Seconds that an access token lasts. Observed: 601 in 2023, about four hours in 2026. Default 14400. */
  readonly expiresIn: number;
  /** Seconds that a refresh token lasts. The authority's presentation of 8.11.2023: 90 days. Default 7776000. */
  readonly refreshTokenExpiresIn: number;
  /** Seconds that a code may wait to be exchanged. Ours. Default 600. */
  readonly codeExpiresIn: number;
  /** What the services demand of a token, at `tokens: issued`. Default `scope`, the literal word of the contracts. */
  readonly scope: string;
  /** The log-in page, or an answer of its own without a person. Default `page`. */
  readonly consent: 'page' | 'approve' | 'refuse';
  /** Who logs in where `consent` is `approve`. Default 777777715. */
  readonly dealer: string;
  /** Known applications. Empty, the default: any id with any secret, and any http(s) address to return to. */
  readonly clients: readonly OAuthClient[];
  /** How often one log-in may be refreshed; the authority has a count and does not publish it. Default: without end. */
  readonly refreshes: number | 'unlimited';
  /** Whether a refresh begins the 90 days anew. Sources differ; default false. */
  readonly rotationExtends: boolean;
  /** Whether a used refresh token that comes again also ends the newest pair. Default false. */
  readonly reuseRevokes: boolean;
}

export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** Compared exactly. With more than one, a request has to name one. Empty: any http(s) address. */
  readonly redirectUris?: readonly string[];
}

export interface DecisionSettings {
  /**
   * The authority's documents give two. Default `InvoiceDecisionApi`, the one that was seen to answer; the other is the
   * Hebrew description's.
   */
  readonly path: 'InvoiceDecisionApi' | 'Invoice-decision' | 'both';
  /** What the same decision gets when it is sent again: accepted, or 463. Documented nowhere. Default `accepted`. */
  readonly repeated: 'accepted' | 'refused';
}

export interface LookUpSettings {
  /**
   * How `invoice-information/v1` spells its fields. The addendum of 29.7.2026 has lower case and 472, and readers differ
   * on whether under v1 or v2. `/v2/` is always lower case. Default `capitals`.
   */
  readonly v1: 'capitals' | 'lower-case';
}

/** Invoices of an approved 332 (action 4). API description 2.0 / 7.2024, section 2.4; what is answered is ours. */
export interface ProformaSettings {
  /** The `invoice_id` has no approved 332. Default `allocate`, as if it had been approved elsewhere; or code 498. */
  readonly unknown: 'allocate' | 'reject';
  /** The invoices together exceed what was approved, net or VAT. Default `reject`, code 497. */
  readonly beyond: 'allocate' | 'reject';
}

const DEFAULT_OAUTH: OAuthSettings = {
  expiresIn: 14_400,
  refreshTokenExpiresIn: 7_776_000,
  codeExpiresIn: 600,
  scope: 'scope',
  consent: 'page',
  dealer: '777777715',
  clients: [],
  refreshes: 'unlimited',
  rotationExtends: false,
  reuseRevokes: false,
};

/** The dealers of the authority's own sandbox, and what they are for. Source: its OpenAPI contract, `vat_number`. */
const SANDBOX_DEALERS: Readonly<Record<string, DealerSettings>> = {
  '777777715': { behaviour: 'allocate' },
  '777777723': { behaviour: 'hold' },
  '777777731': { behaviour: 'hold-without-choice' },
  '777777749': { behaviour: 'decision-sent' },
};

/** Fills a scenario up with what it does not say. */
export function settingsOf(scenario: Scenario): Settings {
  const dealers = Object.entries({ ...SANDBOX_DEALERS, ...scenario.dealers });
  return {
    seed: scenario.seed ?? 0,
    personality: scenario.personality ?? 'same-number',
    tokens: scenario.tokens ?? 'any',
    invoices: scenario.invoices ?? [],
    faults: scenario.faults ?? [],
    dateSkewMs: scenario.dateSkewMs ?? 0,
    window: { ...DEFAULT_WINDOW, ...scenario.window },
    oauth: { ...DEFAULT_OAUTH, ...scenario.oauth },
    decisions: { path: 'InvoiceDecisionApi', repeated: 'accepted', ...scenario.decisions },
    lookUps: { v1: 'capitals', ...scenario.lookUps },
    proforma: { unknown: 'allocate', beyond: 'reject', ...scenario.proforma },
    dealers: new Map(dealers.map(([number, dealer]) => [number === '*' ? number : number.padStart(9, '0'), dealer])),
  };
}
