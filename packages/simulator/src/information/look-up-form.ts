import { requestError } from '../approval/error-codes.ts';
import type { NumberSchema, ObjectSchema, TextSchema } from '../gateway/json-schema.ts';
import type { SimulatedAnswer } from '../http/answer.ts';
import { inCapitals } from './capitals.ts';

/** How one version of the look-ups spells what it reads and writes. */
export type LookUpForm = 'capitals' | 'lower-case';

type Fields = Readonly<Record<string, NumberSchema | TextSchema>>;

export function schemaIn(form: LookUpForm, required: readonly string[], fields: Fields): ObjectSchema {
  const spell = spellingOf(form);
  return {
    type: 'object',
    required: required.map(spell),
    properties: Object.fromEntries(Object.entries(fields).map(([name, schema]) => [spell(name), schema])),
  };
}

/** The fields of a request by their lower-case names. */
export function readIn(form: LookUpForm, body: unknown, fields: Fields): Readonly<Record<string, unknown>> {
  const values = new Map(Object.entries(body as object));
  return Object.fromEntries(Object.keys(fields).map((name) => [name, values.get(spellingOf(form)(name))]));
}

/** An object and everything in it, in the names of the form. */
export function writeIn(form: LookUpForm, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => writeIn(form, each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [spellingOf(form)(name), writeIn(form, each)]));
}

/**
 * Nothing was found: 200 with a text in capitals (section 3), 400 with 472 in the lower-case form (addendum of
 * 29.7.2026, as its readers tell).
 */
export function nothingFound(form: LookUpForm, further: object = {}): SimulatedAnswer {
  if (form === 'capitals') {
    return { status: 200, body: writeIn(form, { status: 200, message: 'Cannot retrieve information', ...further }) };
  }
  return { status: 400, body: { status: 400, message: { errors: [requestError(472)] } } };
}

function spellingOf(form: LookUpForm): (name: string) => string {
  return form === 'capitals' ? inCapitals : (name) => name;
}
