import { z } from 'zod';
import { fieldsOf, listOf, objectsIn, pick, readFields, textOf } from './json.ts';
import type { Fields } from './json.ts';

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

/** More errors than this about one invoice are left unread. */
const MOST_ERRORS = 100;

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

/** Reads an answer forgivingly; `undefined` where it is no JSON object. See {@link answerIn}. */
export function parseAnswer(body: string): ParsedAnswer | undefined {
  const root = readFields(body);
  return root && answerIn(root);
}

/**
 * One reader for all forms: approved; errors of approval, of the request, of the validator (`msg` instead of
 * `message`); `status` and `error_id` alone; the gateway's `httpCode`; PascalCase, number or text for codes, and arrays
 * for `Message` in version 1. Also for one invoice within a batch. What has a wrong type is as good as absent, and
 * nothing is decided here.
 */
export function answerIn(root: Fields): ParsedAnswer {
  const approved = flagOf(root['approved']);
  const confirmationNumber = textOf(root['confirmation_number']);
  const said = pick(status, root['httpcode']) ?? pick(status, root['status']);
  const explanation = textOf(root['moreinformation']) ?? textOf(root['message']) ?? textOf(root['httpmessage']);
  const errorId = idOf(root['error_id']);
  return {
    ...(approved !== undefined && { approved }),
    ...(confirmationNumber !== undefined && { confirmationNumber }),
    errors: errorsIn(root).slice(0, MOST_ERRORS).map(readError).filter(saysSomething),
    ...(said !== undefined && { status: said }),
    ...(explanation !== undefined && { explanation }),
    ...(errorId !== undefined && { errorId }),
  };
}

/** The parts of `message`: one object, or version 1's array of such. */
export function messageParts(root: Fields): readonly Fields[] {
  const { message } = root;
  const parts = Array.isArray(message) ? message : [message];
  return objectsIn(parts);
}

/** `true` and `false`, and nothing that only looks like them. */
export function flagOf(value: unknown): boolean | undefined {
  return pick(flag, value);
}

/** An id that may be shown and logged. */
export function idOf(value: unknown): string | undefined {
  return pick(id, value);
}

/** Within `message`, or beside it: the batch of version 1. */
function errorsIn(root: Fields): readonly unknown[] {
  return [...messageParts(root).slice(0, MOST_ERRORS), root].flatMap((part) => listOf(part['errors']));
}

function readError(entry: unknown): AnswerError {
  const fields = fieldsOf(entry) ?? {};
  const [number, words] = [pick(code, fields['code']), textOf(fields['message']) ?? textOf(fields['msg'])];
  const [param, location] = [textOf(fields['param']), textOf(fields['location'])];
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
