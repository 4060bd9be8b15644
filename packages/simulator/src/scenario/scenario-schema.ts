import { z } from 'zod';
import { APPROVAL_SCHEMA } from '../approval/approval-schema.ts';
import { hasValidCheckDigit } from '../check-digit.ts';
import type { Behaviour, DealerSettings } from '../dealers/dealer-settings.ts';
import { FAULT_KINDS, SERVICE_NAMES } from '../faults/fault.ts';
import type { Fault } from '../faults/fault.ts';
import { firstViolation } from '../gateway/json-schema.ts';
import type { KnownInvoice } from '../information/known-invoice.ts';
import type { OAuthClient, Scenario } from '../settings.ts';

/** Bounds of an untrusted file: nothing that a test needs is larger. */
const MOST = { dealers: 10_000, rules: 1_000, invoices: 10_000, faults: 1_000, steps: 100, ms: 3_600_000 };

/** Milliseconds by which a Date header may be wrong, in both directions: 400 days. */
const skew = z
  .int()
  .min(-MOST.ms * 24 * 400)
  .max(MOST.ms * 24 * 400);

const text = z.string().min(1).max(200);

/** YAML reads unquoted digits as a number; padding brings the leading zeros back. */
export const dealerNumber: z.ZodType<string> = z.union([z.string(), z.int()]).transform((value, context): string => {
  const digits = String(value);
  if (/^\d{1,9}$/.test(digits) && hasValidCheckDigit(Number(digits))) return digits.padStart(9, '0');
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} is not a dealer's number of nine digits` });
  return z.NEVER;
});

/** `true`, `1001` and `"1001"` all name the reference 1001. */
const reference = z.union([text, z.number()]).transform(String);

const behaviour: z.ZodType<Behaviour> = z.union(
  [
    z.enum(['allocate', 'hold', 'hold-without-choice', 'decision-sent']),
    z.strictObject({ reject: z.int().min(400).max(999) }),
  ],
  { error: 'expected allocate, hold, hold-without-choice, decision-sent or { reject: <code> }' },
);

const behaviours = z.union([behaviour, z.array(behaviour).min(1).max(MOST.steps)], {
  error: 'expected allocate, hold, hold-without-choice, decision-sent, { reject: <code> }, or a list of them',
});

const dealer: z.ZodType<DealerSettings> = z.strictObject({
  name: text.exactOptional(),
  permissions: z.array(z.enum(['request', 'verify'])).exactOptional(),
  behaviour: behaviours.exactOptional(),
  invoices: z
    .array(
      z.strictObject({
        id: reference.exactOptional(),
        reference: reference.exactOptional(),
        customer: dealerNumber.exactOptional(),
        net: z.number().min(0).exactOptional(),
        netAbove: z.number().min(0).exactOptional(),
        behaviour: behaviours,
      }),
    )
    .max(MOST.rules)
    .exactOptional(),
});

const dealers = z
  .record(z.string(), dealer)
  .refine((entries) => Object.keys(entries).length <= MOST.dealers, `more than ${MOST.dealers} dealers`)
  .transform((entries, context): Record<string, DealerSettings> => {
    const named: [string, DealerSettings][] = Object.entries(entries).map(([number, settings]) => {
      const parsed = number === '*' ? { success: true as const, data: number } : dealerNumber.safeParse(number);
      if (parsed.success) return [parsed.data, settings];
      const message = `"${number}" is neither a dealer's number of nine digits nor *`;
      context.addIssue({ code: 'custom', message, path: [number] });
      return [number, settings];
    });
    return Object.fromEntries(named);
  });

const invoice = z
  .looseObject({ confirmation_number: z.string().regex(/^\d{1,30}$/, 'up to 30 digits, as text') })
  .transform((value, context): KnownInvoice => {
    const { confirmation_number, tier, ...fields } = value;
    const required = ['vat_number', 'customer_vat_number', 'payment_amount', 'vat_amount', 'invoice_date'];
    const violation = firstViolation(fields, { ...APPROVAL_SCHEMA, required });
    const isTier = tier === undefined || tier === 'tsandbox' || tier === 'production';
    if (violation === undefined && isTier) return value as unknown as KnownInvoice;
    const message = isTier ? (violation?.problem ?? '') : 'tier: expected tsandbox or production';
    const path = violation?.at.split('/').slice(1) ?? [];
    context.addIssue({ code: 'custom', message, path, input: confirmation_number });
    return z.NEVER;
  });

