import { describe, expect, test } from 'vitest';
import { memoryShelf, openMemoryVault } from '../conformance/memory-vault.ts';
import type { VaultStorage } from '../conformance/memory-vault.ts';
import { ACME, LOGIN, heldSwap, insteadOf, never, neverSwap, pairOf, stageOf } from '../conformance/vault-stage.ts';
import type { Stage } from '../conformance/vault-stage.ts';
import { createSealer } from '../sealing/create-sealer.ts';
import { createVault } from './create-vault.ts';

function newStage(): { readonly stage: Stage; readonly storage: VaultStorage } {
  const storage: VaultStorage = new Map();
  return { stage: stageOf({ open: async (process) => openMemoryVault(storage, process) }), storage };
}

function error(code: string, remedy: string = 'retry'): Error {
  return expect.objectContaining({ code, remedy }) as Error;
}

describe('a vault', () => {
  test('hands nothing but sealed tokens to its shelf', async () => {
    const { stage, storage } = newStage();
    await using vault = await stage.open('a');
    await vault.store(ACME, pairOf(0), LOGIN);
    await vault.renew(ACME, never, async () => pairOf(1));
    const shown = JSON.stringify([...storage.values()]);
    expect(shown).toContain('v1.');
    expect(shown).not.toMatch(/access-\d|refresh-\d/);
  });

  test('that closes sends away whoever waits for another process, and sends nothing', async () => {
    const { stage } = newStage();
    await using owner = await stage.open('a');
    const closing = await stage.open('b');
    await owner.store(ACME, pairOf(0), LOGIN);
    using held = heldSwap();
    owner.renew(ACME, never, held.swap).catch(() => {});
    await held.begun;
    const waiting = [closing.renew(ACME, insteadOf(0), neverSwap), closing.renew(ACME, insteadOf(0), neverSwap)];
    const sentAway = Promise.all(waiting.map((call) => expect(call).rejects.toThrowError(error('vault/closed'))));
    await closing[Symbol.asyncDispose]();
    await sentAway;
  });

  test('does not wait for a clock that was set back', async () => {
    const { stage } = newStage();
    await using owner = await stage.open('a');
    await using other = await stage.open('b');
    await owner.store(ACME, pairOf(0), LOGIN);
    using held = heldSwap();
    owner.renew(ACME, never, held.swap).catch(() => {});
    await held.begun;
    stage.setClock('2026-06-30T08:00:00.000Z');
    const refused = other.renew(ACME, insteadOf(0), neverSwap);
    await expect(refused).rejects.toThrowError(error('connection/login-needed', 'fix-config'));
  });

  test('does not wait for an instant that is none, in a damaged row', async () => {
    const { stage, storage } = newStage();
    await using vault = await stage.open('a');
    await vault.store(ACME, pairOf(0), LOGIN);
    for (const [key, row] of storage) storage.set(key, { ...row, renewing: { by: 'a', since: 'yesterday' } });
    const refused = vault.renew(ACME, insteadOf(0), neverSwap);
    await expect(refused).rejects.toThrowError(error('connection/login-needed', 'fix-config'));
  });

  test('says whom it waited for, and since when', async () => {
    const { stage } = newStage();
    await using owner = await stage.open('a');
    await using other = await stage.open('b', 0);
    await owner.store(ACME, pairOf(0), LOGIN);
    using held = heldSwap();
    owner.renew(ACME, never, held.swap).catch(() => {});
    await held.begun;
    const busy = other.renew(ACME, insteadOf(0), neverSwap);
    await expect(busy).rejects.toThrowError(/777777715.*2026-06-30T09:00:00\.000Z/);
  });

  test('that could not write how a refresh ended does so when it closes', async () => {
    const storage: VaultStorage = new Map();
    const shelf = memoryShelf(storage);
    let isFull = false;
    const process = { runner: { name: 'a', isAlive: () => true }, now: () => new Date(LOGIN) };
    const sealer = createSealer([Buffer.alloc(32, 1)]);
    const full = new Error('The disk is full.');
    const vault = createVault({
      ...process,
      sealer,
      shelf: { ...shelf, replace: async (...rows) => (isFull ? Promise.reject(full) : shelf.replace(...rows)) },
    });
    await vault.store(ACME, pairOf(0), LOGIN);
    const lost = vault.renew(ACME, never, async () => {
      isFull = true;
      return pairOf(1);
    });
    await expect(lost).rejects.toBe(full);
    isFull = false;
    await vault[Symbol.asyncDispose]();
    await using later = createVault({ ...process, sealer, shelf });
    expect((await later.read(ACME))?.pair).toEqual(pairOf(1));
  });
});
