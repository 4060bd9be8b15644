import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import { SECOND_LINE, header, line, receipt, writeUniformFile } from './fixtures/write-uniform-file.ts';
import type { Plan, PlannedRecord } from './fixtures/write-uniform-file.ts';
import { reorderHebrew } from '@ishur/adapter-kit';

const CREDIT = { 1203: '330', 1204: '3001' };
const CREDIT_LINE = { 1253: '330', 1254: '3001' };
const RECORDS: readonly PlannedRecord[] = [
  header(),
  line(),
  line(SECOND_LINE),
  header({ 1203: '320', 1204: 'AA2001', 1220: '0', 1219: '114000', 1231: 'צפון', 1228: '1' }),
  receipt(),
  header({ ...CREDIT, 1219: '98000', 1220: '0', 1221: '98000', 1222: '17640', 1223: '115640' }),
  line({ ...CREDIT_LINE, 1256: '305', 1257: '001001' }),
];

const INVOICE = {
  documentType: 305,
  reference: '001001',
  documentDate: '2026-06-15',
  producedOn: '2026-06-14',
  amountBeforeDiscount: '1200.00',
  discount: '60.00',
  netAmount: '1140.00',
  vatAmount: '205.20',
  grossAmount: '1345.20',
  issuerVatNumber: '777777715',
  softwareNumber: '12345678',
  customer: { name: 'לקוח לדוגמה בע"מ', vatNumber: '777777723', country: 'IL', account: 'C-0001' },
  items: [
    {
      index: 1,
      catalogNumber: 'SRV-1',
      description: 'שעות ייעוץ',
      unit: 'שעה',
      quantity: '24.5',
      pricePerUnit: '40.00',
      netAmount: '980.00',
      vatRate: '18.00',
    },
    {
      index: 2,
      catalogNumber: 'PRD-7',
      description: 'ציוד',
      unit: 'שעה',
      quantity: '4',
      pricePerUnit: '60.00',
      discount: '20.00',
      netAmount: '220.00',
      vatRate: '18.00',
    },
  ],
};

describe('an amount before the discount', () => {
  it.each([
    ['0', '114000', undefined],
    ['120000', '114000', '1200.00'],
    ['0', '0', '0.00'],
  ])('of %s agorot beside a net of %s is %s', async (before, net, expected) => {
    await using world = await createWorld();
    await world.putRun(
      'OPENFRMT/77777771.26/06301030',
      writeUniformFile({ records: [header({ 1219: before, 1220: '0', 1221: net, 1222: '0', 1223: net })] }),
    );
    const [item] = await world.read();
    expect(item?.kind === 'document' ? item.fields.amountBeforeDiscount : item).toBe(expected);
  });
});

