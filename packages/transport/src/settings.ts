import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { TokenSource } from './http/token-source.ts';

/**
 * Which authority is asked. Numbers, tokens and addresses of one tier mean nothing in another.
 *
 * - `simulator`: our double of the authority, on any address that is not the authority's.
 * - `sandbox`: the authority's test tier, `tsandbox` in its paths.
 * - `production`: numbers that the law knows.
 */
export type Tier = 'simulator' | 'sandbox' | 'production';

/** What {@link createAuthority} needs to know. Everything but the tier and the token has a default. */
export interface AuthorityOptions extends ServerOptions, TokenSource {
  /** How the look-ups of the buyer spell their fields. Default: `pascal`, and `lower` where that is answered with 422. */
  readonly informationNames?: InformationNames;
}

/**
 * `pascal`: `Customer_VAT_Number`, as tables 3.1 and 3.3 of the API description 2.0 / 7.2024 have it. `lower`:
 * `customer_vat_number`, as the addendum of 29.7.2026 has it, for which public clients disagree on the version in the path.
 */
export type InformationNames = 'pascal' | 'lower';

/** What {@link createLogin} needs to know. Everything but the tier and the client has a default. */
export interface LoginOptions extends ServerOptions {
  /** The application, as the authority's portal registered it at this tier. Each tier has a client of its own. */
  readonly client: {
    readonly id: string;
    /** A secret. It cannot be recovered in the portal, only made anew. */
    readonly secret: string;
  };
  /** Where the token service looks for the client. Default: {@link DEFAULT_CLIENT_AUTHENTICATION}. */
  readonly clientAuthentication?: ClientAuthentication;
  /** What is asked for. Default: {@link DEFAULT_SCOPE}. */
  readonly scope?: string;
}

/** `basic`: the Authorization header. `body`: fields of the form. Never both: RFC 6749, section 2.3. */
export type ClientAuthentication = 'basic' | 'body';

/** Where the authority's servers are, and how they are spoken to. */
export interface ServerOptions {
  readonly tier: Tier;
  /**
   * Address of the server, without the paths of the services: `http://127.0.0.1:8080`, or a forwarding server of your
   * own. Has to be https, except on loopback. Required at tier `simulator`; elsewhere each kind of service has a default
   * of its own, {@link DEFAULT_ADDRESSES}.
   */
  readonly address?: string;
  /** Addresses of single kinds of services, where they differ from {@link AuthorityOptions.address}. */
  readonly addresses?: Partial<Addresses>;
  /** Paths of the services below the address; `{tier}` stands for the tier's word. Defaults: {@link DEFAULT_PATHS}. */
  readonly paths?: Partial<ServicePaths>;
  /** Defaults: {@link DEFAULT_TIMEOUTS}. */
  readonly timeouts?: Partial<Timeouts>;
  /**
   * Bytes of an answer's body, unpacked, that are read before the answer is given up. Default: {@link
   * DEFAULT_ANSWER_LIMIT}.
   */
  readonly maximumAnswerBytes?: number;
  /**
   * Node agents to go through: a proxy (calls have to come from Israel), a fixed address, a certificate authority of
   * your own.
   * By default connections are direct and kept for two seconds.
   */
  readonly agent?: { readonly http?: HttpAgent; readonly https?: HttpsAgent };
  /** How often the authority is called. Default: {@link DEFAULT_LIMITS}; at tier `simulator`, no pace. */
  readonly limits?: Partial<Limits>;
  /** When it is left alone. Default: {@link DEFAULT_CIRCUIT}. */
  readonly circuit?: Partial<Circuit>;
  /** The clock that a date in Retry-After is compared with, and that expiries count from. Default: the machine's. */
  readonly now?: () => Date;
}

/** Servers, without paths. */
export interface Addresses {
  /** Numbers, choices, health. */
  readonly services: string;
  /** The look-ups of the buyer. */
  readonly information: string;
  /** The log-in: OAuth. */
  readonly login: string;
}

/** Paths below the address. `{tier}` stands for the tier's word, `{choice}` for Cancel, Continue or FurtherObjection. */
export interface ServicePaths {
  /** POST: one number for one invoice. */
  readonly approval: string;
  /** POST: numbers for a list of invoices. */
  readonly multiApproval: string;
  /** POST: what was chosen on a held invoice. */
  readonly choice: string;
  /** The older spelling of the same, tried where {@link choice} is answered with 404 only. Empty: never tried. */
  readonly olderChoice: string;
  /** POST: a number to its details. */
  readonly details: string;
  /** POST: details to their number. */
  readonly confirmationNumber: string;
  /** POST: the invoices that a buyer received in a period. Experimental. */
  readonly receivedInvoices: string;
  /** GET: the net amount above which a number is needed. Experimental. */
  readonly minimumAmount: string;
  /** GET. */
  readonly health: string;
  /** GET: whether the gateway answers at all. */
  readonly alive: string;
  /** GET in a browser: where a person logs in. */
  readonly authorize: string;
  /** POST: codes and refresh tokens to tokens. */
  readonly token: string;
}

