import { z } from 'zod';

/** The fields of a JSON object, their names in lower case: version 1 writes `Confirmation_Number`. */
export type Fields = Readonly<Record<string, unknown>>;

const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());
const text = z.string().trim().min(1);

/** The JSON object that a body is; `undefined` where it is none: HTML, nothing, cut short. */
export function readFields(body: string): Fields | undefined {
  return fieldsOf(readJson(body.replace(/^\uFEFF/, '')));
}

/** `undefined` where a text is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function fieldsOf(value: unknown): Fields | undefined {
  const object = pick(record, value);
  return object && Object.fromEntries(Object.entries(object).map(([key, field]) => [key.toLowerCase(), field]));
}

/** The objects among the values of a list; none where it is no list. */
export function objectsIn(value: unknown): readonly Fields[] {
  return listOf(value)
    .map(fieldsOf)
    .filter((fields) => fields !== undefined);
}

/** Empty where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return pick(list, value) ?? [];
}

/** Text that says something, without blanks around it. */
export function textOf(value: unknown): string | undefined {
  return pick(text, value);
}

/** What has a wrong type is as good as absent. */
export function pick<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}
