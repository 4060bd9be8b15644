import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import { PLAIN_STYLE, WIDTHS } from './fixtures/write-pair.ts';
import { documentLine as line } from './fixtures/sample-records.ts';

describe('IMOVEIN without any configuration', () => {
  it('takes document type 1 for a tax invoice, prices for prices without VAT, and says so with the setting', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    const [document] = await world.documents({ path: 'IMOVEIN.DOC' });
    expect(document).toMatchObject({
      ref: 'imovein-1:1001',
      standing: 'final',
      fields: {
        documentType: 305,
        reference: '1001',
        documentDate: '2026-06-15',
        netAmount: '10000.00',
        vatAmount: '1800.00',
        grossAmount: '11800.00',
        customer: { name: 'לקוח לדוגמה בע"מ', vatNumber: '777777715', account: '30001' },
        items: [
          {
            index: 1,
            catalogNumber: 'A-1',
            description: 'ייעוץ',
            quantity: '2',
            pricePerUnit: '5000.00',
            netAmount: '10000.00',
            vatRate: '18',
          },
        ],
      },
    });
    expect(document?.advisories).toMatchObject([
      { code: 'hashavshevet/type-assumed' },
      { code: 'hashavshevet/prices-assumed' },
    ]);
    expect(document?.advisories?.[0]?.message.en).toContain('documentTypes');
    expect(document?.advisories?.[1]?.message.en).toContain('pricesIncludeVat');
    const notes = await world.notes({ path: 'IMOVEIN.DOC' });
    expect(notes).toContain('documentTypes');
    expect(notes).toContain('305');
    expect(notes).toContain('pricesIncludeVat');
  });

  it('assumes nothing of type and prices where the configuration says it, and of prices where there is no VAT', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line(), line({ 3: '1002', 18: '0' })]);
    const documentTypes = { '1': 305 };
    const codes = async (config: object): Promise<unknown> =>
      (await world.documents({ path: 'IMOVEIN.DOC', ...config })).map(({ advisories }) =>
        advisories?.map(({ code }) => code),
      );
    expect(await codes({ documentTypes, pricesIncludeVat: false })).toEqual([undefined, undefined]);
    expect(await codes({ documentTypes, pricesIncludeVat: true })).toEqual([undefined, undefined]);
    expect(await codes({ documentTypes })).toEqual([['hashavshevet/prices-assumed'], undefined]);
  });

  it('takes off the discount of the line (26) and then the general one (17)', async () => {
    await using world = await createWorld();
    // 2 × 5000 − 10% = 9000; 9000 − 5% = 8550; 18% = 1539.
    await world.putPair('IMOVEIN', [line({ 26: '10', 17: '5' })]);
    const [document] = await world.documents();
    expect(document?.fields).toMatchObject({
      amountBeforeDiscount: '9000.00',
      discount: '450.00',
      netAmount: '8550.00',
      vatAmount: '1539.00',
      grossAmount: '10089.00',
      items: [{ discount: '1000.00', netAmount: '9000.00' }],
    });
  });

  it('takes the rate of line 18, and says which setting helps where there is none', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 18: '17.00' }), line({ 3: '1002', 18: '0' }), line({ 3: '1003', 18: '' })]);
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.fields.vatAmount : item.faults[0]?.code))).toEqual([
      '1700.00',
      '0.00',
      'hashavshevet/vat-rate-missing',
    ]);
    const [, , third] = items;
    expect(third?.kind === 'unreadable' && third.faults[0]?.message.he).toContain('vatRate');
    expect((await world.documents({ path: '.', vatRate: 18 })).map(({ fields }) => fields.vatAmount)).toEqual([
      '1700.00',
      '0.00',
      '1800.00',
    ]);
  });

  it('charges no VAT on a line that is exempt', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line(), line({ 24: '500', 34: '1' })]);
    const [document] = await world.documents();
    expect(document?.fields).toMatchObject({ netAmount: '11000.00', vatAmount: '1800.00', grossAmount: '12800.00' });
  });

  it('takes the VAT number of line 60, else that of the card, and leaves it out where there is neither', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [
      line(),
      line({ 3: '1002', 5: '', 60: '' }),
      line({ 3: '1003', 2: '30002', 60: '0' }),
      line({ 3: '1004', 2: '', 60: '' }),
    ]);
    await world.putPair('HESHIN', [
      new Map([
        [2, '30001'],
        [3, 'שם מן הכרטיס'],
        [30, '777777723'],
      ]),
      new Map([[2, '30002']]),
    ]);
    const documents = await world.documents();
    expect(documents.map(({ fields: { customer } }) => [customer.vatNumber, customer.name])).toEqual([
      ['777777715', 'לקוח לדוגמה בע"מ'],
      ['777777723', 'שם מן הכרטיס'],
      [undefined, 'לקוח לדוגמה בע"מ'],
      [undefined, 'לקוח לדוגמה בע"מ'],
    ]);
  });

  it('takes 0 and nothing for no number, and a short and a full number for one', async () => {
    await using world = await createWorld();
    const full = '20260615123456789012345678';
    await world.putPair(
      'IMOVEIN',
      ['', '0', '000000000', '123456789', full].map((number, index) => line({ 3: String(1001 + index), 87: number })),
    );
    expect((await world.documents()).map(({ existingNumber }) => existingNumber)).toEqual([
      undefined,
      undefined,
      undefined,
      '123456789',
      full,
    ]);
  });

  it.each(['IMOVEIN.DOC', 'IMOVEIN.PRM', '.', '*.DOC', 'IMOVEIN.*'])('finds the pair by %s', async (path) => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.putPair('HESHIN', []);
    expect(await world.documents({ path })).toHaveLength(1);
  });

  it('leaves no document of an unknown code out, and says which setting there is', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line(), line({ 3: '7', 4: '40' })]);
    const [item] = await world.unreadable();
    expect(item?.faults[0]).toMatchObject({ code: 'hashavshevet/unknown-document-type', path: 'IMOVEIN 4' });
    expect(item?.faults[0]?.message.en).toContain('documentTypes');
    expect(await world.documents({ path: '.', documentTypes: { 1: 320, 40: 300 } })).toMatchObject([
      { fields: { documentType: 320 } },
      { fields: { documentType: 300 } },
    ]);
    expect(await world.read({ path: '.', leaveOut: ['40'] })).toHaveLength(1);
    expect(world.logged.join()).toContain('"records":1');
  });
});

