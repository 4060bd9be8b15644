import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import type { RecordValues } from './fixtures/write-pair.ts';

/** A sale of 1000 and 180 VAT to customer 30001, with what a test wants to be different. */
function entry(changes: Readonly<Record<number, string>> = {}): RecordValues {
  const values: Readonly<Record<number, string>> = {
    2: 'חש',
    3: '2001',
    5: '15/06/26',
    6: '16/06/26',
    8: '1',
    9: 'ייעוץ',
    10: '30001',
    12: '4000',
    13: '7000',
    14: '1180.00',
    16: '1000.00',
    17: '180.00',
    29: '777777715',
    ...changes,
  };
  return new Map(Object.entries(values).map(([field, value]) => [Number(field), value]));
}

describe('MOVEIN', () => {
  it('is journal entries (348) without any configuration, and says which settings there are', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry()]);
    expect(await world.documents({ path: 'MOVEIN.PRM' })).toMatchObject([
      {
        ref: 'movein-חש:2001',
        fields: {
          documentType: 348,
          reference: '2001',
          documentDate: '2026-06-15',
          netAmount: '1000.00',
          vatAmount: '180.00',
          grossAmount: '1180.00',
          note: 'ייעוץ',
          customer: { account: '30001', vatNumber: '777777715' },
        },
      },
    ]);
    const notes = await world.notes();
    for (const setting of ['documentTypes', 'leaveOut', 'vatAccounts']) expect(notes).toContain(setting);
  });

  it('has the types that the configuration gives to its codes', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [
      entry(),
      // The customer is credited; a credit note is positive by its type.
      entry({ 2: 'זכ', 3: '9', 10: '4000', 11: '7000', 12: '30001', 13: '', 14: '100', 15: '18', 16: '118', 17: '' }),
      entry({ 2: 'קב', 3: '5', 10: '1000', 12: '30001', 13: '', 14: '1180', 16: '1180', 17: '' }),
    ]);
    const documents = await world.documents({ path: '.', documentTypes: { חש: 305, זכ: 330 }, leaveOut: ['קב'] });
    expect(
      documents.map(({ fields: { documentType, netAmount, vatAmount, customer } }) => [
        documentType,
        netAmount,
        vatAmount,
        customer.account,
      ]),
    ).toEqual([
      [305, '1000.00', '180.00', '30001'],
      [330, '100.00', '18.00', '30001'],
    ]);
  });

  it('takes what is the other way round for negative, so that a purchase is asked for by nobody', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [
      entry({ 10: '5000', 11: '7001', 12: '60001', 13: '', 14: '1000', 15: '180', 16: '1180', 17: '' }),
    ]);
    expect((await world.documents())[0]?.fields).toMatchObject({
      netAmount: '-1000.00',
      vatAmount: '-180.00',
      customer: { account: '60001' },
    });
  });

  it('without VAT has an amount of VAT that is zero', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry({ 13: '', 17: '', 16: '1180' })]);
    expect((await world.documents())[0]?.fields).toMatchObject({ netAmount: '1180.00', vatAmount: '0.00' });
  });

  it('adds up what one reference takes several records for', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry(), entry({ 12: '4001', 14: '590', 16: '500', 17: '90' })]);
    expect((await world.documents()).map(({ fields: { grossAmount } }) => grossAmount)).toEqual(['1770.00']);
  });

  it('knows the VAT by its account, in transactions of any number of records', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [
      entry({ 12: '', 13: '', 16: '', 17: '' }),
      entry({ 10: '', 14: '', 12: '7000', 13: '4000', 16: '180', 17: '700' }),
      entry({ 10: '', 14: '', 12: '4001', 13: '', 16: '300', 17: '' }),
    ]);
    expect(await world.documents({ path: '.', vatAccounts: ['7000'] })).toMatchObject([
      { fields: { netAmount: '1000.00', vatAmount: '180.00', customer: { account: '30001' } } },
    ]);
  });

  it.each([
    ['does not balance', { 16: '900' }, 'not-balanced'],
    ['has two accounts on both sides', { 11: '30002', 14: '590', 15: '590' }, 'accounts-ambiguous'],
    ['has more VAT than it taxes', { 16: '180', 17: '1000' }, 'vat-above-net'],
    ['has a fraction of an agora', { 16: '999.995' }, 'bad-amount'],
    ['has a sum without an account', { 12: '' }, 'value-missing'],
    ['has no reference', { 3: '0' }, 'value-missing'],
    ['has no date', { 5: '' }, 'value-missing'],
  ])('that %s is unreadable, with what to do', async (_, changes, code) => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry(changes), entry({ 3: '2002' })]);
    const items = await world.read();
    expect(items.map(({ kind }) => kind)).toEqual(['unreadable', 'document']);
    const [item] = items;
    expect(item?.kind === 'unreadable' && item.faults[0]?.code).toBe(`hashavshevet/${code}`);
    expect(item?.kind === 'unreadable' && item.faults[0]?.message.he).toContain('MOVEIN.DOC:1');
  });

  it('with one reference for two customers is unreadable', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry(), entry({ 10: '30002' })]);
    expect((await world.unreadable())[0]?.faults[0]?.code).toBe('hashavshevet/accounts-ambiguous');
  });
});

