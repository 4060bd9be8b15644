/** The part of JSON Schema that the authority's contract is written in. */
export type Schema = TextSchema | NumberSchema | ArraySchema | ObjectSchema;

export interface TextSchema {
  readonly type: 'string';
  /** In characters (code points), as JSON Schema counts them. */
  readonly maxLength: number;
  readonly pattern?: RegExp;
}

export interface NumberSchema {
  readonly type: 'integer' | 'number';
  readonly minimum: number;
  readonly maximum: number;
  readonly enum?: readonly number[];
}

export interface ArraySchema {
  readonly type: 'array';
  readonly items: Schema;
}

/** `additionalProperties` is always false. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
}

/** What is wrong, with the gateway's code for it. */
export interface Violation {
  readonly code: string;
  /** JSON pointer, `/items/0/category`; empty for the whole body. */
  readonly at: string;
  readonly problem: string;
}

const SHOWN = 60;

/**
 * The first violation, in the order of the contract.
 *
 * Codes as seen in the authority's sandbox: JSV0001 wrong type or null, 0002 missing, 0006 too long, 0007 pattern, 0008
 * below the minimum, 0009 above the maximum, 0013 not in the list. For an unknown property no source names the code;
 * 0003 is our guess.
 */
export function firstViolation(value: unknown, schema: Schema, at: string = ''): Violation | undefined {
  switch (schema.type) {
    case 'string':
      return textViolation(value, schema, at);
    case 'integer':
    case 'number':
      return numberViolation(value, schema, at);
    case 'array':
      if (!Array.isArray(value)) return wrongType(value, at);
      return first(value.map((item, index) => () => firstViolation(item, schema.items, `${at}/${index}`)));
    case 'object':
      return objectViolation(value, schema, at);
  }
}

function textViolation(value: unknown, schema: TextSchema, at: string): Violation | undefined {
  if (typeof value !== 'string') return wrongType(value, at);
  if ([...value].length > schema.maxLength) {
    return { code: 'JSV0006', at, problem: `Invalid string: '${shown(value)}' is longer than ${schema.maxLength}` };
  }
  if (schema.pattern?.test(value) === false) {
    return {
      code: 'JSV0007',
      at,
      problem: `Invalid string: '${shown(value)}' does not match pattern '${schema.pattern.source}'`,
    };
  }
  return undefined;
}

function numberViolation(value: unknown, schema: NumberSchema, at: string): Violation | undefined {
  if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) return wrongType(value, at);
  if (value < schema.minimum)
    return { code: 'JSV0008', at, problem: `Invalid number: ${value} must be >= ${schema.minimum}` };
  if (value > schema.maximum)
    return { code: 'JSV0009', at, problem: `Invalid number: ${value} must be <= ${schema.maximum}` };
  if (schema.enum?.includes(value) === false) {
    return { code: 'JSV0013', at, problem: `Invalid value: ${value} is not one of ${schema.enum.join(', ')}` };
  }
  return undefined;
}

function objectViolation(value: unknown, schema: ObjectSchema, at: string): Violation | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongType(value, at);
  const present = new Map(Object.entries(value));
  const missing = schema.required.find((name) => !present.has(name));
  if (missing !== undefined)
    return { code: 'JSV0002', at, problem: `Invalid object: the property '${missing}' is missing` };
  const unknown = [...present.keys()].find((name) => !Object.hasOwn(schema.properties, name));
  if (unknown !== undefined)
    return { code: 'JSV0003', at, problem: `Invalid object: the property '${shown(unknown)}' is not allowed` };
  return first(
    Object.entries(schema.properties)
      .filter(([name]) => present.has(name))
      .map(
        ([name, property]) =>
          () =>
            firstViolation(present.get(name), property, `${at}/${name}`),
      ),
  );
}

function wrongType(value: unknown, at: string): Violation {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return { code: 'JSV0001', at, problem: `Invalid value type '${type}'` };
}

/** The beginning of a value that may be as long as the whole body. */
function shown(value: string): string {
  const characters = [...value.slice(0, 4 * SHOWN)];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : value;
}

function first(checks: readonly (() => Violation | undefined)[]): Violation | undefined {
  for (const check of checks) {
    const violation = check();
    if (violation !== undefined) return violation;
  }
  return undefined;
}
