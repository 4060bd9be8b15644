import { z } from 'zod';
import { both } from './localized-issues.ts';
import { secret } from './secret.ts';
import type { SecretReference } from './secret.ts';

/** Whom to tell when something begins to wait for a person: a command, an address, or both. */
export interface NotifyConfiguration {
  /** A program and its words. Gets the message as JSON on its standard input. */
  readonly command?: readonly string[] | undefined;
  /** Gets the message as the body of a POST. */
  readonly url?: string | undefined;
  /** What calls of the address are signed with. */
  readonly secret?: SecretReference | undefined;
  /** Seconds that one call may take. */
  readonly timeout?: number | undefined;
}

export const notify: z.ZodType<NotifyConfiguration> = z
  .strictObject({
    command: z.array(z.string().min(1).max(2_000)).min(1).max(50).optional(),
    url: z
      .url({
        protocol: /^https?$/,
        error: both({
          he: 'נדרשת כתובת שמתחילה ב־https:// או ב־http://',
          en: 'an address that begins with https:// or http://',
        }),
      })
      .refine(
        (text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text),
        both({ he: 'שם וסיסמה אינם נכתבים בכתובת', en: 'no name and no password in the address' }),
      )
      .optional(),
    secret: secret.optional(),
    timeout: z.number().min(1).max(60).optional(),
  })
  .refine(
    ({ command, url }) => command !== undefined || url !== undefined,
    both({ he: 'נדרש command או url', en: 'needs a command or a url' }),
  )
  .refine(
    ({ url, secret: key }) => url === undefined || key !== undefined,
    both({ he: 'ל־url נדרש secret: בו נחתמת כל פנייה', en: 'a url needs a secret: every call is signed with it' }),
  );