/** A record of MOVEIN.DAT: values and widths in the order in which they stand. */
function fixed(changes: Readonly<Record<number, string>> = {}): string {
  const cells: readonly (readonly [string, number])[] = [
    ['SAL', 3],
    ['12345', 5],
    ['150626', 6],
    ['', 5],
    ['160626', 6],
    ['1', 3],
    ['details', 22],
    ['30001', 8],
    ['', 8],
    ['4000', 8],
    ['7000', 8],
    ['11800.00', 12],
    ['', 12],
    ['10000.00', 12],
    ['1800.00', 12],
    ['', 48],
  ];
  return cells.map(([value, width], index) => (changes[index] ?? value).padStart(width)).join('');
}

describe('MOVEIN.DAT of 180 bytes', () => {
  it('is read without a PRM, with an opening record and without', async () => {
    for (const opening of ['', `  2${' '.repeat(175)}\r\n`]) {
      await using world = await createWorld();
      await world.put('MOVEIN.DAT', `${opening}${fixed()}\r\n${fixed({ 1: '12346' })}\r\n`);
      const documents = await world.documents({ path: 'MOVEIN.DAT' });
      expect(
        documents.map(({ ref, fields }) => [
          ref,
          fields.documentDate,
          fields.netAmount,
          fields.vatAmount,
          fields.customer.account,
        ]),
      ).toEqual([
        ['movein-SAL:12345', '2026-06-15', '10000.00', '1800.00', '30001'],
        ['movein-SAL:12346', '2026-06-15', '10000.00', '1800.00', '30001'],
      ]);
    }
  });

  it('says that references of five digits may be the end of longer ones, and that nobody is known for a dealer', async () => {
    await using world = await createWorld();
    await world.put('MOVEIN.DAT', `${fixed()}\r\n`);
    const notes = await world.notes({ path: 'MOVEIN.DAT' });
    expect(notes).toContain('five digits');
    expect(notes).toContain('HESHIN');
    expect(notes).toContain('result file alone');
  });

  it('takes sums without a point only for what the configuration says', async () => {
    await using world = await createWorld();
    await world.put('MOVEIN.DAT', `${fixed({ 11: '1180000', 13: '1000000', 14: '180000' })}\r\n`);
    expect((await world.unreadable({ path: '.' }))[0]?.faults[0]?.code).toBe('hashavshevet/no-point');
    expect((await world.documents({ path: '.', sums: 'agorot' }))[0]?.fields.grossAmount).toBe('11800.00');
    expect((await world.documents({ path: '.', sums: 'shekels' }))[0]?.fields.grossAmount).toBe('1180000.00');
  });

  it('stands beside a flexible pair without being taken for it', async () => {
    await using world = await createWorld();
    await world.putPair('MOVEIN', [entry()]);
    await world.put('MOVEIN.DAT', `${fixed()}\r\n`);
    expect((await world.documents({ path: '.' })).map(({ ref }) => ref)).toEqual([
      'movein-SAL:12345',
      'movein-חש:2001',
    ]);
  });

  it('with a record that is cut off says so', async () => {
    await using world = await createWorld();
    await world.put('MOVEIN.DAT', `${fixed()}\r\n${fixed().slice(0, 120)}`);
    expect((await world.unreadable({ path: '.' }))[0]).toMatchObject({
      where: 'MOVEIN.DAT:2',
      faults: [{ code: 'hashavshevet/record-length' }],
    });
  });

  it('has its numbers in the result file', async () => {
    await using world = await createWorld();
    await world.put('MOVEIN.DAT', `${fixed()}\r\n`);
    const [document] = await world.documents({ path: '.' });
    if (document === undefined) throw new Error('no document');
    const settlement = { ref: document.ref, asked: document.fields, number: '20260630123456789012345678', notices: [] };
    expect(await world.record({ path: '.' }, settlement)).toMatchObject([
      { kind: 'handed-over', where: 'MOVEIN.DAT.ishur.csv' },
    ]);
    expect((await world.bytes('MOVEIN.DAT.ishur.csv')).toString('utf8')).toContain('20260630123456789012345678');
  });
});