export interface Timeouts {
  /** Milliseconds for each of: finding the address, connecting, the TLS handshake. */
  readonly connectMs: number;
  /**
   * Milliseconds for one exchange, from the first look-up to the last byte of the answer. The wait for a turn before it
   * does not count: see {@link Limits}.
   */
  readonly wholeMs: number;
}

/**
 * The pace of one business. A caller waits for its turn, first come, first served, for as long as its own signal lets it:
 * the turn always comes, because every exchange before it ends after {@link Timeouts.wholeMs}.
 */
export interface Limits {
  /** Calls a second, evenly spaced; a fraction for fewer than one. `Infinity`: no pace. */
  readonly perSecond: number;
  /** Calls under way at a time. */
  readonly atOnce: number;
  /**
   * Milliseconds for which a caller waits where the authority asked for a pause (Retry-After of a 429 or 503). Where it
   * asked for longer, whoever comes before the end is turned away at once with `transport/circuit-open`.
   */
  readonly patienceMs: number;
  /** Milliseconds up to which a Retry-After is believed. */
  readonly longestPauseMs: number;
}

/** The circuit breaker of one business. While it is open every call is `transport/circuit-open`, and nothing is sent. */
export interface Circuit {
  /**
   * Troubles in a row that open it: no connection, a connection that broke, no answer in time, 500 and above. Whatever
   * else the authority says, 460 and all other refusals among it, shows that it is well.
   */
  readonly failures: number;
  /** Milliseconds until one call is let through as a trial. It closes the circuit, or opens it for as long again. */
  readonly restMs: number;
}

/**
 * Which server answers what, by tier. Source: API description 2.0 / 7.2024, sections 2.3, 2.6, 3.2, 3.3 and 4.2: the
 * look-ups of production are on another server than everything else, which "is not a typo" (ICD of 29.7.2026). The
 * log-in: the authority's presentation to software houses of 8.11.2023.
 */
export const DEFAULT_ADDRESSES: Readonly<Record<Exclude<Tier, 'simulator'>, Addresses>> = {
  sandbox: {
    services: 'https://ita-api.taxes.gov.il',
    information: 'https://ita-api.taxes.gov.il',
    login: 'https://openapi.taxes.gov.il',
  },
  production: {
    services: 'https://ita-api.taxes.gov.il',
    information: 'https://openapi.taxes.gov.il',
    login: 'https://openapi.taxes.gov.il',
  },
};

/**
 * Sources: API description 2.0 / 7.2024, sections 2.3, 2.6, 3.2 and 3.3. `choice`: its English edition and the contract of
 * the portal; the Hebrew edition, section 4.2, has `olderChoice`. `receivedInvoices`: edition of 14.7.2025.
 * `minimumAmount`: contract of version 1. `health` and `alive`: the OpenAPI contract of Invoices, version 2. `authorize`
 * and `token`: the presentation of 8.11.2023.
 */
export const DEFAULT_PATHS: ServicePaths = {
  approval: '/shaam/{tier}/Invoices/v2/Approval',
  multiApproval: '/shaam/{tier}/Multi-invoices/v2/MultiApproval',
  choice: '/shaam/{tier}/InvoiceDecisionApi/v1/{choice}',
  olderChoice: '/shaam/{tier}/Invoice-decision/v1/{choice}',
  details: '/shaam/{tier}/invoice-information/v1/details',
  confirmationNumber: '/shaam/{tier}/invoice-information/v1/confirmationNumber',
  receivedInvoices: '/shaam/{tier}/MultiInvoiceInformationApi/v1/Details',
  minimumAmount: '/shaam/{tier}/general-information/v1/MinimumAmount',
  health: '/shaam/{tier}/Invoices/v2/health',
  alive: '/shaam/{tier}/Invoices/v2/alive',
  authorize: '/shaam/{tier}/longtimetoken/oauth2/authorize',
  token: '/shaam/{tier}/longtimetoken/oauth2/token',
};

/**
 * Ours; no source says how long the authority may take. The whole call is long on purpose: to give up on a request that
 * has left makes it unconfirmed, which costs more than waiting.
 */
export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 10_000, wholeMs: 60_000 };

/**
 * Ours: no source of the authority names a limit (looked for until September 2026). Ten a second are 36,000 an hour, more
 * than a business issues; four at once are what the engine asks, and the rest is for choices and look-ups.
 */
export const DEFAULT_LIMITS: Limits = { perSecond: 10, atOnce: 8, patienceMs: 60_000, longestPauseMs: 3_600_000 };

/** Ours. */
export const DEFAULT_CIRCUIT: Circuit = { failures: 5, restMs: 30_000 };

/**
 * What the authority's own contracts say. One integrator uses `invoices_scope` in production since 27.4.2026; no text of
 * the authority says so.
 */
export const DEFAULT_SCOPE: string = 'scope';

/** The presentation of 8.11.2023 has the header for the code and the body for the refresh; both work for both. */
export const DEFAULT_CLIENT_AUTHENTICATION: ClientAuthentication = 'basic';

/** One MiB. Ours: the largest answer to one invoice in the documents is below one KiB. */
export const DEFAULT_ANSWER_LIMIT: number = 1024 * 1024;
