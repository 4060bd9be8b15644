import type { Adapter } from '@ishur/contract/v1';
import { z } from 'zod';
import { configurationSchema } from './schema.ts';

type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema (draft 2020-12) of a configuration, with the adapters that there are: an editor completes their names, and
 * their settings where an adapter tells them.
 */
export async function configurationJsonSchema(adapters: Iterable<Adapter>): Promise<JsonSchema> {
  const schema = z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const all = [...adapters];
  const source = at(schema, 'properties', 'businesses', 'items', 'properties', 'sources', 'items');
  const properties = at(source, 'properties');
  properties['adapter'] = { type: 'string', enum: all.map(({ id }) => id) };
  properties['with'] = { type: 'object' };
  source['allOf'] = await Promise.all(
    all.map(async (adapter) => ({
      if: { properties: { adapter: { const: adapter.id } } },
      then: { properties: { with: await settingsOf(adapter) } },
    })),
  );
  return { ...schema, title: 'ishur.config.yaml' };
}

/** What the adapter's schema says by the standard's JSON Schema part; whatever an object may hold, where it says nothing. */
async function settingsOf(adapter: Adapter): Promise<JsonSchema> {
  const open: JsonSchema = { type: 'object', additionalProperties: true };
  const standard: unknown = adapter.config['~standard'];
  if (typeof standard !== 'object' || standard === null || !('jsonSchema' in standard)) return open;
  const { jsonSchema } = standard;
  if (typeof jsonSchema !== 'object' || jsonSchema === null || !('input' in jsonSchema)) return open;
  if (typeof jsonSchema.input !== 'function') return open;
  try {
    const told: unknown = await jsonSchema.input({ target: 'draft-2020-12' });
    if (typeof told !== 'object' || told === null) return open;
    // One schema is one document; a second name of its dialect would be refused within it.
    const settings = { ...(told as JsonSchema) };
    delete settings['$schema'];
    return settings;
  } catch {
    // A schema that cannot be spelled so is no reason to have none at all.
    return open;
  }
}

function at(schema: JsonSchema, ...keys: readonly string[]): JsonSchema {
  let inner = schema;
  for (const key of keys) inner = inner[key] as JsonSchema;
  return inner;
}
