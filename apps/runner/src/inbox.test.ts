import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTENTIONS } from '@ishur/core';
import { describe, expect, test } from 'vitest';
import { openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';

interface Line {
  readonly kind: string;
  readonly id?: string;
  readonly code?: string;
  readonly urgency?: string;
  readonly stage?: string;
  readonly by?: { readonly day: string; readonly source: string };
  readonly todo?: readonly { readonly command?: string; readonly say: { readonly he: string; readonly en: string } }[];
  readonly details?: readonly { readonly he: string }[];
  readonly level?: string;
  readonly count?: number;
}

function on(day: string): { readonly now: Date } {
  return { now: new Date(`${day}T09:00:00+03:00`) };
}

async function inbox(world: HeldWorld, day = '2026-07-01', ...more: readonly string[]): Promise<readonly Line[]> {
  const { code, out } = await world.ishur(['inbox', '--json', ...more], on(day));
  expect(code).toBe(0);
  return out
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

async function codes(world: HeldWorld, day?: string, ...more: readonly string[]): Promise<readonly string[]> {
  const lines = await inbox(world, day, ...more);
  return lines.map(({ id, code, stage, by }) =>
    [id?.split('/').at(-1), code, stage, by?.day].filter(Boolean).join(' '),
  );
}

const INVALID = '305,1009,2026-06-11,000000018,ב בע"מ,6000.00,1080.00,1.00';
const HELD = '305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00';
const UNREADABLE = 'מה,1010,מתי,כמה,,,';

describe('ishur inbox', () => {
  test('is empty in words, also before anything was run', async () => {
    await using world = await openHeldWorld();
    const { code, out } = await world.ishur(['inbox']);
    expect(code).toBe(0);
    expect(out).toContain('Nothing waits for a person.');
    expect((await world.ishur(['inbox', '--lang', 'he'])).out).toContain('אין דבר שממתין לאדם.');
    expect(await inbox(world)).toEqual([]);
  });

  test('tells what waits, the most urgent first, and finding something is no failure', async () => {
    await using world = await openHeldWorld();
    world.write(INVALID, HELD, UNREADABLE);
    await world.ishur(['run']);
    expect(await codes(world, '2026-06-14')).toEqual(['305:1001 held open 2026-06-24', '305:1009 invalid open', '']);
    // Fourteen days from its date, which may be its tax point.
    expect((await codes(world))[0]).toBe('305:1001 held over 2026-06-24');
    const [held, invalid, unreadable] = await inbox(world);
    expect(held).toMatchObject({ kind: 'document', id: 'acme/office/305:1001', urgency: 'high' });
    // Commands can be given as they stand.
    expect(held?.todo?.map(({ command }) => command)).toEqual(
      ['cancel', 'continue', 'reverse-charge', 'hearing'].map((way) => `ishur choose acme/office/305:1001 ${way}`),
    );
    expect(invalid?.details?.[0]?.he).toContain('7080.00');
    expect(unreadable).toEqual({ kind: 'unreadable', business: 'acme', source: 'office', count: 1 });
  });

  test('is a table for a person, in both languages', async () => {
    await using world = await openHeldWorld();
    world.write(INVALID, HELD);
    await world.ishur(['run']);
    const { code, out } = await world.ishur(['inbox']);
    expect(code).toBe(0);
    expect(out).toMatch(/! .*305:1001.*7,080\.00.*held: a way out must be chosen.*ishur choose acme\/office\/305:1001/);
    expect(out.indexOf('305:1001')).toBeLessThan(out.indexOf('305:1009'));
    const hebrew = (await world.ishur(['inbox', '--lang', 'he'])).out;
    expect(hebrew).toContain('מעוכב: צריך לבחור דרך');
    expect(hebrew).toContain('מה לעשות');
  });

  test('asks for what --business and --source leave, and refuses what there is not', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    expect(await codes(world, undefined, '--business', 'acme')).toHaveLength(2);
    expect(await codes(world, undefined, '--source', 'office')).toHaveLength(2);
    expect(await world.ishur(['inbox', '--source', 'elsewhere'])).toMatchObject({ code: 64 });
    expect(await world.ishur(['inbox', '--business', 'other'])).toMatchObject({ code: 64 });
  });

  test('follows a hearing on its days, to a win', async () => {
    await using world = await openHeldWorld();
    world.write(HELD);
    await world.ishur(['run']);
    await world.ishur(['choose', '305:1001', 'hearing']);
    // Wednesday the 1st: the authority has until Sunday the 5th to set a day.
    expect(await codes(world, '2026-07-02')).toEqual(['305:1001 hearing-day open 2026-07-05']);
    expect(await codes(world, '2026-07-05')).toEqual(['305:1001 hearing-day today 2026-07-05']);
    const [late] = await inbox(world, '2026-07-06');
    expect(late).toMatchObject({ urgency: 'high', stage: 'over', by: { day: '2026-07-05' } });
    expect(late?.by?.source).toContain('47(א2)');
    await world.ishur(['hearing', '305:1001', 'dated', '2026-07-08'], on('2026-07-06'));
    expect(await codes(world, '2026-07-07')).toEqual(['305:1001 hearing soon 2026-07-08']);
    const { out } = await world.ishur(['inbox'], on('2026-07-10'));
    expect(out).toContain('2026-07-09 (passed)');
    await world.decideHearing('won');
    await world.ishur(['hearing', '305:1001', 'won'], on('2026-07-10'));
    await world.ishur(['run'], on('2026-07-10'));
    expect(await codes(world, '2026-07-10')).toEqual([]);
  });

  test('tells what the books still lack after a choice', async () => {
    await using world = await openHeldWorld();
    world.write(HELD);
    await world.ishur(['run']);
    await world.ishur(['choose', '305:1001', 'reverse-charge']);
    expect(await codes(world)).toEqual(['305:1001 zero-rate-document open']);
    await world.ishur(['choose', '305:1001', 'reverse-charge', '--withdraw']);
    await world.ishur(['choose', '305:1001', 'cancel']);
    expect(await codes(world)).toEqual(['305:1001 cancellation open']);
    const { out } = await world.ishur(['show', '305:1001', '--lang', 'he']);
    expect(out).toContain('PCN874');
    // A CSV file shows a cancelled document by leaving it out.
    world.write('305,1003,2026-06-10,000000018,א בע"מ,6200.00,1116.00,7316.00');
    await world.ishur(['run']);
    expect(await codes(world)).toEqual([]);
  });

  test('tells that a log-in ends soon', async () => {
    await using world = await openHeldWorld({ oauth: { consent: 'approve' } });
    await world.ishur(['connect', '--paste'], {
      answer: async (address) => (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '',
    });
    expect(await inbox(world, '2026-09-13')).toEqual([]);
    const [reminder] = await inbox(world, '2026-09-14');
    expect(reminder).toMatchObject({ kind: 'connection', business: 'acme', level: 'remind' });
    expect((await world.ishur(['inbox'], on('2026-09-14'))).out).toContain('ishur connect --business acme');
    // It belongs to the business, and not to a source.
    expect(await inbox(world, '2026-09-14', '--source', 'office')).toEqual([]);
  });

  test('changes nothing, and makes nothing', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const before = (await world.ishur(['audit', 'export'])).out;
    await world.ishur(['inbox']);
    await world.ishur(['show', '305:1001']);
    expect((await world.ishur(['audit', 'export'])).out).toBe(before);
  });
});

describe('ishur show', () => {
  test('tells what waits before the story: what happened, what it means for the books, and every way', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const { out } = await world.ishur(['show', '305:1001', '--lang', 'he']);
    const order = ['מעוכב ברשות המסים', 'עיכוב מהותי', 'בספרים:', 'מה לעשות:', 'cancel', 'continue', 'reverse-charge'];
    const places = [...order, 'hearing', 'נשמרה בקשה 1'].map((words) => out.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    const { out: english } = await world.ishur(['show', '305:1001']);
    expect(english).toContain('For the books:');
    expect(english).toContain('ishur choose acme/office/305:1001 hearing');
  });

  test('tells no customer where it is redacted', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const { out } = await world.ishur(['show', '305:1001', '--redacted', '--json']);
    expect(out).toContain('"code":"held"');
    expect(out).not.toContain('א בע');
    const { attention } = JSON.parse(out) as { readonly attention: readonly { readonly details: readonly object[] }[] };
    expect(attention.map(({ details }) => details)).toEqual([[]]);
  });

  test('tells nothing of what waits for nobody', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const { out } = await world.ishur(['show', '305:1003', '--json']);
    expect((JSON.parse(out) as { readonly attention: readonly object[] }).attention).toEqual([]);
    expect((await world.ishur(['show', '305:1003'])).out).not.toContain('What to do');
  });
});

