import type { Business } from '@ishur/engine';
import { openMemoryLedger, openMemoryVault } from '@ishur/engine/conformance';
import type { VatNumber } from '@ishur/core';
import { defineAdapter } from '@ishur/contract/v1';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { composeBusiness } from './compose-business.ts';
import { composeRoot } from './compose-root.ts';
import { instancePerContainerCachingFactory } from './container.ts';
import type { DependencyContainer, InjectionToken } from './container.ts';
import { OF_BUSINESS, ROOT } from './tokens.ts';

const adapter = defineAdapter({
  id: 'empty',
  capabilities: { writeBack: 'none', incremental: false, reread: false, items: false },
  config: z.unknown(),
  open: async () => ({
    check: async () => ({ writeBack: { possible: false, reason: { he: 'אין', en: 'none' } }, notes: [] }),
    async *read() {},
    async [Symbol.asyncDispose]() {},
  }),
});

describe('the composition', () => {
  test('resolves every token', async () => {
    const child = compose(makeRoot(), 'acme');
    for (const [name, token] of [...Object.entries(ROOT), ...Object.entries(OF_BUSINESS)]) {
      expect(await child.resolve(token as InjectionToken<unknown>), name).toBeDefined();
    }
  });

  test('lets two businesses share nothing but the values of the root', async () => {
    const root = makeRoot();
    expect(await sharedBetween(compose(root, 'acme'), compose(root, 'gal'))).toEqual([]);
  });

  // The mistake that the guard is for. Measured: a caching factory at the root hands the first business to the second.
  test('would be found out if a factory at the root cached one business for all (canary)', async () => {
    const { instanceCachingFactory } = await import('tsyringe');
    const root = makeRoot();
    root.register(OF_BUSINESS.business, { useFactory: instanceCachingFactory(businessOfContainer) });
    expect(await sharedBetween(bare(root, 'acme'), bare(root, 'gal'), ['business'])).toEqual(['business']);
  });

  test('is right to cache by container (control of the canary)', async () => {
    const root = makeRoot();
    root.register(OF_BUSINESS.business, { useFactory: instancePerContainerCachingFactory(businessOfContainer) });
    expect(await sharedBetween(bare(root, 'acme'), bare(root, 'gal'), ['business'])).toEqual([]);
  });
});

type Name = keyof typeof OF_BUSINESS;

/** The names of the business's own tokens for which both containers give the same object. */
async function sharedBetween(
  first: DependencyContainer,
  second: DependencyContainer,
  names: readonly Name[] = Object.keys(OF_BUSINESS) as Name[],
): Promise<Name[]> {
  const shared: Name[] = [];
  for (const name of names) {
    const token = OF_BUSINESS[name] as InjectionToken<unknown>;
    // What a promise resolves to counts, not the promise.
    if ((await first.resolve(token)) === (await second.resolve(token))) shared.push(name);
  }
  return shared;
}

/** A child that knows only whose it is, so that everything else comes from the root. */
function bare(root: DependencyContainer, id: string): DependencyContainer {
  const child = root.createChildContainer();
  child.register(OF_BUSINESS.settings, { useValue: settingsOf(id) });
  return child;
}

function businessOfContainer(container: DependencyContainer): Business {
  const { id, vatNumber } = container.resolve(OF_BUSINESS.settings);
  return { id, vatNumber, operator: { name: 'office' }, ask: 'required' };
}

function makeRoot(): DependencyContainer {
  return composeRoot({
    configuration: {
      authority: { tier: 'simulator', redirect: 'http://localhost:8748/connected' },
      ledger: './ishur.db',
      adapters: [],
      businesses: [],
      file: 'ishur.config.yaml',
      folder: '.',
    },
    adapters: new Map([['empty', adapter]]),
    ledger: openMemoryLedger(new Map(), 'simulator'),
    vault: openMemoryVault(new Map(), { runner: { name: 'test', isAlive: () => true }, now: () => new Date(0) }),
    environment: {},
    clock: { now: () => new Date(0) },
    log: { debug: () => {}, info: () => {}, warn: () => {} },
    runner: { name: 'test', isAlive: () => true },
    report: () => () => {},
    signal: new AbortController().signal,
  });
}

function compose(root: DependencyContainer, id: string): DependencyContainer {
  return composeBusiness(root, settingsOf(id), new AsyncDisposableStack());
}

function settingsOf(id: string): BusinessConfiguration {
  return {
    id,
    vatNumber: '777777715' as VatNumber,
    operator: { name: 'office' },
    ask: 'required',
    sources: [{ id: 'office', adapter: 'empty', with: {} }],
    purchases: [],
  };
}
