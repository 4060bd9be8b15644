import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startSimulator } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';
import type { BusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');
const HEAD =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat\n';

/** One document above the threshold and one below it. */
async function worldWith(
  asking: string = '',
): Promise<BusinessFolder & { readonly simulator: Awaited<ReturnType<typeof startSimulator>> }> {
  const simulator = await startSimulator({ now: () => NOON });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`, asking);
  writeFileSync(
    join(business.folder, 'a.csv'),
    `${HEAD}305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00\n305,1002,2026-06-10,000000018,א בע"מ,600.00,108.00,708.00\n`,
  );
  return {
    ...business,
    simulator,
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

const standingOf = async (world: BusinessFolder, document: string): Promise<unknown> => {
  const { out } = await world.ishur(['show', document, '--json']);
  return (JSON.parse(out) as { readonly summary: { readonly standing: string } }).summary.standing;
};

describe('what a person does to a document', () => {
  test('a number is asked for although the law requires none', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    expect(await standingOf(world, '305:1002')).toBe('not-required');
    expect(await world.ishur(['ask', '305:1002', '--by', 'דנה'])).toMatchObject({ code: 0 });
    await world.ishur(['run']);
    expect(await standingOf(world, '305:1002')).toBe('allocated');
    expect((await world.ishur(['show', '305:1002'])).out).toContain('דנה');
  });

  test('manual: a lost answer waits for a person, who enters the number or sends it again', async () => {
    await using world = await worldWith('asking: { unconfirmed: manual }');
    world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'approval', times: 1 }]);
    await world.ishur(['run']);
    await world.ishur(['run']);
    expect(await standingOf(world, '305:1001')).toBe('parked');
    expect((await world.ishur(['enter', '305:1001', '--not-issued', '12345'])).code).toBe(64);
    expect((await world.ishur(['enter', '305:1001', '20260101120000000000000001'])).code).toBe(64);
    const resumed = await world.ishur(['resume', '305:1001']);
    expect(resumed).toMatchObject({ code: 0 });
    await world.ishur(['run']);
    expect(await standingOf(world, '305:1001')).toBe('allocated');
    expect((await world.ishur(['resume', '305:1001'])).err).toContain('engine/not-possible');
  });

  test('a number from outside, with what proves it', async () => {
    await using world = await worldWith('asking: { unconfirmed: manual }');
    world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'approval', times: 1 }]);
    await world.ishur(['run']);
    await world.ishur(['run']);
    const number = '20260101120000000000000001';
    expect(await world.ishur(['enter', '305:1001', number, '--evidence', 'האזור האישי'])).toMatchObject({ code: 0 });
    expect((await world.ishur(['list', '--json'])).out).toContain(number);
    expect((await world.ishur(['show', '305:1001'])).out).toContain('האזור האישי');
  });
});

test('another number for a document that has one is not entered by a slip of the hand', async () => {
  await using world = await worldWith();
  await world.ishur(['run']);
  const other = ['enter', '305:1001', '20260101120000000000000001', '--evidence', 'a letter'];
  const { code, err } = await world.ishur(other);
  expect(code).toBe(65);
  expect(err).toMatch(/has the allocation number \d+ already.*--yes/);
  expect(await standingOf(world, '305:1001')).toBe('allocated');
  expect(await world.ishur([...other, '--yes'])).toMatchObject({ code: 0 });
  expect(await standingOf(world, '305:1001')).toBe('conflict');
});

test('documents are found by where they stand, their type and their day', async () => {
  await using world = await worldWith();
  await world.ishur(['run']);
  const found = async (...filter: string[]): Promise<number> =>
    (await world.ishur(['list', '--json', ...filter])).out.trim().split('\n').filter(Boolean).length;
  expect(await found()).toBe(2);
  expect(await found('--delivery', 'handed-over')).toBe(1);
  expect(await found('--type', '320')).toBe(0);
  expect(await found('--since', '2026-06-10', '--until', '2026-06-10')).toBe(2);
  expect(await found('--until', '2026-06-09')).toBe(0);
  expect(await world.ishur(['list', '--since', '10/06/2026'])).toMatchObject({ code: 64 });
  expect(await world.ishur(['list', '--delivery', 'lost'])).toMatchObject({ code: 64 });
});

test('a document is shown to outsiders without its customer', async () => {
  await using world = await worldWith();
  await world.ishur(['run']);
  for (const json of [[], ['--json']]) {
    expect((await world.ishur(['show', '305:1001', ...json])).out).toContain('א בע');
    expect((await world.ishur(['show', '305:1001', '--redacted', ...json])).out).not.toContain('א בע');
  }
});

describe('the journal', () => {
  test('is sound, and whoever changes it is found', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    expect(await world.ishur(['audit', 'verify'])).toMatchObject({ code: 0 });
    expect(await world.ishur(['audit', 'export', '--out', 'ייצוא.ndjson'])).toMatchObject({ code: 0 });
    expect(await world.ishur(['audit', 'verify', '--against', 'ייצוא.ndjson'])).toMatchObject({ code: 0 });

    using database = new DatabaseSync(join(world.folder, 'ishur.db'));
    database.exec("UPDATE journal SET by = 'nobody' WHERE version = 2");
    const { code, out } = await world.ishur(['audit', 'verify']);
    expect(code).toBe(65);
    expect(out).toContain('not as it was written');
  });

  test('a tail that was cut is looked for in an export, which has to be one', async () => {
    await using world = await worldWith();
    await world.ishur(['run']);
    await world.ishur(['ask', '305:1002']);
    await world.ishur(['audit', 'export', '--out', 'x.ndjson']);
    expect((await world.ishur(['audit', 'verify', '--against', 'missing.ndjson'])).err).toContain(
      'audit/no-such-export',
    );
    writeFileSync(join(world.folder, 'y.ndjson'), '{"format":"ishur-audit-1","tier":"simulator"}\n');
    expect((await world.ishur(['audit', 'verify', '--against', 'y.ndjson'])).err).toContain('audit/not-an-export');
  });

  test('the version of the file is told', async () => {
    await using world = await worldWith();
    expect((await world.ishur(['migrate'])).out).toContain('no ledger yet');
    await world.ishur(['run']);
    expect(JSON.parse((await world.ishur(['migrate', '--check', '--json'])).out)).toMatchObject({ now: 2, current: 2 });
  });
});

test('ishur run --watch goes on until it is stopped, and takes what comes meanwhile', async () => {
  await using world = await worldWith();
  const stop = new AbortController();
  const watching = world.ishur(['run', '--watch', '--json'], { signal: stop.signal });
  // The double tells when something was asked; nobody has to wait for a while and hope.
  await expect
    .poll(async () => (await (await fetch(`${world.simulator.address}/__simulator/issued`)).text()).length, {
      timeout: 10_000,
    })
    .toBeGreaterThan(20);
  stop.abort();
  const { code, out } = await watching;
  expect(code).toBe(0);
  expect(out).toContain('"event":"ran"');
  expect(await standingOf(world, '305:1001')).toBe('allocated');
});
