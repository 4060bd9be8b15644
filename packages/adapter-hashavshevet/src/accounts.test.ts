import { describe, expect, it } from 'vitest';
import { documentLine as line } from './fixtures/sample-records.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { PLAIN_STYLE } from './fixtures/write-pair.ts';
import type { RecordValues } from './fixtures/write-pair.ts';
import { meaningOf } from './layouts.ts';

const [CARD, VALID, OWNER, CVV, LAST] = ['4580123412341234', '11/29', '012345674', '987', '1234'];

function card(changes: Readonly<Record<number, string>> = {}): RecordValues {
  const values = {
    2: '30001',
    3: 'לקוח',
    30: '777777715',
    56: CARD,
    57: VALID,
    58: OWNER,
    60: CVV,
    61: LAST,
    ...changes,
  };
  return new Map(Object.entries(values).map(([field, value]) => [Number(field), value]));
}

/** A document that takes its customer from the card, and everything that the adapter says about it. */
async function everythingSaid(world: World): Promise<string> {
  const items = await world.read();
  const report = await world.check();
  return JSON.stringify([items, report, world.logged]);
}

describe('accounts’ cards', () => {
  it('are asked for key, name and VAT number, and for nothing of a credit card', async () => {
    for (const field of [56, 57, 58, 59, 60, 61, 62]) expect(meaningOf('HESHIN', field)).toBeUndefined();
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 60: '' })]);
    await world.putPair('HESHIN', [card(), card({ 2: '30002' })], { ...PLAIN_STYLE, isOpened: true });
    const said = await everythingSaid(world);
    expect(said).toContain('777777715');
    for (const secret of [CARD, CVV, OWNER, VALID]) expect(said).not.toContain(secret);
  });

  it.each([
    ['cut off in the middle of the card', (text: string): string => text.slice(0, text.indexOf(CARD) + 8)],
    ['too long', (text: string): string => text.replace(CARD, `${CARD}${CARD}`)],
    ['holding a NUL', (text: string): string => text.replace(CARD, `\0${CARD.slice(1)}`)],
    ['without an end', (text: string): string => text.replaceAll('\r\n', '').repeat(20)],
  ])('that are %s show nothing of a credit card either', async (_, change) => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 60: '' })]);
    const { data } = await world.putPair('HESHIN', [card(), card({ 2: '30002' })]);
    await world.put('HESHIN.DAT', Buffer.from(change(data.toString('latin1')), 'latin1'));
    const said = await everythingSaid(world);
    expect(said).toContain('HESHIN.DAT');
    for (const secret of [CARD, CARD.slice(0, 8), CVV, OWNER]) expect(said).not.toContain(secret);
  });

  it('that are damaged leave no customer for a private one', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 60: '' }), line({ 3: '1002' }), line({ 3: '1003', 2: '30002', 60: '' })]);
    const { data } = await world.putPair('HESHIN', [card(), card({ 2: '30002', 30: '777777723' })]);
    await world.put('HESHIN.DAT', Buffer.from(data.toString('latin1').slice(100), 'latin1'));
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/record-length',
      'hashavshevet/card-lost',
      'imovein-1:1002',
      'imovein-1:1003',
    ]);
  });

  it('with a VAT number that is none, or two of them, make the documents of their account unreadable', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 60: '' }), line({ 3: '1002', 2: '30002', 60: '' }), line({ 3: '1003' })]);
    await world.putPair('HESHIN', [card({ 30: '51-A' }), card({ 2: '30002' }), card({ 2: '30002', 30: '777777723' })]);
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/bad-dealer-number',
      'hashavshevet/card-disagrees',
      'imovein-1:1003',
    ]);
  });

  it('without their PRM are not read, and the check says so', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.put('HESHIN.DAT', 'x');
    expect(await world.notes()).toContain('HESHIN.PRM');
    expect(await world.documents()).toHaveLength(1);
  });

  it('may stand elsewhere', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 60: '' })]);
    const { data, parameters } = await world.putPair('HESHIN', [card()]);
    await world.put('cards/accounts.txt', data);
    await world.put('cards/accounts.prm', parameters);
    const documents = await world.documents({ path: '.', accounts: 'cards/accounts.txt' });
    expect(documents[0]?.fields.customer.vatNumber).toBe('777777715');
  });
});
