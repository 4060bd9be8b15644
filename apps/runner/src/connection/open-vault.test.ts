import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseVatNumber } from '@ishur/core';
import type { VatNumber } from '@ishur/core';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { openVault } from './open-vault.ts';

const NOON = new Date('2026-07-01T09:00:00Z');
const LOGIN = NOON.toISOString();
const PAIR = { accessToken: 'an-access-token', refreshToken: 'a-refresh-token', accessExpiresAt: LOGIN };

const NEXT = { ...PAIR, accessToken: 'the-next-access-token', refreshToken: 'the-next-refresh-token' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'כספת-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const CONTEXT = { environment: {}, clock: { now: () => NOON } };

function configuration(): LoadedConfiguration {
  const authority = { tier: 'simulator', redirect: 'http://localhost/' };
  return { folder, ledger: 'ishur.db', key: { file: 'a.key' }, authority } as unknown as LoadedConfiguration;
}

function id(): { readonly tier: string; readonly vatNumber: VatNumber } {
  return { tier: 'simulator', vatNumber: parseVatNumber('777777715') ?? never() };
}

test('a vault that could not be opened is opened once it can be, and closing it complains of nothing', async () => {
  {
    await using vault = await openVault(configuration(), CONTEXT, 'a test');
    await expect(vault.store(id(), PAIR, LOGIN)).rejects.toMatchObject({ code: 'config/secret-missing' });
  }
  await using vault = await openVault(configuration(), CONTEXT, 'a test');
  await expect(vault.store(id(), PAIR, LOGIN)).rejects.toMatchObject({ code: 'config/secret-missing' });
  writeFileSync(join(folder, 'a.key'), 'a'.repeat(64));
  await vault.store(id(), PAIR, LOGIN);
  expect(await vault.read(id())).toMatchObject({ pair: PAIR });
});

test('of two vaults in one process, one waits for the refresh of the other', async () => {
  writeFileSync(join(folder, 'a.key'), 'a'.repeat(64));
  await using one = await openVault(configuration(), CONTEXT, 'ishur run');
  await one.store(id(), PAIR, LOGIN);
  await using other = await openVault(configuration(), CONTEXT, 'ishur doctor');
  const begun = Promise.withResolvers<void>();
  const brought = Promise.withResolvers<typeof PAIR>();
  const refreshed = one.renew(id(), isNew, () => {
    begun.resolve();
    return brought.promise;
  });
  await begun.promise;
  const waiting = other.renew(id(), isNew, () => Promise.reject(new Error('the token was sent twice')));
  expect((await other.read(id()))?.status.loginNeeded).toBeUndefined();
  brought.resolve(NEXT);
  expect(await Promise.all([refreshed, waiting])).toEqual([NEXT, NEXT]);
});

function isNew({ accessToken }: { readonly accessToken: string }): boolean {
  return accessToken === NEXT.accessToken;
}

function never(): never {
  throw new Error('not a dealer number');
}
