import { z } from 'zod';

/** How a business calls itself on the documents that `ishur print` makes. Its dealer's number stands there by itself. */
export interface IssuerConfiguration {
  readonly name?: string | undefined;
  /** First line first. */
  readonly address?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
}

const line = z.string().trim().min(1).max(160);

export const issuer: z.ZodType<IssuerConfiguration> = z.strictObject({
  name: line.optional(),
  address: z.array(line).min(1).max(6).optional(),
  phone: line.optional(),
  email: line.optional(),
  website: line.optional(),
});