const fault: z.ZodType<Fault> = z
  .strictObject({
    kind: z.enum(FAULT_KINDS),
    service: z.enum(SERVICE_NAMES).exactOptional(),
    dealer: dealerNumber.exactOptional(),
    invoice: reference.exactOptional(),
    nth: z.int().min(1).exactOptional(),
    times: z.union([z.int().min(1), z.literal('always')], 'expected a whole number from 1, or always').exactOptional(),
    probability: z.number().min(0).max(1).exactOptional(),
    when: z.enum(['before', 'after']).exactOptional(),
    ms: skew.exactOptional(),
    status: z.int().min(400).max(599).exactOptional(),
    retryAfter: z.int().min(0).max(86_400).exactOptional(),
    retryAfterForm: z.enum(['seconds', 'date']).exactOptional(),
    bytes: z
      .int()
      .min(1)
      .max(1024 * 1024)
      .exactOptional(),
  })
  .superRefine((value, context) => {
    for (const [message, path] of misfits(value)) context.addIssue({ code: 'custom', message, path: [path] });
  });

/** What does not go together in one fault. */
function* misfits(fault: Fault): Iterable<readonly [message: string, field: string]> {
  const { kind, ms, status, when } = fault;
  if (kind === 'status' && status === undefined) yield ['a fault of this kind needs it, from 400 to 599', 'status'];
  if (kind !== 'status' && status !== undefined) yield [`a fault "${kind}" has none`, 'status'];
  if (kind !== 'status' && fault.retryAfter !== undefined) yield [`a fault "${kind}" has none`, 'retryAfter'];
  if ((kind === 'latency' || kind === 'skew') && ms === undefined) yield ['milliseconds are needed', 'ms'];
  if (kind !== 'skew' && ms !== undefined && (ms < 0 || ms > MOST.ms)) yield [`from 0 to ${MOST.ms}`, 'ms'];
  if (kind === 'refuse') {
    for (const field of ['service', 'dealer', 'invoice', 'when'] as const) {
      if (fault[field] !== undefined) yield ['a connection is refused before anything of it is known', field];
    }
    if (ms !== undefined && fault.times !== undefined) yield ['either times or ms', 'times'];
  }
  if ((kind === 'cut' || kind === 'slow') && when === 'before') yield [`a fault "${kind}" is always after`, 'when'];
}

export const faultsSchema: z.ZodType<readonly Fault[]> = z.array(fault).max(MOST.faults);

const seconds = z.int().min(1).max(MOST.ms);

const client: z.ZodType<OAuthClient> = z.strictObject({
  id: text,
  secret: text,
  redirectUris: z.array(z.url()).max(100).exactOptional(),
});

export const scenarioSchema: z.ZodType<Scenario> = z.strictObject({
  seed: z.int().exactOptional(),
  personality: z.enum(['same-number', 'error', 'new-number']).exactOptional(),
  window: z
    .strictObject({
      monthsBack: z.int().min(0).max(1200).exactOptional(),
      monthsAhead: z.int().min(0).max(1200).exactOptional(),
    })
    .exactOptional(),
  tokens: z.enum(['any', 'issued']).exactOptional(),
  oauth: z
    .strictObject({
      expiresIn: seconds.exactOptional(),
      refreshTokenExpiresIn: z.int().min(1).max(1_000_000_000).exactOptional(),
      codeExpiresIn: seconds.exactOptional(),
      scope: z
        .string()
        .regex(/^\S{1,100}$/, 'one word')
        .exactOptional(),
      consent: z.enum(['page', 'approve', 'refuse']).exactOptional(),
      dealer: dealerNumber.exactOptional(),
      clients: z.array(client).max(100).exactOptional(),
      refreshes: z.union([z.int().min(0), z.literal('unlimited')]).exactOptional(),
      rotationExtends: z.boolean().exactOptional(),
      reuseRevokes: z.boolean().exactOptional(),
    })
    .exactOptional(),
  decisions: z
    .strictObject({
      path: z.enum(['InvoiceDecisionApi', 'Invoice-decision', 'both']).exactOptional(),
      repeated: z.enum(['accepted', 'refused']).exactOptional(),
    })
    .exactOptional(),
  lookUps: z.strictObject({ v1: z.enum(['capitals', 'lower-case']).exactOptional() }).exactOptional(),
  proforma: z
    .strictObject({
      unknown: z.enum(['allocate', 'reject']).exactOptional(),
      beyond: z.enum(['allocate', 'reject']).exactOptional(),
    })
    .exactOptional(),
  dealers: dealers.exactOptional(),
  invoices: z.array(invoice).max(MOST.invoices).exactOptional(),
  faults: faultsSchema.exactOptional(),
  dateSkewMs: skew.exactOptional(),
});
