import { readFileSync, readdirSync } from 'node:fs';
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
