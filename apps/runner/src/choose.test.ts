import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HELD_ROWS, NOW, openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';

const ENTER = '\r';
const DOWN = '\u001B[B';

async function held(...options: Parameters<typeof openHeldWorld>): Promise<HeldWorld> {
  const world = await openHeldWorld(...options);
  expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
  return world;
}

/** The row of a document in the result file. */
function rowOf(world: HeldWorld, reference: string): string {
  const [file = ''] = readdirSync(world.folder).filter((name) => name.endsWith('.ishur.csv'));
  const text = readFileSync(join(world.folder, file), 'utf8');
  return text.split(/\r?\n/).find((line) => line.includes(`305,${reference},`)) ?? '';
}

describe('ishur choose without a way', () => {
  test('shows the four ways, each with what it means, what it does to the books and what to print', async () => {
    await using world = await held();
    const { code, out } = await world.ishur(['choose', '305:1001']);
    expect(code).toBe(0);
    for (const words of ['1. Cancel', '2. Continue', '3. Reverse charge', '4. Hearing']) expect(out).toContain(words);
    expect(out).toContain('«אין לנכות מס תשומות בגין חשבונית זו»');
    expect(out).toContain('goes into PCN874');
    expect(out).toContain('ishur choose 305:1001 cancel | continue | reverse-charge | hearing');
    const hebrew = await world.ishur(['choose', '305:1001', '--lang', 'he']);
    expect(hebrew.out).toContain('לא כוללים ב-PCN874');
    expect(await world.choices()).toEqual([]);
  });

  test('says why a way is closed', async () => {
    await using world = await held();
    await world.ishur(['choose', '305:1001', 'continue']);
    const { out } = await world.ishur(['choose', '305:1001']);
    expect(out.match(/Closed now: The invoice went out without a number already/g)).toHaveLength(3);
    expect(out).toContain('ishur choose 305:1001 hearing\n');
    const { out: machine } = await world.ishur(['choose', '305:1001', '--json']);
    const { ways } = JSON.parse(machine) as { readonly ways: readonly { choice: string; lawful: boolean }[] };
    expect(ways.map(({ choice, lawful }) => [choice, lawful])).toEqual([
      ['cancel', false],
      ['continue', false],
      ['reverse-charge', false],
      ['hearing', true],
    ]);
  });

  test('asks in a terminal, and does nothing without a yes', async () => {
    await using world = await held();
    const not = await world.inTerminal(['choose', '305:1001'], [/Which way/, ENTER]);
    expect(not.code).toBe(0);
    const unsure = await world.inTerminal(['choose', '305:1001'], [/Which way/, `${DOWN}${ENTER}`], [/Send it/, ENTER]);
    expect(unsure.code).toBe(0);
    expect(await world.choices()).toEqual([]);
    const keys = [
      [/Which way/, `${DOWN}${DOWN}${ENTER}`],
      [/Send it/, `y`],
    ] as const;
    expect((await world.inTerminal(['choose', '305:1001'], ...keys)).out).toContain('went out without a number');
    expect(await world.standingOf('305:1001')).toBe('continued');
  });

  test('asks once more in a terminal where the way was named, and not with --yes', async () => {
    await using world = await held();
    const { err } = await world.inTerminal(['choose', '305:1001', 'cancel'], [/Send it/, ENTER]);
    expect(err).toContain('Nothing was sent');
    await world.inTerminal(['choose', '305:1001', 'cancel', '--yes']);
    expect(await world.standingOf('305:1001')).toBe('cancelled');
  });
});

