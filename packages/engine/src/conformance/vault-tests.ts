import assert from 'node:assert/strict';
import type { VaultWorld } from './vault-stage.ts';
import {
  ACME,
  LOGIN,
  failsWith,
  failure,
  heldSwap,
  insteadOf,
  never,
  neverSwap,
  newExchange,
  pairOf,
  stageOf,
} from './vault-stage.ts';

/** One promise of the port, and how it is tried. */
export interface VaultTest {
  /** Stable: waivers and reports name it. */
  readonly name: string;
  readonly run: (world: VaultWorld) => Promise<void>;
}

/** All that a vault promises. Each test gets an empty world. */
export const VAULT_TESTS: readonly VaultTest[] = [
  {
    name: 'store/keeps what it was given',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      assert.equal(await vault.read(ACME), undefined);
      await vault.store(ACME, pairOf(0), LOGIN);
      const known = await vault.read(ACME);
      assert.deepEqual(known?.pair, pairOf(0));
      const { accessExpiresAt, refreshExpiresAt, scope } = pairOf(0);
      const times = { loggedInAt: LOGIN, renewedAt: LOGIN, accessExpiresAt, refreshExpiresAt };
      assert.deepEqual(known?.status, { ...ACME, ...times, scope, loginNeeded: undefined });
      const { refreshExpiresAt: _untold, scope: _unsaid, ...least } = pairOf(1);
      await vault.store(ACME, least, LOGIN);
      assert.deepEqual((await vault.read(ACME))?.pair, least);
    },
  },
  {
    name: 'store/survives reopening',
    async run(world) {
      const stage = stageOf(world);
      {
        await using vault = await stage.open('a');
        await vault.store(ACME, pairOf(0), LOGIN);
      }
      await using vault = await stage.open('b');
      assert.deepEqual((await vault.read(ACME))?.pair, pairOf(0));
    },
  },
  {
    name: 'store/takes the place of whatever was there',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      await vault.store(ACME, pairOf(0), LOGIN);
      await assert.rejects(vault.renew(ACME, never, async () => Promise.reject(failure('connection/login-needed'))));
      await vault.store(ACME, pairOf(1), '2026-07-01T09:00:00.000Z');
      const known = await vault.read(ACME);
      assert.equal(known?.status.loggedInAt, '2026-07-01T09:00:00.000Z');
      assert.equal(known.status.loginNeeded, undefined);
      assert.deepEqual(known.pair, pairOf(1));
    },
  },
  {
    name: 'tier/every tier and dealer has its own',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      const ids = ['simulator', 'sandbox', 'production'].flatMap((tier) =>
        ['777777715', '777777723'].map((vatNumber) => ({ tier, vatNumber })),
      );
      for (const [index, id] of ids.entries()) await vault.store(id, pairOf(index), LOGIN);
      await vault.forget({ tier: 'sandbox', vatNumber: '777777715' });
      const kept = await Promise.all(ids.map(async (id) => (await vault.read(id))?.pair));
      assert.deepEqual(kept, [pairOf(0), pairOf(1), undefined, pairOf(3), pairOf(4), pairOf(5)]);
      assert.equal((await vault.list('production')).length, 2);
    },
  },
  {
    name: 'list/in the order of the dealers',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      const dealers = ['777777731', '000000018', '777777715', '777777749', '777777723'];
      for (const vatNumber of dealers) await vault.store({ tier: 'simulator', vatNumber }, pairOf(0), LOGIN);
      const listed = await vault.list('simulator');
      assert.deepEqual(
        listed.map(({ vatNumber }) => vatNumber),
        dealers.toSorted(),
      );
    },
  },
  {
    name: 'forget/nothing is left',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      await vault.forget(ACME);
      await vault.store(ACME, pairOf(0), LOGIN);
      await vault.forget(ACME);
      assert.equal(await vault.read(ACME), undefined);
      assert.deepEqual(await vault.list('simulator'), []);
    },
  },
  {
    name: 'renew/without a connection there is nothing to renew',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      await assert.rejects(vault.renew(ACME, never, neverSwap), failsWith('connection/missing'));
    },
  },
  {
    name: 'renew/the new pair is stored before it is used',
    async run(world) {
      const stage = stageOf(world);
      await using vault = await stage.open('a');
      await using other = await stage.open('b');
      await vault.store(ACME, pairOf(0), LOGIN);
      assert.deepEqual(await vault.renew(ACME, never, newExchange().swap), pairOf(1));
      assert.deepEqual((await other.read(ACME))?.pair, pairOf(1));
    },
  },
  {
    name: 'renew/does not move the log-in',
    async run(world) {
      const stage = stageOf(world);
      await using other = await stage.open('b');
      {
        await using vault = await stage.open('a');
        await vault.store(ACME, pairOf(0), LOGIN);
        stage.setClock('2026-07-15T09:00:00.000Z');
        await vault.renew(ACME, never, newExchange().swap);
      }
      const status = (await other.read(ACME))?.status;
      assert.equal(status?.loggedInAt, LOGIN);
      assert.equal(status.renewedAt, '2026-07-15T09:00:00.000Z');
    },
  },
  {
    name: 'renew/a pair that suffices is not exchanged',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      await vault.store(ACME, pairOf(1), LOGIN);
      assert.deepEqual(await vault.renew(ACME, insteadOf(0), neverSwap), pairOf(1));
    },
  },
  {
    name: 'renew/one at a time in a process',
    async run(world) {
      await using vault = await stageOf(world).open('a');
      await vault.store(ACME, pairOf(0), LOGIN);
      const { sent, swap } = newExchange();
      const brought = await Promise.all(Array.from({ length: 16 }, () => vault.renew(ACME, insteadOf(0), swap)));
      assert.deepEqual(sent, ['refresh-0']);
      assert.deepEqual(brought, Array(16).fill(pairOf(1)));
    },
  },
  {
    name: 'renew/one at a time across processes',
    async run(world) {
      const stage = stageOf(world);
      await using one = await stage.open('a');
      await using two = await stage.open('b');
      await using three = await stage.open('c');
      await one.store(ACME, pairOf(0), LOGIN);
      const { sent, swap } = newExchange();
      const brought = await Promise.all([one, two, three].map((vault) => vault.renew(ACME, insteadOf(0), swap)));
      assert.deepEqual(sent, ['refresh-0']);
      assert.deepEqual(brought, Array(3).fill(pairOf(1)));
    },
  },
  {
    name: 'renew/after passing trouble the same token may be tried again',
    async run(world) {
      const stage = stageOf(world);
      await using vault = await stage.open('a');
      await using other = await stage.open('b');
      await vault.store(ACME, pairOf(0), LOGIN);
      const trouble = vault.renew(ACME, never, async () => Promise.reject(failure('transport/unavailable')));
      await assert.rejects(trouble, failsWith('transport/unavailable'));
      assert.equal((await other.read(ACME))?.status.loginNeeded, undefined);
      const { sent, swap } = newExchange();
      assert.deepEqual(await other.renew(ACME, never, swap), pairOf(1));
      assert.deepEqual(sent, ['refresh-0']);
    },
  },
  {
    name: 'renew/a token that the authority refused is not sent again',
    async run(world) {
      const stage = stageOf(world);
      await using vault = await stage.open('a');
      await using other = await stage.open('b');
      await vault.store(ACME, pairOf(0), LOGIN);
      const refused = vault.renew(ACME, never, async () => Promise.reject(failure('connection/login-needed')));
      await assert.rejects(refused, failsWith('connection/login-needed'));
      for (const each of [vault, other]) {
        await assert.rejects(each.renew(ACME, never, neverSwap), failsWith('connection/login-needed'));
      }
      const { message } = (await other.read(ACME))?.status.loginNeeded ?? assert.fail('Nobody is told to log in.');
      assert.deepEqual(message, failure('connection/login-needed').text);
    },
  },
  {
    name: 'crash/a token that may have been used is not sent again',
    async run(world) {
      const stage = stageOf(world);
      await using dying = await stage.open('a');
      await using other = await stage.open('b');
      await dying.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      dying.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      stage.dies('a');
      await assert.rejects(other.renew(ACME, insteadOf(0), neverSwap), failsWith('connection/login-needed'));
      await using later = await stage.open('c');
      await assert.rejects(later.renew(ACME, insteadOf(0), neverSwap), failsWith('connection/login-needed'));
      const needed = (await later.read(ACME))?.status.loginNeeded;
      assert.equal(needed?.remedy, 'fix-config');
      for (const text of [needed.message.he, needed.message.en]) assert.match(text, /777777715.*ishur connect/s);
    },
  },
  {
    name: 'crash/the pair at hand is given to whom it suffices',
    async run(world) {
      const stage = stageOf(world);
      await using dying = await stage.open('a');
      await using other = await stage.open('b');
      await dying.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      dying.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      stage.dies('a');
      await other.renew(ACME, never, neverSwap).catch(() => {});
      assert.deepEqual(await other.renew(ACME, insteadOf(1), neverSwap), pairOf(0));
    },
  },
  {
    name: 'crash/is seen before anybody needs the token',
    async run(world) {
      const stage = stageOf(world);
      await using dying = await stage.open('a');
      await using other = await stage.open('b');
      await dying.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      dying.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      assert.equal((await other.read(ACME))?.status.loginNeeded, undefined);
      stage.dies('a');
      assert.equal((await other.read(ACME))?.status.loginNeeded?.code, 'connection/login-needed');
      assert.equal((await other.list('simulator'))[0]?.loginNeeded?.code, 'connection/login-needed');
    },
  },
  {
    name: 'silence/an owner counts as alive for two minutes',
    async run(world) {
      const stage = stageOf(world);
      await using slow = await stage.open('a');
      await using other = await stage.open('b', 0);
      await slow.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      slow.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      stage.setClock('2026-06-30T09:01:59.000Z');
      await assert.rejects(other.renew(ACME, insteadOf(0), neverSwap), failsWith('connection/busy'));
      assert.equal((await other.read(ACME))?.status.loginNeeded, undefined);
    },
  },
  {
    name: 'silence/an owner counts as dead after two minutes',
    async run(world) {
      const stage = stageOf(world);
      await using silent = await stage.open('a');
      await using other = await stage.open('b', 0);
      await silent.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      silent.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      stage.setClock('2026-06-30T09:02:01.000Z');
      await assert.rejects(other.renew(ACME, insteadOf(0), neverSwap), failsWith('connection/login-needed'));
    },
  },
  {
    name: 'late/what the owner brings after all is stored',
    async run(world) {
      const stage = stageOf(world);
      await using other = await stage.open('b');
      {
        await using late = await stage.open('a');
        await late.store(ACME, pairOf(0), LOGIN);
        using held = heldSwap();
        const renewed = late.renew(ACME, never, held.swap);
        renewed.catch(() => {});
        await held.begun;
        stage.dies('a');
        await other.renew(ACME, insteadOf(0), neverSwap).catch(() => {});
        held.bring(pairOf(1));
        assert.deepEqual(await renewed, pairOf(1));
      }
      const known = await other.read(ACME);
      assert.deepEqual(known?.pair, pairOf(1));
      assert.equal(known.status.loginNeeded, undefined);
    },
  },
  {
    name: 'meanwhile/a log-in is not overwritten',
    async run(world) {
      const stage = stageOf(world);
      await using slow = await stage.open('a');
      await using person = await stage.open('b');
      await slow.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      const renewed = slow.renew(ACME, insteadOf(0), held.swap);
      renewed.catch(() => {});
      await held.begun;
      await person.store(ACME, pairOf(7), LOGIN);
      held.bring(pairOf(1));
      assert.deepEqual(await renewed, pairOf(7));
      assert.deepEqual((await person.read(ACME))?.pair, pairOf(7));
    },
  },
  {
    name: 'meanwhile/what was forgotten stays forgotten',
    async run(world) {
      const stage = stageOf(world);
      await using slow = await stage.open('a');
      await using person = await stage.open('b');
      await slow.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      const renewed = slow.renew(ACME, insteadOf(0), held.swap);
      renewed.catch(() => {});
      await held.begun;
      await person.forget(ACME);
      held.bring(pairOf(1));
      await assert.rejects(renewed, failsWith('connection/missing'));
      assert.equal(await person.read(ACME), undefined);
    },
  },
  {
    name: 'close/waits for a refresh that is under way',
    async run(world) {
      const stage = stageOf(world);
      const closing = await stage.open('a');
      await using other = await stage.open('b');
      await closing.store(ACME, pairOf(0), LOGIN);
      using held = heldSwap();
      closing.renew(ACME, never, held.swap).catch(() => {});
      await held.begun;
      const closed = closing[Symbol.asyncDispose]();
      held.bring(pairOf(1));
      await closed;
      assert.deepEqual((await other.read(ACME))?.pair, pairOf(1));
    },
  },
];
