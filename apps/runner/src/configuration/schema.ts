import { SERIES_LENGTH, parseBusinessDay, parseVatNumber, validateAsker } from '@ishur/core';
import type { BusinessDay, VatNumber } from '@ishur/core';
import { z } from 'zod';
import { authority } from './authority-schema.ts';
import type { AuthorityConfiguration } from './authority-schema.ts';
import { issuer } from './issuer-schema.ts';
import type { IssuerConfiguration } from './issuer-schema.ts';
import { both, localizedIssues } from './localized-issues.ts';
import type { LocalizedIssue } from './localized-issues.ts';
import { notify } from './notify-schema.ts';
import type { NotifyConfiguration } from './notify-schema.ts';
import { secret } from './secret.ts';
import type { SecretReference } from './secret.ts';
import { parseSchedule } from './schedule.ts';
import { asking } from './asking-schema.ts';
import type { AskingConfiguration } from './asking-schema.ts';

/** The configuration of a distribution, validated. Architecture: section 8 of the design; reference in docs/. */
export interface Configuration {
  readonly authority: AuthorityConfiguration;
  /** Path of the ledger, as it was written: relative to the configuration's folder. */
  readonly ledger: string;
  /** Path of the file with the tokens; by default beside the ledger. */
  readonly vault?: string | undefined;
  /** The OAuth client that the authority gave to whoever runs this. */
  readonly client?: { readonly id: string | SecretReference; readonly secret: SecretReference } | undefined;
  /** What tokens and frozen bytes are encrypted with; by default a file that is made at first need. */
  readonly key?: SecretReference | undefined;
  /** How asks are sent, batched and tried again. */
  readonly asking?: AskingConfiguration | undefined;
  /** Whom to tell when something begins to wait for a person. */
  readonly notify?: NotifyConfiguration | undefined;
  /** Packages with adapters, beside the built-in ones. */
  readonly adapters: readonly string[];
  readonly businesses: readonly BusinessConfiguration[];
}

export interface BusinessConfiguration {
  readonly id: string;
  readonly vatNumber: VatNumber;
  readonly operator: { readonly name?: string | undefined; readonly id?: VatNumber | undefined };
  readonly ask: 'required' | 'eligible' | 'nothing';
  readonly softwareNumber?: VatNumber | undefined;
  readonly unionVatNumber?: VatNumber | undefined;
  readonly authorizedCompany?: VatNumber | undefined;
  /** What `ishur print` puts at the head of a document. */
  readonly issuer?: IssuerConfiguration | undefined;
  readonly sources: readonly SourceConfiguration[];
  /** Lists of received invoices, for `ishur verify`. No run reads them. */
  readonly purchases: readonly PurchasesConfiguration[];
}

export interface SourceConfiguration {
  readonly id: string;
  readonly adapter: string;
  readonly series?: string | undefined;
  readonly from?: BusinessDay | undefined;
  /** Of the program that made its documents, where they do not say it themselves. */
  readonly softwareNumber?: VatNumber | undefined;
  /** When `ishur run --watch` reads it. */
  readonly every?: string | undefined;
  /** The adapter's own settings, judged by its own schema. */
  readonly with: unknown;
}

export interface PurchasesConfiguration {
  readonly id: string;
  readonly adapter: string;
  readonly from?: BusinessDay | undefined;
  /** The adapter's own settings. */
  readonly with: unknown;
}

const name = z.string().regex(
  /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u,
  both({
    he: 'נדרש שם של עד 40 אותיות, ספרות, נקודה, מקף או קו תחתון',
    en: 'a name of letters, digits, dot, dash or underscore, up to 40',
  }),
);

