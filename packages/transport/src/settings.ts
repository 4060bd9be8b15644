import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Call } from '@ishur/contract/v1';

/**
 * Which authority is asked. Numbers, tokens and addresses of one tier mean nothing in another.
 *
 * - `simulator`: our double of the authority, on any address that is not the authority's.
 * - `sandbox`: the authority's test tier, `tsandbox` in its paths.
 * - `production`: numbers that the law knows.
 */
export type Tier = 'simulator' | 'sandbox' | 'production';

/** What {@link createAuthority} needs to know. Everything but the tier and the token has a default. */
export interface AuthorityOptions {
  readonly tier: Tier;
  /**
   * Address of the server, without the paths of the services: `http://127.0.0.1:8080`, or a forwarding server of your
   * own.
   * Has to be https, except on loopback. Required at tier `simulator`; {@link DEFAULT_ADDRESS} elsewhere.
   */
  readonly address?: string;
  /** Paths of the services below the address; `{tier}` stands for the tier's word. Defaults: {@link DEFAULT_PATHS}. */
  readonly paths?: Partial<ServicePaths>;
  /**
   * The OAuth access token for one call. Asked for before every call; an {@link IshurError} that it throws goes through
   * as it is.
   */
  readonly accessToken: (call: Call) => Promise<string>;
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
  /** The clock that a date in Retry-After is compared with. Default: the machine's. */
  readonly now?: () => Date;
}

export interface ServicePaths {
  /** POST: one number for one invoice. */
  readonly approval: string;
}

export interface Timeouts {
  /** Milliseconds for each of: finding the address, connecting, the TLS handshake. */
  readonly connectMs: number;
  /** Milliseconds for a whole call, from the first look-up to the last byte of the answer. */
  readonly wholeMs: number;
}

/** The same server in both tiers. Source: API description 2.0 / 7.2024, section 2.3. */
export const DEFAULT_ADDRESS: string = 'https://ita-api.taxes.gov.il';

/** Source: API description 2.0 / 7.2024, section 2.3. */
export const DEFAULT_PATHS: ServicePaths = {
  approval: '/shaam/{tier}/Invoices/v2/Approval',
};

/**
 * Ours; no source says how long the authority may take. The whole call is long on purpose: to give up on a request that
 * has left makes it unconfirmed, which costs more than waiting.
 */
export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 10_000, wholeMs: 60_000 };

/** One MiB. Ours: the largest answer to one invoice in the documents is below one KiB. */
export const DEFAULT_ANSWER_LIMIT: number = 1024 * 1024;
