import { describe, expect, test } from 'vitest';
import { IshurError, isIshurError } from '../index.ts';
import { defineAdapter } from './index.ts';
import type { Adapter, AdapterContext, AdapterSession, ConfigSchema } from './index.ts';

interface Settings {
  readonly path: string;
}

const schema: ConfigSchema<Settings> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'
        ? { value: { path: value.path } }
        : {
            issues: [
              { message: 'expected a path', path: ['path'] },
              { message: 'and more', path: [{ key: 'other' }, 0] },
            ],
          },
  },
};

const context: AdapterContext = {
  log: { debug: () => {}, info: () => {}, warn: () => {} },
  clock: { now: () => new Date(0) },
  folder: '.',
};

const opened: Settings[] = [];

function adapter(): Adapter {
  return defineAdapter<Settings>({
    id: 'test',
    capabilities: { writeBack: 'none', incremental: false, reread: false, items: false },
    config: schema,
    open: (config) => {
      opened.push(config);
      return Promise.resolve({} as AdapterSession);
    },
    recognise: ({ path }) => (path.endsWith('.test') ? { path } : undefined),
  });
}

describe('defineAdapter', () => {
  test('opens with a configuration that its schema accepts', async () => {
    await adapter().doOpen({ path: 'a', more: 1 }, context);
    expect(opened.at(-1)).toEqual({ path: 'a' });
  });

  test('names every field of a configuration that its schema refuses', async () => {
    await expect(adapter().doOpen({}, context)).rejects.toMatchObject({
      code: 'adapter/invalid-config',
      remedy: 'fix-config',
      message: expect.stringContaining('path: expected a path; other.0: and more') as string,
    });
  });

  test('opens what it recognised itself without judging it again', async () => {
    const made = adapter();
    const config = made.recognise?.({ path: 'x.test', head: new Uint8Array() });
    await made.doOpen(config, context);
    expect(opened.at(-1)).toBe(config);
    expect(made.recognise?.({ path: 'x.other', head: new Uint8Array() })).toBeUndefined();
  });

  test('has no recognise where the definition has none', () => {
    const { id, capabilities, config } = adapter();
    const made = defineAdapter({ id, capabilities, config, open: () => Promise.resolve({} as AdapterSession) });
    expect('recognise' in made).toBe(false);
  });
});

describe('IshurError', () => {
  const error = new IshurError({
    code: 'a/b',
    remedy: 'retry',
    message: { he: 'עברית', en: 'English' },
    retryAfterMs: 5,
  });

  test('carries its remedy and both texts', () => {
    expect(error).toMatchObject({
      name: 'IshurError',
      message: 'English',
      text: { he: 'עברית', en: 'English' },
      retryAfterMs: 5,
    });
  });

  test('is known by its mark, also when it comes from another copy of the package', () => {
    expect(isIshurError(error)).toBe(true);
    expect(isIshurError(Object.assign(new Error('x'), { $$type: 'IshurError' }))).toBe(true);
    expect(isIshurError(new Error('x'))).toBe(false);
    expect(isIshurError({ $$type: 'IshurError' })).toBe(false);
  });
});
