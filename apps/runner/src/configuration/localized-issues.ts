import type { LocalizedMessage } from '@ishur/contract';
import { z } from 'zod';

/** Parts the two languages of one message: no character that a message holds. */
const PART = '\u0000';

/** A message of a schema, which zod takes as one string, in both languages. */
export function both(message: LocalizedMessage): string {
  return `${message.en}${PART}${message.he}`;
}

/** What is wrong with a value, and where: a key that there is not is where it is written. */
export interface LocalizedIssue {
  readonly path: readonly PropertyKey[];
  readonly message: LocalizedMessage;
}

/** What a schema finds wrong with a value, in both languages. Call it for a value that was refused. */
export function localizedIssues(schema: z.ZodType, value: unknown): readonly LocalizedIssue[] {
  const english = schema.safeParse(value).error?.issues ?? [];
  const hebrew = schema.safeParse(value, { error: z.locales.he().localeError }).error?.issues ?? [];
  return english.map((issue, index) => {
    const he = hebrew[index]?.message ?? issue.message;
    return { path: pathOf(issue), message: { en: partOf(issue.message, 0), he: partOf(he, 1) } };
  });
}

function partOf(message: string, part: number): string {
  const parts = message.split(PART);
  return parts[part] ?? message;
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return unknown === undefined ? issue.path : [...issue.path, unknown];
}