/** YAML reads unquoted digits as a number; padding brings the leading zeros back. */
const vatNumber = z.union([z.string(), z.int().positive()]).transform((value, context): VatNumber => {
  const parsed = parseVatNumber(String(value));
  if (parsed !== undefined) return parsed;
  const found = JSON.stringify(value);
  const message = both({
    he: `${found} אינו מספר עוסק של תשע ספרות`,
    en: `${found} is not a dealer's number of nine digits`,
  });
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const day = z.string().transform((value, context): BusinessDay => {
  const parsed = parseBusinessDay(value);
  if (parsed !== undefined) return parsed;
  const found = JSON.stringify(value);
  const message = both({ he: `${found} אינו תאריך; כתבו YYYY-MM-DD`, en: `${found} is not a day; write YYYY-MM-DD` });
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const source = z
  .strictObject({
    id: name,
    adapter: z.string(),
    series: z.string().max(SERIES_LENGTH).optional(),
    softwareNumber: vatNumber.optional(),
    from: day.optional(),
    every: z
      .string()
      .refine(
        (text) => parseSchedule(text) !== undefined,
        both({
          he: 'כתבו 30s, 10m או 2h, או חמישה שדות של cron: 0 7-19 * * 0-4',
          en: 'write 30s, 10m or 2h, or the five fields of cron: 0 7-19 * * 0-4',
        }),
      )
      .optional(),
    with: z
      .unknown()
      .optional()
      .transform((value) => value ?? {}),
  })
  .superRefine(holdsSales);

const purchases = z.strictObject({
  id: name,
  adapter: z.string(),
  from: day.optional(),
  with: z
    .unknown()
    .optional()
    .transform((value) => value ?? {}),
});

const business = z
  .strictObject({
    id: name,
    vatNumber,
    operator: z
      .strictObject({ name: z.string().trim().min(1).max(25).optional(), id: vatNumber.optional() })
      .refine(
        (value) => value.name !== undefined || value.id !== undefined,
        both({ he: 'נדרש name או id של מי שמבקש', en: 'needs a name or an id of whoever asks' }),
      ),
    ask: z.enum(['required', 'eligible', 'nothing']).default('required'),
    softwareNumber: vatNumber.optional(),
    unionVatNumber: vatNumber.optional(),
    authorizedCompany: vatNumber.optional(),
    issuer: issuer.optional(),
    sources: z.array(source).min(1).superRefine(uniqueIds),
    purchases: z.array(purchases).superRefine(uniqueIds).default([]),
  })
  .superRefine(asksRightly);

const configuration = z.strictObject({
  authority,
  ledger: z.string().min(1).default('./ishur.db'),
  vault: z.string().min(1).optional(),
  asking: asking.optional(),
  notify: notify.optional(),
  adapters: z.array(z.string()).default([]),
  client: z.strictObject({ id: z.union([z.string().min(1).max(200), secret]), secret }).optional(),
  key: secret.optional(),
  businesses: z.array(business).min(1).superRefine(uniqueIds).superRefine(uniqueDealers),
});

/** The schema itself, for whoever spells it in another language. */
export const configurationSchema: z.ZodType<Configuration> = configuration;

export type ConfigurationIssue = LocalizedIssue;

export type ValidatedConfiguration =
  | { readonly configuration: Configuration; readonly issues?: undefined }
  | { readonly issues: readonly ConfigurationIssue[] };

/** Validates what a configuration file holds. */
export function validateConfiguration(value: unknown): ValidatedConfiguration {
  const result = configuration.safeParse(value);
  if (!result.success) return { issues: localizedIssues(configuration, value) };
  return { configuration: result.data };
}

function uniqueIds(items: readonly { readonly id: string }[], context: z.core.$RefinementCtx): void {
  for (const [index, { id }] of items.entries()) {
    if (items.findIndex((item) => item.id === id) < index) {
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: both({ he: `"${id}" מופיע פעמיים`, en: `"${id}" is used twice` }),
      });
    }
  }
}

/** What the authority would refuse of every ask, because of who asks. */
function asksRightly(
  { vatNumber: number, operator, softwareNumber }: BusinessAsking,
  context: z.core.$RefinementCtx,
): void {
  const { name: operatorName, id } = operator;
  const asker = { ...(operatorName !== undefined && { name: operatorName }), ...(id !== undefined && { id }) };
  for (const { path, message } of validateAsker({
    vatNumber: number,
    operator: asker,
    softwareNumber: softwareNumber ?? number,
  })) {
    context.addIssue({ code: 'custom', path: path.split('.'), message: both(message) });
  }
}

type BusinessAsking = Pick<BusinessConfiguration, 'vatNumber' | 'operator' | 'softwareNumber'>;

/** What suppliers issued is verified, and never asked for: `run` would ask for numbers for their invoices. */
function holdsSales({ with: settings }: { readonly with: unknown }, context: z.core.$RefinementCtx): void {
  if (typeof settings !== 'object' || settings === null || !('holds' in settings) || settings.holds !== 'purchases')
    return;
  context.addIssue({
    code: 'custom',
    path: ['with', 'holds'],
    message: both({
      he: 'תחת sources עומדים מסמכים שהעסק מפיק; רשימת רכש רשמו תחת purchases של העסק',
      en: '`sources` are documents that the business issues; write a list of purchases under its `purchases`',
    }),
  });
}

/** One dealer is one business: its numbering, its connection and its cases are the same, whatever it is called. */
function uniqueDealers(items: readonly { readonly vatNumber: string }[], context: z.core.$RefinementCtx): void {
  for (const [index, { vatNumber: number }] of items.entries()) {
    if (items.findIndex((item) => item.vatNumber === number) < index) {
      const message = both({
        he: `${number} כבר שייך לעסק אחר כאן; הוסיפו לו מקור שני במקום עסק שני`,
        en: `${number} is another business already; give that one a second source instead`,
      });
      context.addIssue({ code: 'custom', path: [index, 'vatNumber'], message });
    }
  }
}
