import type { PolicySettings } from '@ishur/engine';
import { z } from 'zod';

/** How asks are sent, batched and tried again. Defaults: the engine's `DEFAULT_POLICIES`. Durations are in seconds. */
export interface AskingConfiguration {
  readonly unconfirmed?: 'resend' | 'manual' | undefined;
  readonly sendings?: number | undefined;
  readonly atOnce?: number | undefined;
  /** Whether the zero-rate document of a reverse charge has to bear the day of the invoice that it stands in for. */
  readonly replacementDate?: 'same' | 'any' | undefined;
  /** Numbers of the stock for outages may be entered, after so many failed tries of a document. */
  readonly emergency?: { readonly afterFailures?: number | undefined } | undefined;
  readonly batching?: 'never' | { readonly from?: number | undefined; readonly upTo?: number | undefined } | undefined;
  readonly retries?:
    | {
        readonly first?: number | undefined;
        readonly factor?: number | undefined;
        readonly longest?: number | undefined;
        readonly jitter?: number | undefined;
        readonly parkAfter?: number | undefined;
        readonly parkAfterTries?: number | undefined;
      }
    | undefined;
}

/** Fewer than five the authority does not take. Model document 1.0 of its service, edition 8.2023, chapter 4. */
const FAILURES = 5;

const emergency = z.strictObject({ afterFailures: z.int().min(FAILURES).max(1_000).optional() });

const batching = z.strictObject({
  from: z.int().min(2).max(100_000).optional(),
  upTo: z.int().min(2).max(1_000).optional(),
});

const retries = z.strictObject({
  first: z.number().min(1).max(86_400).optional(),
  factor: z.number().min(1).max(100).optional(),
  longest: z.number().min(1).max(86_400).optional(),
  jitter: z.number().min(0).max(1).optional(),
  parkAfter: z.number().min(1).max(31_536_000).optional(),
  parkAfterTries: z.int().min(1).max(100_000).optional(),
});

export const asking: z.ZodType<AskingConfiguration> = z.strictObject({
  unconfirmed: z.enum(['resend', 'manual']).optional(),
  sendings: z.int().min(1).max(100).optional(),
  atOnce: z.int().min(1).max(100).optional(),
  replacementDate: z.enum(['same', 'any']).optional(),
  emergency: emergency.optional(),
  batching: z.union([z.literal('never'), batching]).optional(),
  retries: retries.optional(),
});

/** The settings as the engine takes them. */
export function policySettings({
  unconfirmed,
  sendings,
  atOnce,
  batching: many,
  retries: again,
  replacementDate,
}: AskingConfiguration): PolicySettings {
  return defined({
    unconfirmed,
    sendings,
    asksAtOnce: atOnce,
    replacementDate,
    batching: many === undefined || many === 'never' ? many : defined({ from: many.from, upTo: many.upTo }),
    retries:
      again &&
      defined({
        firstMs: milliseconds(again.first),
        factor: again.factor,
        longestMs: milliseconds(again.longest),
        jitter: again.jitter,
        parkAfterMs: milliseconds(again.parkAfter),
        parkAfterTries: again.parkAfterTries,
      }),
  });
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

type Defined<Settings> = { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> };

/** Without what was left out, which zod keeps as undefined. */
function defined<Settings extends object>(settings: Settings): Defined<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Defined<Settings>;
}

/** Failed tries after which a document may get an emergency number; `undefined`: such numbers are not taken. */
export function emergencyAfter({ emergency: settings }: AskingConfiguration): number | undefined {
  return settings === undefined ? undefined : (settings.afterFailures ?? FAILURES);
}
