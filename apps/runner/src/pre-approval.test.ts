import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { businessDayOf } from '@ishur/core';
import { ON_77, invoiceOf, openJsonBusiness, proFormaOf } from './testing/json-business.ts';
import type { JsonBusiness } from './testing/json-business.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

function onBase(reference: string, net: number): ReturnType<typeof invoiceOf> {
  return invoiceOf(reference, net, { related: [ON_77] });
}

async function standings(world: JsonBusiness, ...references: readonly string[]): Promise<readonly string[]> {
  const shown = await Promise.all(references.map((reference) => world.show(`305:${reference}`)));
  return shown.map(({ summary }) => summary.standing);
}

describe('a pre-approval (332), from its file to the numbers of its invoices', () => {
  test('three invoices on it, and a fourth that is more than what is left', async () => {
    await using world = await openJsonBusiness({ scenario: { proforma: { beyond: 'allocate' } } });
    world.write(proFormaOf(100_000));
    expect((await world.ishur(['run'])).code).toBe(0);
    expect((await world.show('332:77')).summary.standing).toBe('allocated');

    world.write(
      proFormaOf(100_000),
      onBase('1', 40_000),
      onBase('2', 30_000),
      onBase('3', 20_000),
      onBase('4', 20_000),
    );
    await world.ishur(['run']);
    const all = await standings(world, '1', '2', '3', '4');
    expect(all.toSorted()).toEqual(['allocated', 'allocated', 'allocated', 'waiting']);
    const waiting = `305:${all.indexOf('waiting') + 1}`;
    const { cause } = (await world.show(waiting)).state;
    expect(cause?.code).toBe('engine/over-the-cap');
    expect(cause?.message.he).toContain('אושרו 100,000.00 + 18,000.00');
    const issued = await world.issued();
    expect(issued.filter(({ action }) => action === 4)).toHaveLength(3);
    expect(new Set(issued.map(({ invoice_id: id }) => id))).toEqual(new Set(['777777715-332-77']));

    // What the accountant sees, in words.
    const shown = await world.ishur(['show', waiting, '--lang', 'he']);
    expect(shown.out).toContain('נותרו');
    expect((await world.ishur(['show', '332:77'])).out).toContain('set aside for acme/office/305:');

    // Made smaller in its source it goes out by itself.
    const left =
      100_000 -
      [40_000, 30_000, 20_000, 20_000].reduce((sum, net, at) => (all[at] === 'allocated' ? sum + net : sum), 0);
    world.write(
      proFormaOf(100_000),
      ...[40_000, 30_000, 20_000, 20_000].map((net, at) =>
        onBase(String(at + 1), all[at] === 'allocated' ? net : left),
      ),
    );
    expect((await world.ishur(['run'])).code).toBe(0);
    expect(await standings(world, '1', '2', '3', '4')).toEqual(Array(4).fill('allocated'));
  });

  test('held: no reverse charge, and its invoices wait', async () => {
    await using world = await openJsonBusiness({
      scenario: { dealers: { '777777715': { behaviour: 'hold' } } },
    });
    world.write(proFormaOf(100_000), onBase('1', 40_000));
    await world.ishur(['run']);
    expect((await world.show('332:77')).summary.standing).toBe('held');
    const waiting = await world.show('305:1');
    expect(waiting.summary.standing).toBe('waiting');
    expect(waiting.state.cause?.code).toBe('engine/base-not-approved');
    const reverse = await world.ishur(['choose', '332:77', 'reverse-charge', '--yes']);
    expect(reverse.code).not.toBe(0);
    expect(reverse.err).toContain('332');
    expect((await world.show('332:77')).summary.standing).toBe('held');
    expect(await world.issued()).toEqual([]);

    // The invoice may be asked for by itself.
    expect((await world.ishur(['ask', '305:1', '--alone', '--by', 'דנה'])).code).toBe(0);
    await world.ishur(['run']);
    expect((await world.show('305:1')).summary).toMatchObject({ standing: 'held', action: 0 });
  });

  test('obtained by other software: what was approved is said by hand, and is the cap', async () => {
    await using world = await openJsonBusiness();
    world.write(onBase('1', 40_000), onBase('2', 70_000));
    await world.ishur(['run']);
    expect(await standings(world, '1', '2')).toEqual(['waiting', 'waiting']);
    const half = ['ask', '305:1', '--base', 'their-332', '--base-number', '20260601123456789'];
    expect((await world.ishur(half)).code).toBe(64);
    expect((await world.ishur(['ask', '305:1', '--base', 'their-332'])).err).toContain('--approved-net');
    const told = await world.ishur([
      ...half,
      '--approved-net',
      '100000.00',
      '--approved-vat',
      '18000.00',
      '--by',
      'דנה',
    ]);
    expect(told).toMatchObject({ code: 0 });
    await world.ishur(['run']);
    expect(await standings(world, '1', '2')).toEqual(['allocated', 'waiting']);
    expect((await world.issued())[0]).toMatchObject({ invoice_id: 'their-332', action: 4 });
  });
});