describe('the four ends', () => {
  test('cancel: the authority knows it, with the name of who chose, and nothing more can be asked', async () => {
    await using world = await held();
    const { code, out } = await world.ishur(['choose', '305:1001', 'cancel', '--by', 'רות']);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('Neither the invoice nor its cancellation goes into PCN874'),
    ]);
    expect(await world.choices()).toMatchObject([{ decision: 'Cancel', outcome: 'accepted' }]);
    expect((await world.ishur(['show', '305:1001'])).out).toContain('chosen: cancel the document (רות)');
    // Said again it is done once.
    expect(await world.ishur(['choose', '305:1001', 'cancel'])).toMatchObject({ code: 0 });
    const { code: closed, err } = await world.ishur(['choose', '305:1001', 'hearing']);
    expect([closed, err]).toEqual([65, expect.stringContaining('engine/not-possible')]);
    expect(await world.choices()).toHaveLength(1);
  });

  test('continue: the sentence reaches the source; a later hearing brings the number, and the sentence goes away', async () => {
    await using world = await held();
    expect((await world.ishur(['choose', '305:1001', 'continue'])).out).toContain(
      '«אין לנכות מס תשומות בגין חשבונית זו»',
    );
    await world.ishur(['run']);
    expect(rowOf(world, '1001')).toContain('אין לנכות מס תשומות בגין חשבונית זו');

    expect(await world.ishur(['choose', '305:1001', 'hearing'])).toMatchObject({ code: 0 });
    await world.ishur(['run']);
    expect(rowOf(world, '1001')).toContain('אין לנכות מס תשומות');
    await world.decideHearing('won');
    expect((await world.ishur(['hearing', '305:1001', 'won', '--by', 'רות'])).code).toBe(0);
    await world.ishur(['run']);
    expect(await world.standingOf('305:1001')).toBe('allocated');
    expect(rowOf(world, '1001')).toMatch(/\d{26}/);
    expect(rowOf(world, '1001')).toContain('העתק נאמן למקור');
    expect(rowOf(world, '1001')).not.toContain('אין לנכות');
  });

  test('hearing: its day, what is due and what to bring; won and not registered yet is not lost', async () => {
    await using world = await held({}, '');
    await world.ishur(['choose', '305:1001', 'hearing']);
    const dated = await world.ishur(['hearing', '305:1001', 'dated', '2026-07-02']);
    expect(dated.out).toContain('It is set for: 2026-07-02');
    expect(dated.out).toContain('What to bring');
    expect(dated.out).toContain('VAT Law 5736-1975, s. 47');
    const early = await world.ishur(['hearing', '305:1001', 'won', '2026-07-03']);
    expect([early.code, early.err]).toEqual([65, expect.stringContaining('has not come yet')]);
    await world.ishur(['hearing', '305:1001', 'won'], { now: new Date('2026-07-02T12:00:00+03:00') });
    await world.ishur(['run']);
    expect(await world.standingOf('305:1001')).toBe('hearing-won');
    expect((await world.ishur(['hearing', '305:1001'])).out).toContain('does not mean that the hearing was lost');
    await world.decideHearing('won');
    await world.ishur(['run']);
    expect(await world.standingOf('305:1001')).toBe('allocated');
  });

  test('hearing: lost, objected to, and in the end cancelled', async () => {
    await using world = await held();
    await world.ishur(['choose', '305:1001', 'hearing']);
    const lost = await world.ishur(['hearing', '305:1001', 'lost']);
    expect(lost.out).toContain('2026-07-31 (yours): This is the last day to object');
    expect((await world.ishur(['hearing', '305:1001', 'objected'])).out).toContain(
      'An objection was filed on: 2026-07-01',
    );
    await world.ishur(['hearing', '305:1001', 'lost']);
    expect((await world.ishur(['choose', '305:1001'])).out).toContain('The hearing ended without a number');
    expect(await world.ishur(['choose', '305:1001', 'cancel'])).toMatchObject({ code: 0 });
    expect((await world.choices()).map(({ decision }) => decision)).toEqual(['FurtherObjection', 'Cancel']);
  });

  test('reverse charge: the zero-rate invoice is named, gets its special number, and the original waits for its storno', async () => {
    await using world = await held();
    const chosen = await world.ishur(['choose', '305:1001', 'reverse-charge', '--by', 'רות']);
    expect([chosen.code, chosen.out]).toEqual([0, expect.stringContaining('Issue a zero-rate invoice')]);
    expect(await world.standingOf('305:1001')).toBe('awaiting-replacement');
    expect(await world.ishur(['choose', '305:1001', 'reverse-charge', '--withdraw'])).toMatchObject({ code: 0 });
    expect(await world.standingOf('305:1001')).toBe('held');

    world.write(...HELD_ROWS, '305,1004,2026-06-10,000000018,א בע"מ,6000.00,0.00,6000.00');
    await world.ishur(['run']);
    const missing = await world.ishur(['choose', '305:1001', 'reverse-charge', '--with', '305:9999']);
    expect([missing.code, await world.standingOf('305:1001')]).toEqual([65, 'held']);
    const tied = await world.ishur(['choose', '305:1001', 'reverse-charge', '--with', '305:1004']);
    expect(tied).toMatchObject({ code: 0, err: '' });
    await world.ishur(['run']);
    await world.ishur(['run']);
    expect(await world.standingOf('305:1004')).toBe('allocated');
    expect(await world.standingOf('305:1001')).toBe('reversed');
    expect(rowOf(world, '1004')).toMatch(/\d{26}/);
    expect(rowOf(world, '1004')).toContain('בגין חשבונית זו לקוח חייב לדווח חשבונית עצמית');
    expect(await world.choices()).toEqual([]);
  });
});