describe('what a person is told to type', () => {
  const commands = [
    ...Object.values(ATTENTIONS).flatMap(({ todo }) => todo.map(({ command }) => command)),
    ...['cancel', 'continue', 'reverse-charge', 'hearing'].map((way) => `ishur choose DOC ${way}`),
  ].filter((command) => command !== undefined);

  test.each([...new Set(commands)])('%s is a command that there is', async (command) => {
    const [, name = '', ...words] = command.split(' ');
    await using world = await openHeldWorld();
    const { code, out } = await world.ishur([name, '--help']);
    expect(code).toBe(0);
    for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
    // Whatever stands for something is replaced, and the words themselves are understood: only what they mean is refused.
    const given = words.map((word) => STANDS_FOR[word] ?? word);
    expect((await world.ishur([name, ...given])).code).not.toBe(64);
  });
});

const STANDS_FOR: Readonly<Record<string, string>> = {
  DOC: '305:1001',
  OTHER: '305:1002',
  NUMBER: '20260701000000000000004711',
  FOLDER: 'x',
  'YYYY-MM-DD': '2026-07-08',
  '"…"': 'a letter',
};

test('a source that lost its file does not hide the inbox', async () => {
  await using world = await openHeldWorld();
  await world.ishur(['run']);
  writeFileSync(join(world.folder, 'invoices.csv'), '');
  expect((await codes(world)).length).toBeGreaterThan(0);
});
