import { z } from 'zod';
import { both } from './localized-issues.ts';
import { secret } from './secret.ts';
import type { SecretReference } from './secret.ts';

export type Tier = 'simulator' | 'sandbox' | 'production';

/** Whom to ask, and how. Everything but the tier has a default, which transport documents with its source. */
export interface AuthorityConfiguration {
  readonly tier: Tier;
  readonly url?: string | undefined;
  readonly addresses?:
    | {
        readonly services?: string | undefined;
        readonly information?: string | undefined;
        readonly login?: string | undefined;
      }
    | undefined;
  /** Names are transport's `ServicePaths`. */
  readonly paths?: Readonly<Record<string, string | undefined>> | undefined;
  readonly informationNames?: 'pascal' | 'lower' | undefined;
  readonly scope?: string | undefined;
  readonly clientAuthentication?: 'basic' | 'body' | undefined;
  /** The address to which the authority sends the person back; has to be registered there, letter by letter. */
  readonly redirect: string;
  /** Where requests for a hearing are filed, shown to whoever chooses one. No source publishes the address, so there is no default. */
  readonly hearings?: string | undefined;
  readonly proxy?: SecretReference | undefined;
  /** In seconds. */
  readonly timeouts?: { readonly connect?: number | undefined; readonly whole?: number | undefined } | undefined;
  readonly limits?: { readonly perSecond?: number | undefined; readonly atOnce?: number | undefined } | undefined;
}

/**
 * Where `ishur connect` waits for the person to come back. Source: the authority's presentation to software houses of
 * 8.11.2023, "http://localhost:" for software that is installed locally; the port is ours.
 */
const DEFAULT_REDIRECT = 'http://localhost:8748/connected';

const path = z
  .string()
  .max(300)
  .regex(/^\/[^?#]*$/, both({ he: 'נתיב שמתחיל ב־/, בלי ? ובלי #', en: 'a path that begins with /, without ? and #' }));
const seconds = z.number().positive().max(600);
/** Calls a second. With fewer than one in a hundred seconds a run would never come to its end. */
const pace = z.number().min(0.01).max(1000);

const addresses = z.strictObject({
  services: z.url().optional(),
  information: z.url().optional(),
  login: z.url().optional(),
});

const paths = z.strictObject({
  approval: path.optional(),
  multiApproval: path.optional(),
  choice: path.optional(),
  olderChoice: z.union([path, z.literal('')]).optional(),
  details: path.optional(),
  confirmationNumber: path.optional(),
  receivedInvoices: path.optional(),
  minimumAmount: path.optional(),
  health: path.optional(),
  alive: path.optional(),
  authorize: path.optional(),
  token: path.optional(),
});

export const authority: z.ZodType<AuthorityConfiguration> = z.strictObject({
  tier: z.enum(['simulator', 'sandbox', 'production']),
  url: z.url().optional(),
  addresses: addresses.optional(),
  paths: paths.optional(),
  informationNames: z.enum(['pascal', 'lower']).optional(),
  scope: z.string().min(1).max(200).optional(),
  clientAuthentication: z.enum(['basic', 'body']).optional(),
  redirect: z.url().default(DEFAULT_REDIRECT),
  hearings: z.url().optional(),
  proxy: secret.optional(),
  timeouts: z.strictObject({ connect: seconds.optional(), whole: seconds.optional() }).optional(),
  limits: z
    .strictObject({
      perSecond: pace.optional(),
      atOnce: z.int().positive().max(100).optional(),
    })
    .optional(),
});
