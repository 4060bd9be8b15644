import { z } from 'zod';

/** What could be read out of an answer, whichever of the authority's forms it has. */
export interface ParsedAnswer {
  /** `approved`, only where it is a boolean. */
  readonly approved?: boolean;
  /** `confirmation_number`, only where it is text: a JSON number has already lost digits. */
  readonly confirmationNumber?: string;
  readonly errors: readonly AnswerError[];
  /** What the body itself says its status is: `status`, or `httpCode` of the gateway. */
  readonly status?: number;
  /** The gateway's explanation, or a message that is a sentence. */
  readonly explanation?: string;
  readonly errorId?: string;
}

/** One entry of an error list. */
export interface AnswerError {
  /** Digits, as text: the authority writes numbers, version 1 also texts. */
  readonly code?: string;
  readonly text?: string;
  readonly param?: string;
  /** `approval` refused in substance; `request`, `body` and `validation` wrong data. Lower case. */
  readonly location?: string;
}

/** More errors than this in one answer are left unread. */
const MOST_ERRORS = 100;

const record = z.record(z.string(), z.unknown());
const text = z.string().trim().min(1);
const code = z.union([
  z.int().nonnegative().transform(String),
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/),
]);
const status = code.transform(Number).pipe(z.int().min(100).max(599));
const id = z
  .string()
  .trim()
  .regex(/^[\w.:-]{1,64}$/);
const flag = z.boolean();
const list = z.array(z.unknown());

/**
 * Reads an answer forgivingly; `undefined` where it is no JSON object (HTML, nothing, cut short).
 *
 * One reader for all forms: approved; errors of approval, of the request, of the validator (`msg` instead of
 * `message`); `status` and `error_id` alone; the gateway's `httpCode`; PascalCase, number or text for codes, and arrays
 * for `Message` in version 1. What has a wrong type is as good as absent, and nothing is decided here.
 */
export function parseAnswer(body: string): ParsedAnswer | undefined {
  const root = readJson(body);
  if (root === undefined) return undefined;
  const approved = pick(flag, root['approved']);
  const confirmationNumber = pick(text, root['confirmation_number']);
  const said = pick(status, root['httpcode']) ?? pick(status, root['status']);
  const explanation =
    pick(text, root['moreinformation']) ?? pick(text, root['message']) ?? pick(text, root['httpmessage']);
  const errorId = pick(id, root['error_id']);
  return {
    ...(approved !== undefined && { approved }),
    ...(confirmationNumber !== undefined && { confirmationNumber }),
    errors: errorsIn(root['message']).slice(0, MOST_ERRORS).map(readError).filter(saysSomething),
    ...(said !== undefined && { status: said }),
    ...(explanation !== undefined && { explanation }),
    ...(errorId !== undefined && { errorId }),
  };
}

function readJson(body: string): Record<string, unknown> | undefined {
  try {
    return lowered(JSON.parse(body.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** `{ errors: […] }`, or version 1's array of such. */
function errorsIn(message: unknown): unknown[] {
  const parts = pick(list, message) ?? [message];
  return parts.slice(0, MOST_ERRORS).flatMap((part) => pick(list, lowered(part)?.['errors']) ?? []);
}

function readError(entry: unknown): AnswerError {
  const fields = lowered(entry) ?? {};
  const [number, words] = [pick(code, fields['code']), pick(text, fields['message']) ?? pick(text, fields['msg'])];
  const [param, location] = [pick(text, fields['param']), pick(text, fields['location'])];
  return {
    ...(number !== undefined && { code: number }),
    ...(words !== undefined && { text: words }),
    ...(param !== undefined && { param }),
    ...(location !== undefined && { location: location.toLowerCase() }),
  };
}

function saysSomething(error: AnswerError): boolean {
  return error.code !== undefined || error.text !== undefined || error.param !== undefined;
}

/** An object with its keys in lower case: version 1 writes `Confirmation_Number`. */
function lowered(value: unknown): Record<string, unknown> | undefined {
  const object = pick(record, value);
  return object && Object.fromEntries(Object.entries(object).map(([key, field]) => [key.toLowerCase(), field]));
}

function pick<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}