describe('a choice that goes wrong', () => {
  test.each(['accepted', 'refused'] as const)(
    'whose answer is lost is kept and told again by the next run, with the same bytes; a repeated one is %s',
    async (repeated) => {
      await using world = await held({ decisions: { repeated } });
      world.simulator.setFaults([{ kind: 'reset', when: 'after', service: 'decision', times: 1 }]);
      const { code, err } = await world.ishur(['choose', '305:1001', 'cancel']);
      expect([code, err]).toEqual([75, expect.stringContaining('sent again exactly as it is')]);
      expect(await world.standingOf('305:1001')).toBe('choosing');
      expect((await world.ishur(['choose', '305:1001'])).out).toContain('Chosen: Cancel');
      const other = await world.ishur(['choose', '305:1001', 'continue']);
      expect([other.code, other.err]).toEqual([65, expect.stringContaining('may have been accepted')]);
      await world.ishur(['run']);
      expect(new Set((await world.choices()).map((choice) => choice.body_sha256)).size).toBe(1);
      if (repeated === 'refused') {
        expect(await world.standingOf('305:1001')).toBe('settled-elsewhere');
        expect((await world.ishur(['choose', '305:1001'])).out).toContain('--settled');
        expect(await world.ishur(['choose', '305:1001', 'cancel', '--settled'])).toMatchObject({ code: 0 });
      }
      expect(await world.standingOf('305:1001')).toBe('cancelled');
    },
  );

  test('that was made in the personal area is answered with 463, and said so', async () => {
    await using world = await held();
    const body = {
      invoice_id: '777777715-305-1001',
      vat_number: 777777715,
      user_name: 'x',
      accounting_software_number: 777777715,
    };
    const address = `${world.simulator.address}/shaam/tsandbox/InvoiceDecisionApi/v1/Continue`;
    const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
    expect((await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })).status).toBe(200);
    const { code, err } = await world.ishur(['choose', '305:1001', 'cancel']);
    expect([code, err]).toEqual([65, expect.stringContaining('ishur choose 305:1001 cancel --settled')]);
    expect(await world.ishur(['choose', '305:1001', 'continue', '--settled'])).toMatchObject({ code: 0 });
    expect(await world.standingOf('305:1001')).toBe('continued');
  });

  test('that reaches nobody changes nothing', async () => {
    await using world = await held();
    await world.simulator.close();
    const { code, err } = await world.ishur(['choose', '305:1001', 'cancel']);
    expect([code, err]).toEqual([75, expect.stringContaining('was not sent')]);
    expect(await world.standingOf('305:1001')).toBe('held');
  });

  test('is not given in words that say two things, or none', async () => {
    await using world = await held();
    for (const words of [
      ['choose', '305:1001', 'cancle'],
      ['choose', '305:1001', 'cancel', '--with', '305:1002'],
      ['choose', '305:1001', 'reverse-charge', '--withdraw', '--settled'],
      ['choose', '305:1001', '--settled'],
      ['hearing', '305:1001', 'win'],
      ['hearing', '305:1001', 'dated'],
      ['hearing', '305:1001', 'won', '1.7.2026'],
    ]) {
      expect(await world.ishur(words), words.join(' ')).toMatchObject({ code: 64 });
    }
    expect(await world.choices()).toEqual([]);
  });
});

test('for machines: what became of a choice, one object', async () => {
  await using world = await held();
  const { out } = await world.ishur(['choose', '305:1001', 'cancel', '--json'], { now: NOW });
  expect(JSON.parse(out)).toMatchObject({ outcome: 'accepted', standing: 'cancelled', faults: [] });
  const { out: hearing } = await world.ishur(['hearing', '305:1002', '--json']);
  expect(JSON.parse(hearing)).toMatchObject({ standing: 'held', hearing: null, due: [] });
});