test('two runners that ask at once against one 332 never pass its cap', { timeout: 60_000 }, async () => {
  // The authority would let everything through: what keeps the cap is the ledger.
  const today = businessDayOf(new Date());
  const scenario = { proforma: { beyond: 'allocate' } as const };
  await using world = await openJsonBusiness({ now: () => new Date(), scenario, more: 'asking: { atOnce: 4 }' });
  const dated = { documentDate: today };
  const base = proFormaOf(100_000, dated);
  world.write(base);
  await runInProcess(world);
  const invoices = Array.from({ length: 16 }, (_, at) =>
    invoiceOf(String(at + 1), 15_000 + at * 100, { ...dated, related: [ON_77] }),
  );
  world.write(base, ...invoices);
  // Answers come late, so that both are on the wire for as long as possible.
  world.simulator.setFaults([{ kind: 'latency', service: 'approval', ms: 100, times: 'always' }]);
  const ended = await Promise.all([runInProcess(world), runInProcess(world)]);
  const well = { code: 0, err: '' };
  expect(ended).toEqual([well, well]);

  const issued = (await world.issued()).filter(({ action }) => action === 4);
  const references = issued.map(({ invoice_reference_number: reference }) => reference);
  expect(new Set(references).size).toBe(references.length);
  const sum = references.reduce((all, reference) => all + 15_000 + (Number(reference) - 1) * 100, 0);
  expect(sum).toBeLessThanOrEqual(100_000);
  // Six of them fit, whichever came first.
  expect(references).toHaveLength(6);
  const listed = (await world.ishur(['list', '--standing', 'allocated', '--json'])).out.trim().split('\n');
  expect(listed).toHaveLength(7);
  expect((await world.ishur(['audit', 'verify'])).code).toBe(0);
});

/** A process of its own, as a person or a service would start it. */
function runInProcess({ folder }: JsonBusiness): Promise<{ readonly code: number | string; readonly err: string }> {
  const options = { cwd: folder, env: { ...process.env, LANG: 'en_US.UTF-8', NODE_OPTIONS: '' } };
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number | string; readonly err: string }>();
  const words = ['--conditions=@ishur/source', MAIN, 'run', '--json'];
  execFile(process.execPath, words, options, (error, _out, err) => resolve({ code: error?.code ?? 0, err }));
  return promise;
}

describe('a held invoice on a pre-approval', () => {
  const HELD = {
    dealers: { '777777715': { behaviour: 'allocate', invoices: [{ reference: '1', behaviour: 'hold' }] } },
  } as const;

  async function heldOnBase(): Promise<JsonBusiness> {
    const world = await openJsonBusiness({ scenario: HELD });
    world.write(proFormaOf(100_000));
    await world.ishur(['run']);
    world.write(proFormaOf(100_000), onBase('1', 40_000));
    await world.ishur(['run']);
    expect(await standings(world, '1')).toEqual(['held']);
    return world;
  }

  test('is told of only with --yes, because its choice goes out under the id of the approval', async () => {
    await using world = await heldOnBase();
    for (const way of ['cancel', 'continue', 'hearing']) {
      const { code, err } = await world.ishur(['choose', '305:1', way]);
      expect([code, err]).toEqual([65, expect.stringContaining('cli/shared-id')]);
      expect(err).toContain('777777715-332-77');
      expect(err).toContain('add --yes');
    }
    expect((await world.ishur(['choose', '305:1'])).out).toContain('every other invoice on it bear too');
    expect((await world.ishur(['choose', '305:1', 'cancel', '--json'])).code).toBe(65);
    expect(await standings(world, '1')).toEqual(['held']);
    // The simulator knows this id as the one of an approval, and takes no choice for it: 463.
    const { code, err } = await world.ishur(['choose', '305:1', 'cancel', '--yes']);
    expect([code, err]).toEqual([65, expect.stringContaining('--settled')]);
    expect(await standings(world, '1')).toEqual(['held']);
    expect((await world.ishur(['choose', '305:1', 'cancel', '--settled'])).code).toBe(0);
    expect(await standings(world, '1')).toEqual(['cancelled']);
    // The id of the ask: API description 2.0 / 7.2024, table 4.1, field 1.
    const choices = await fetch(`${world.simulator.address}/__simulator/choices`);
    expect(await choices.json()).toMatchObject({ choices: [{ decision: 'Cancel', invoice_id: '777777715-332-77' }] });
  });

  test('what is over the cap says so in its title', async () => {
    await using world = await openJsonBusiness();
    world.write(proFormaOf(10_000));
    await world.ishur(['run']);
    world.write(proFormaOf(10_000), onBase('1', 40_000));
    await world.ishur(['run']);
    expect((await world.ishur(['inbox'])).out).toContain('over what is left of its approved pro-forma (332)');
  });
});

describe('an invoice that was issued a moment ago', () => {
  test('is said to rest on its pro-forma before any run has read it, and is asked for on that', async () => {
    await using world = await openJsonBusiness();
    world.write(proFormaOf(100_000));
    await world.ishur(['run']);
    world.write(proFormaOf(100_000), invoiceOf('1', 40_000), invoiceOf('2', 30_000));
    expect(await world.ishur(['ask', '305:1', '--base', '332:77'])).toMatchObject({ code: 0, err: '' });
    // Nothing was asked for by reading it.
    expect(await world.issued()).toHaveLength(1);
    expect(await standings(world, '1', '2')).toEqual(['queued', 'queued']);
    await world.ishur(['run']);
    const issued = (await world.issued()).map(({ invoice_reference_number: reference, action }) => [reference, action]);
    expect(issued).toEqual(
      expect.arrayContaining([
        ['1', 4],
        ['2', 0],
      ]),
    );
    expect((await world.ishur(['ask', '305:9', '--base', '332:77'])).err).toContain('cli/no-such-document');
  });
});
