import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { PriorityConfig } from './config.ts';
import { FORM_NAMES } from './forms.ts';

// A message stands in a Hebrew sentence and in an English one: short, and made of the words of the configuration file.
const secret = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'never stands here itself; write { env: NAME } or { file: path }',
);
const form = z.enum(FORM_NAMES, `expected ${FORM_NAMES.join(', ')}`);
const columnName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'expected NAME or { title: text }');
const column = z.union([columnName, z.strictObject({ title: z.string().min(2) })], 'expected NAME or { title: text }');

function byForm<Value extends z.ZodType>(value: Value): z.ZodUnion<readonly [Value, z.ZodType<ByFormOf<Value>>]> {
  const each = Object.fromEntries(FORM_NAMES.map((name) => [name, value.optional()]));
  return z.union(
    [value, z.strictObject(each) as unknown as z.ZodType<ByFormOf<Value>>],
    'expected NAME, or FORM: NAME',
  );
}

type ByFormOf<Value extends z.ZodType> = {
  readonly [name in (typeof FORM_NAMES)[number]]?: z.infer<Value> | undefined;
};

const currency = z.string().regex(/^[A-Z]{3}$/, 'expected ISO 4217: ILS, USD');

/** Company, ini and form go into an address, where `..` and its encodings have reached other companies: none is free text. */
const company = z
  .string()
  .regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'expected the internal name of the company: letters, digits, _, -')
  .meta({ examples: ['demo'] });

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<PriorityConfig> = z.strictObject(
  {
    url: z
      .string('expected an address')
      .refine(isServiceRoot, 'expected https://host/odata/Priority')
      .meta({ examples: ['https://host/odata/Priority'] }),
    environment: z
      .string('expected tabula.ini')
      .regex(/^[A-Za-z0-9_-]{1,40}\.ini$/, 'expected tabula.ini')
      .meta({ examples: ['tabula.ini'] }),
    company,
    language: z.int().min(1).max(99).optional(),
    login: z.union(
      [
        z.strictObject({ token: secret }),
        z.strictObject({
          user: z.union([z.string().regex(/^[^:\p{Cc}]{1,100}$/u), secret], 'expected a user'),
          password: secret,
        }),
      ],
      'expected token, or user and password: { env: NAME } or { file: path }',
    ),
    application: z.strictObject({ id: secret, key: secret }).optional(),
    forms: z.array(form).min(1).optional(),
    documentTypes: z.partialRecord(form, z.int().min(100).max(999)).optional(),
    columns: z
      .strictObject({
        allocationNumber: byForm(column).optional(),
        customerVatNumber: byForm(column).optional(),
        notices: byForm(column).optional(),
      })
      .optional(),
    fallback: z
      .union(
        [z.strictObject({ column: byForm(column) }), z.strictObject({ attachment: z.literal(true) })],
        'expected { column: NAME } or { attachment: true }',
      )
      .optional(),
    numberForm: z.enum(['whole', 'short']).optional(),
    currencies: z.record(z.string(), currency).optional(),
    lines: z.enum(['never', 'needed']).optional(),
    fairUse: z
      .strictObject({
        callsPerMinute: z.int().min(1).optional(),
        atOnce: z.int().min(1).max(100).optional(),
        pauseSeconds: z.number().min(0).max(3600).optional(),
        patienceSeconds: z.number().min(0).max(3600).optional(),
      })
      .optional(),
    orderBy: z.enum(['IV', 'IVNUM']).optional(),
    pageRows: z.int().min(10).max(50_000).optional(),
    timeoutSeconds: z.number().min(0.01).max(3600).optional(),
    certificates: z.string().min(1).optional(),
    proxy: z
      .union([z.string().refine(isPlainProxy, 'expected http://host:port'), secret], 'expected http://host:port')
      .optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: unknown`
        : 'expected url, environment, company, login',
  },
);

/** Without a password in it, and not in clear over a network: the log-in goes with every call. */
function isServiceRoot(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash, hostname, pathname } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '' || /%|\\|\.\./.test(text) || /\.ini/i.test(pathname))
    return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

function isPlainProxy(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname } = new URL(text);
  return /^https?:$/.test(protocol) && username + password === '' && pathname === '/';
}