describe('the documents of a uniform file', () => {
  const variants: readonly (readonly [string, Omit<Plan, 'records'>])[] = [
    ['ISO-8859-8, CR LF', {}],
    ['LF alone', { newline: '\n' }],
    ['CP862', { encoding: 'cp862' }],
    ['Windows-1255 under the name of ISO-8859-8', { encoding: 'windows-1255' }],
    ['UTF-8, a width counted in characters', { encoding: 'utf-8' }],
    ['"!" where text is empty', { filler: '!' }],
  ];
  it.each(variants)('are read from %s', async (_name, plan) => {
    await using world = await createWorld();
    await world.putRun('OPENFRMT/77777771.26/06301030', writeUniformFile({ ...plan, records: RECORDS }));
    const items = await world.read();
    expect(items.filter((item) => item.kind === 'unreadable')).toEqual([]);
    const [invoice, cancelled, credit] = items.filter((item) => item.kind === 'document');
    expect(invoice).toEqual({
      kind: 'document',
      ref: '305:001001',
      cursor: 'OPENFRMT/77777771.26/06301030/BKMVDATA.TXT:2',
      standing: 'final',
      fields: INVOICE,
    });
    expect(cancelled).toMatchObject({ ref: '320:AA2001', standing: 'cancelled', fields: { branch: 'צפון' } });
    expect(credit?.fields).toMatchObject({
      netAmount: '980.00',
      grossAmount: '1156.40',
      related: [{ as: 'credited', documentType: 305, reference: '001001' }],
    });
  });

  it.each([' ', '!'] as const)('have no value where a number is filled with "%s"', async (noNumber) => {
    await using world = await createWorld();
    const planned = header();
    const values = Object.fromEntries(
      Object.entries(planned.values).filter(([field]) => !['1215', '1222', '1205'].includes(field)),
    );
    await world.putRun(
      '.',
      writeUniformFile({ records: [{ code: 'C100', values }], noNumber, ini: { 1034: '0', 1006: '0' } }),
    );
    const [document] = await world.documents();
    expect(document?.fields).toMatchObject({ vatAmount: '205.20' });
    expect(document?.fields.customer.vatNumber).toBeUndefined();
    expect(document?.fields.producedOn).toBeUndefined();
    expect(document?.fields.softwareNumber).toBeUndefined();
  });

  it('come with their lines in whatever order the records stand', async () => {
    const many = Array.from({ length: 60 }, (_, index) => String(5000 + index));
    const headers = many.map((number) => header({ 1204: number }));
    const lines = many.flatMap((number) => [
      line({ 1254: number, 1260: `line of ${number}` }),
      line({ 1254: number, ...SECOND_LINE }),
    ]);
    const orders = [
      [...headers, ...lines],
      [...lines, ...headers],
      [...lines, ...headers.toReversed()],
      headers.flatMap((one, index) => [one, ...lines.slice(index * 2, index * 2 + 2)]),
    ];
    for (const records of orders) {
      await using world = await createWorld();
      await world.putRun('.', writeUniformFile({ records }));
      const items = await world.read();
      expect(items).toHaveLength(many.length);
      for (const item of items) {
        if (item.kind !== 'document') throw new Error('unreadable');
        const { items: found = [], reference } = item.fields;
        expect(found.map(({ description }) => description)).toEqual([`line of ${reference}`, 'ציוד']);
      }
    }
  });

  it('are told apart by branch where the business has branches', async () => {
    await using world = await createWorld();
    const records = ['1', '2'].map((branch) => header({ 1231: branch }));
    await world.putRun('.', writeUniformFile({ records, ini: { 1034: '1' } }));
    expect((await world.documents()).map(({ ref }) => ref)).toEqual(['305:1:001001', '305:2:001001']);
  });

  it('have the lines of their own branch, wherever those stand', async () => {
    await using world = await createWorld();
    const headers = ['1', '2'].map((branch) => header({ 1231: branch }));
    const lines = ['2', '1'].map((branch) => line({ 1270: branch, 1260: `branch ${branch}` }));
    await world.putRun('.', writeUniformFile({ records: [...headers, ...lines], ini: { 1034: '1' } }));
    const documents = await world.documents();
    const found = documents.map(({ fields }) => [fields.branch, fields.items?.map(({ description }) => description)]);
    expect(found).toEqual([
      ['1', ['branch 1']],
      ['2', ['branch 2']],
    ]);
  });

  it('find their lines also where too many wait to be held in memory', async () => {
    await using world = await createWorld();
    const numbers = Array.from({ length: 5500 }, (_, index) => String(20_000 + index));
    const lines = numbers.map((number) => line({ 1254: number, 1260: `first of ${number}` }));
    const others = numbers.toReversed().map((number) => line({ 1254: number, ...SECOND_LINE }));
    const records = [...others, ...numbers.map((number) => header({ 1204: number })), ...lines];
    await world.putRun('.', writeUniformFile({ records }));
    const documents = await world.documents();
    expect(documents).toHaveLength(numbers.length);
    for (const { fields } of documents) {
      expect(fields.items?.map(({ description }) => description)).toEqual([`first of ${fields.reference}`, 'ציוד']);
    }
  });

  it('say so where their amounts are foreign', async () => {
    await using world = await createWorld();
    const none = { 1219: '0', 1220: '0', 1221: '0', 1222: '0', 1223: '0' };
    const records = [
      header({ ...none, 1217: '50000', 1218: 'USD' }),
      header({ 1204: '2', 1217: '50000', 1218: 'USD' }),
    ];
    await world.putRun('.', writeUniformFile({ records }));
    expect((await world.documents()).map(({ fields }) => fields.currency)).toEqual(['USD', undefined]);
  });

  it('are put into logical order where an old program wrote them as they stood on the screen', async () => {
    await using world = await createWorld();
    const name = 'אלון שירותים (2026) בע"מ';
    const records = [header({ 1207: reorderHebrew(name) })];
    await world.putRun(
      '.',
      writeUniformFile({ records, encoding: 'cp862', ini: { 1018: reorderHebrew('כרם יינות') } }),
    );
    expect((await world.documents())[0]?.fields.customer.name).toBe(name);
  });

  it('may be limited to those from a day on', async () => {
    await using world = await createWorld();
    await world.putRun('.', writeUniformFile({ records: [header(), header({ 1204: '2', 1230: '20260701' })] }));
    expect(await world.read({ path: '.' }, '2026-07-01')).toHaveLength(1);
  });
});

describe('every writable document', () => {
  const amount = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
  const text = fc.stringMatching(/^[א-תa-z0-9][א-תa-z0-9"'().-]{0,20}[א-תa-z0-9]$/u);

  it('is read as it was written', async () => {
    const plans = fc.record({
      encoding: fc.constantFrom('iso-8859-8', 'cp862', 'windows-1255'),
      newline: fc.constantFrom('\r\n', '\n'),
      filler: fc.constantFrom(' ', '!'),
      documents: fc.array(
        fc.record({ net: amount, vat: amount, name: text, lines: fc.array(text, { maxLength: 4 }) }),
        { maxLength: 8 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(plans, async ({ documents, ...plan }) => {
        await using world = await createWorld();
        const records = documents.flatMap(({ net, vat, name, lines }, index) => {
          const number = String(index + 1);
          const amounts = { 1221: String(net), 1222: String(vat), 1223: String(net + vat) };
          return [
            header({ 1204: number, 1207: name, ...amounts }),
            ...lines.map((description, at) => line({ 1254: number, 1255: String(at + 1), 1260: description })),
          ];
        });
        await world.putRun('.', writeUniformFile({ ...plan, records }));
        const read = await world.read({ path: '.', hebrew: 'logical', encoding: plan.encoding });
        const shown = read.map((item) =>
          item.kind === 'unreadable'
            ? item
            : {
                net: Math.round(Number(item.fields.netAmount) * 100),
                gross: Math.round(Number(item.fields.grossAmount) * 100),
                name: item.fields.customer.name,
                lines: (item.fields.items ?? []).map(({ description }) => description),
              },
        );
        expect(shown).toEqual(
          documents.map(({ net, vat, name, lines }) => ({ net: net + 0, gross: net + vat, name, lines })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