describe('a word on a hearing', () => {
  test('that was a mistake is taken back, with a name in the journal; lost before its day is refused', async () => {
    await using world = await held();
    await world.ishur(['choose', '305:1001', 'hearing']);
    await world.ishur(['hearing', '305:1001', 'dated', '2026-07-02']);
    const early = await world.ishur(['hearing', '305:1001', 'lost']);
    expect([early.code, early.err]).toEqual([65, expect.stringContaining('ishur hearing acme/office/305:1001 dated')]);
    expect(await world.standingOf('305:1001')).toBe('hearing');
    const later = { now: new Date('2026-07-03T09:00:00+03:00') };
    const lost = await world.ishur(['hearing', '305:1001', 'lost'], later);
    expect(lost.out).toContain('Said by mistake? To take it back: ishur hearing 305:1001 --withdraw');
    const back = await world.ishur(['hearing', '305:1001', '--withdraw', '--by', 'רות'], later);
    expect([back.code, back.out]).toEqual([0, expect.stringContaining('in a hearing')]);
    expect((await world.ishur(['show', '305:1001'])).out).toContain(
      'the last word on the hearing was taken back (רות)',
    );
    expect((await world.ishur(['hearing', '305:1001', '--withdraw'], later)).code).toBe(65);
    expect((await world.ishur(['hearing', '305:1001', 'lost', '--withdraw'])).code).toBe(64);
  });

  test('given up tells what is possible now, the reverse charge among it', async () => {
    await using world = await held();
    await world.ishur(['choose', '305:1001', 'hearing']);
    const { out } = await world.ishur(['hearing', '305:1001', 'given-up']);
    expect(out).toContain('there is no second hearing');
    expect(out).toContain('ishur choose 305:1001');
    const ways = (await world.ishur(['choose', '305:1001'])).out;
    expect(ways).toContain('ishur choose 305:1001 cancel | continue | reverse-charge\n');
    expect(ways).not.toContain('hearing can still be asked for');
    expect((await world.ishur(['choose', '305:1001', 'continue'])).out).toContain('no second one');
    expect((await world.ishur(['hearing', '305:1001'])).out).not.toContain('--withdraw');
  });

  test('in Hebrew: days as they are written, the law by its name, and what the days are counted by', async () => {
    await using world = await held();
    await world.ishur(['choose', '305:1001', 'hearing']);
    const { out } = await world.ishur(['hearing', '305:1001', '--lang', 'he']);
    expect(out).toContain('05/07/2026');
    expect(out).not.toMatch(/2026-\d/);
    expect(out).toContain('חוק מס ערך מוסף');
    expect(out).not.toContain('VAT Law');
    expect(out).toContain('אין להם הגדרה בקובץ ההגדרות');
    expect((await world.ishur(['hearing', '305:1001', '--json'])).out).toContain('2026-07-05');
  });
});

test('what is cancelled in the source is not offered to go on', async () => {
  await using world = await held();
  await world.ishur(['hearing', '305:1001']);
  const columns = (row: string, status: string): string => `${row},${status}`;
  const [first = '', ...others] = HELD_ROWS;
  const file = join(world.folder, 'invoices.csv');
  const head = readFileSync(file, 'utf8').split('\n')[0] ?? '';
  const rows = [columns(head, 'סטטוס'), columns(first, 'מבוטל'), ...others.map((row) => columns(row, 'סופי'))];
  writeFileSync(file, `${rows.join('\n')}\n`);
  await world.ishur(['run']);
  const { out } = await world.ishur(['choose', '305:1001']);
  expect(out).toContain('ishur choose 305:1001 cancel | reverse-charge\n');
  expect(out).toContain('nothing that could go out');
  expect((await world.ishur(['choose', '305:1001', 'continue'])).code).toBe(65);
});

test('run and inbox name the same documents, and status counts each end apart', async () => {
  await using world = await openHeldWorld({
    dealers: {
      '777777715': {
        behaviour: 'allocate',
        invoices: ['1001', '1002', '1003', '1004', '1005'].map((reference) => ({ reference, behaviour: 'hold' })),
      },
    },
  });
  const row = (reference: string, vat: string, gross: string): string =>
    `305,${reference},2026-06-10,000000018,א בע"מ,6000.00,${vat},${gross}`;
  const invoices = ['1001', '1002', '1003', '1004', '1005'].map((reference) => row(reference, '1080.00', '7080.00'));
  world.write(...invoices, row('2005', '0.00', '6000.00'));
  await world.ishur(['run']);
  await world.ishur(['choose', '305:1001', 'cancel']);
  await world.ishur(['choose', '305:1002', 'continue']);
  await world.ishur(['choose', '305:1003', 'hearing']);
  await world.ishur(['choose', '305:1005', 'reverse-charge', '--with', '305:2005']);
  await world.ishur(['run']);
  const { out } = await world.ishur(['run']);
  const inbox = (await world.ishur(['inbox'])).out;
  const named = (text: string): string[] => [...new Set(text.match(/305:\d{4}/g))].toSorted();
  expect(named(out.slice(out.indexOf('What waits for you')))).toEqual(named(inbox));
  expect(named(inbox)).toEqual(['305:1001', '305:1003', '305:1004', '305:1005']);
  expect(inbox).toContain('storno in the accounting software');
  const status = (await world.ishur(['status'])).out;
  for (const line of [
    /held by the Tax Authority +│ +1 /,
    /in a hearing +│ +1 /,
    /went out without a number, with a notice +│ +1 /,
    /cancelled after it was held +│ +1 /,
    /replaced by the invoice of a reverse charge +│ +1 /,
  ]) {
    expect(status).toMatch(line);
  }
});
