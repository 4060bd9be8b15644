import { deferConfigSchema } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';
import type { FormName } from './forms.ts';

/** Where a secret stands. Never the secret itself: people show configurations to each other. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** A column by its name in the API, or by the title that people see in the form. */
export type ColumnChoice = string | { readonly title: string };

/** One for all forms, or one for each. */
export type ByForm<Value> = Value | { readonly [form in FormName]?: Value | undefined };

export type Login =
  /** A personal access token (19.1 and later). */
  | { readonly token: SecretReference }
  /** The API user of the personnel file. */
  | { readonly user: string | SecretReference; readonly password: SecretReference };

/** What stands under `with` of a source whose adapter is `priority`. */
export interface PriorityConfig {
  /** Up to and with `/odata/Priority`. */
  readonly url: string;
  /** The name of the ini: `tabula.ini`. */
  readonly environment: string;
  /** The company's internal name, in its own case. */
  readonly company: string;
  /** The code after the ini: 1 is Hebrew, 3 English (US). The server's own when absent. */
  readonly language?: number | undefined;
  readonly login: Login;
  /** A licence of its own for this application (18.3 and later). */
  readonly application?: { readonly id: SecretReference; readonly key: SecretReference } | undefined;
  readonly forms?: readonly FormName[] | undefined;
  readonly documentTypes?: { readonly [form in FormName]?: number | undefined } | undefined;
  readonly columns?:
    | {
        readonly allocationNumber?: ByForm<ColumnChoice> | undefined;
        readonly customerVatNumber?: ByForm<ColumnChoice> | undefined;
        readonly notices?: ByForm<ColumnChoice> | undefined;
      }
    | undefined;
  /** Where a number goes where its column cannot take it. */
  readonly fallback?: { readonly column: ByForm<ColumnChoice> } | { readonly attachment: true } | undefined;
  /** `short`: the last nine digits. */
  readonly numberForm?: 'whole' | 'short' | undefined;
  /** Priority's code of a currency, and its ISO 4217. */
  readonly currencies?: Readonly<Record<string, string>> | undefined;
  /** Whether a reading brings lines too, for documents that may need a number; without them none are sent. A rereading always does. */
  readonly lines?: 'never' | 'needed' | undefined;
  readonly fairUse?:
    | {
        readonly callsPerMinute?: number | undefined;
        readonly atOnce?: number | undefined;
        readonly pauseSeconds?: number | undefined;
        readonly patienceSeconds?: number | undefined;
      }
    | undefined;
  readonly orderBy?: 'IV' | 'IVNUM' | undefined;
  readonly pageRows?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** A file with certificates in PEM, beside those that Node trusts. */
  readonly certificates?: string | undefined;
  readonly proxy?: string | SecretReference | undefined;
}

export const priorityConfigSchema: ConfigSchema<PriorityConfig> = deferConfigSchema(
  'zod',
  async () => (await import('./config-schema.ts')).schema,
);