describe('settings of IMOVEIN', () => {
  it('takes VAT out of prices that hold it', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 23: '1', 24: '118', 17: '10' })]);
    const [document] = await world.documents({ path: '.', pricesIncludeVat: true });
    // 118 − 10% = 106.20, of which 90 and 16.20.
    expect(document?.fields).toMatchObject({
      netAmount: '90.00',
      vatAmount: '16.20',
      grossAmount: '106.20',
      amountBeforeDiscount: '100.00',
      discount: '10.00',
      items: [{ pricePerUnit: '100.00', netAmount: '100.00' }],
    });
  });

  it('knows currencies by sign, by code and by the company’s table', async () => {
    await using world = await createWorld();
    const codes = ['', '1', 'ש"ח', '$', 'EUR', '2', '3'];
    await world.putPair(
      'IMOVEIN',
      codes.map((code, index) => line({ 3: String(1001 + index), 20: code })),
    );
    const items = await world.read({ path: '.', currencies: { 2: 'USD' } });
    expect(items.map((item) => (item.kind === 'document' ? item.fields.currency : item.faults[0]?.code))).toEqual([
      undefined,
      undefined,
      undefined,
      'USD',
      'EUR',
      'USD',
      'hashavshevet/bad-currency',
    ]);
  });

  it('refuses a line in another currency than its document', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line({ 25: '$' })]);
    expect((await world.unreadable())[0]?.faults[0]?.code).toBe('hashavshevet/mixed-currency');
  });
});

describe('documents of several lines', () => {
  it('that stand twice with one line number are unreadable, and equal ones with numbers of their own are not', async () => {
    await using world = await createWorld();
    const lines = [line({ 54: '1' }), line({ 54: '1' }), line({ 3: '1002', 54: '1' }), line({ 3: '1002', 54: '2' })];
    await world.putPair('IMOVEIN', [...lines, line({ 3: '1003' }), line({ 3: '1003' })]);
    const items = await world.read({ path: 'IMOVEIN.DOC' });
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/line-repeated',
      'imovein-1:1002',
      'imovein-1:1003',
    ]);
  });

  it('are one document with the lines in their order', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [
      line(),
      line({ 23: '-1', 24: '1000', 28: 'זיכוי' }),
      line({ 3: '1002', 23: '1', 24: '-0.5' }),
    ]);
    const [first, second] = await world.documents();
    expect(first?.fields).toMatchObject({
      netAmount: '9000.00',
      items: [{ description: 'ייעוץ' }, { description: 'זיכוי', quantity: '-1', netAmount: '-1000.00' }],
    });
    // A price is never negative.
    expect(second?.fields).toMatchObject({
      netAmount: '-0.50',
      vatAmount: '-0.09',
      items: [{ quantity: '-1', pricePerUnit: '0.50' }],
    });
  });

  it('must agree in what belongs to the document', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [
      line(),
      line({ 9: '16/06/2026' }),
      line({ 3: '1002' }),
      line({ 3: '1002', 9: '', 60: '' }),
    ]);
    const items = await world.read();
    expect(items.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable']);
    expect(items[0]?.kind === 'unreadable' && items[0].faults[0]?.code).toBe('hashavshevet/line-disagrees');
  });

  it('are unreadable where their lines do not stand together, since nobody knows what they amount to', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line(), line({ 3: '1002' }), line()]);
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/lines-not-together',
      'imovein-1:1002',
      'hashavshevet/lines-not-together',
    ]);
  });

  it('are unreadable where one of their lines is damaged', async () => {
    await using world = await createWorld();
    const { data } = await world.putPair('IMOVEIN', [line(), line(), line({ 3: '1002' })]);
    const records = data.toString('latin1').split('\r\n');
    records[1] = (records[1] ?? '').slice(0, 600);
    await world.put('IMOVEIN.DOC', Buffer.from(records.join('\r\n'), 'latin1'));
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/record-length',
      'imovein-1:1002',
    ]);
  });

  it('are bounded: a document of more lines than there can be is told and fills no memory', async () => {
    await using world = await createWorld();
    const widths = new Map([...WIDTHS.IMOVEIN].map(([field, width]) => [field, Math.min(width, 20)] as const));
    const records = Array.from({ length: 10_001 }, () => line({ 5: '', 28: '' }));
    await world.putPair('IMOVEIN', [...records, line({ 3: '1002' })], PLAIN_STYLE, widths);
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'document' ? item.ref : item.faults[0]?.code))).toEqual([
      'hashavshevet/too-many-lines',
      'imovein-1:1002',
    ]);
  });
});
