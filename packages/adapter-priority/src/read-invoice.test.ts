import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { VAT_NUMBER_COLUMN } from './fake-server/index.ts';
import type { FakeForm, FakePriority, FakeQuirks } from './fake-server/index.ts';
import { openSession, readAll } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

type Put = (fake: FakePriority) => void;

async function itemsOf(
  put: Put,
  quirks: Partial<FakeQuirks> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<readonly (SourceDocument | UnreadableItem)[]> {
  await using world = await openWorld(quirks, settings);
  world.fake.store.customers.set('C1', { CUSTNAME: 'C1', [VAT_NUMBER_COLUMN]: '777777715' });
  world.fake.store.customers.set('P1', { CUSTNAME: 'P1', [VAT_NUMBER_COLUMN]: null });
  put(world.fake);
  await using opened = await openSession(world.config, world.folder);
  return await readAll(opened.session);
}

/** One row, of an invoice of 900 after a discount of a hundred. */
function row(changes: Readonly<Record<string, string | number | null>> = {}, form: FakeForm = 'AINVOICES'): Put {
  return (fake) =>
    void fake.store.save(form, {
      IVNUM: 'SI1',
      IVDATE: '2026-06-15',
      QPRICE: '1000.00',
      DISPRICE: '900.00',
      VAT: '162.00',
      TOTPRICE: '1062.00',
      CUSTNAME: 'C1',
      CDES: 'לקוח',
      ...changes,
    });
}

test('net is what stands after the discount', async () => {
  expect(await itemsOf(row())).toMatchObject([
    {
      ref: 'AD:SI1',
      fields: {
        netAmount: '900.00',
        vatAmount: '162.00',
        grossAmount: '1062.00',
        amountBeforeDiscount: '1000.00',
        discount: '100.00',
      },
    },
  ]);
  expect(await itemsOf(row(), { hiddenColumns: ['DISPRICE'] })).toMatchObject([{ fields: { netAmount: '900.00' } }]);
});

test.each<[FakeForm, string, number]>([
  ['AINVOICES', 'D', 305],
  ['CINVOICES', 'D', 310],
  ['EINVOICES', 'D', 320],
  ['FINVOICES', 'D', 305],
  ['AINVOICES', 'C', 330],
  ['CINVOICES', 'C', 330],
])('%s with DEBIT %s is %i', async (form, debit, documentType) => {
  const items = await itemsOf(row({ DEBIT: debit, TAXSUM: '162.00' }, form), {}, { forms: [form] });
  expect(items).toMatchObject([{ ref: `${form.slice(0, 1)}${debit}:SI1`, fields: { documentType } }]);
});

test('a credit is positive, whichever sign its form gives it', async () => {
  const negative = { DEBIT: 'C', QPRICE: '-900.00', DISPRICE: '-900.00', VAT: '-162.00', TOTPRICE: '-1062.00' };
  const amounts = { netAmount: '900.00', vatAmount: '162.00', grossAmount: '1062.00' };
  expect(await itemsOf(row(negative))).toMatchObject([{ fields: amounts }]);
  expect(await itemsOf(row({ DEBIT: 'C' }))).toMatchObject([{ fields: amounts }]);
});

test('a cancelled document and its mirror are both cancelled, and neither is a draft', async () => {
  const items = await itemsOf((fake) => {
    row({ STORNOFLAG: 'Y' })(fake);
    row({ IVNUM: 'SI9', STORNOFLAG: 'Y', DISPRICE: '-900.00', VAT: '-162.00', TOTPRICE: '-1062.00' })(fake);
    row({ IVNUM: 'SI2', STORNOFLAG: null })(fake);
  });
  expect(items.map((item) => item.kind === 'document' && item.standing)).toEqual(['cancelled', 'cancelled', 'final']);
});

test('a draft is not read, and has no name by its T-number', async () => {
  expect(await itemsOf(row({ IVNUM: 'T9696', FINAL: 'N', STATDES: 'סופית' }))).toEqual([]);
  expect(await itemsOf(row({ IVNUM: 'T9696', FINAL: null }))).toEqual([]);
});

test('an invoice and a credit of one number are two, also where a page ends between them', async () => {
  const put: Put = (fake) => {
    for (let index = 0; index < 30; index += 1) {
      row({ IVNUM: `SI${100 + index}` })(fake);
      row({ IVNUM: `SI${100 + index}`, DEBIT: 'C' })(fake);
    }
  };
  for (const pageRows of [11, 12, 13]) {
    const items = await itemsOf(put, { exposesIv: false }, { pageRows });
    expect(new Set(items.map((item) => item.kind === 'document' && item.ref)).size).toBe(60);
    expect(items).toHaveLength(60);
  }
});

test.each([
  ['ש"ח', undefined],
  ["ש''ח", undefined],
  ['$', 'USD'],
  ['EUR', 'EUR'],
  ['יור', 'EUR'],
])('currency %s is %s', async (CODE, currency) => {
  const [item] = await itemsOf(row({ CODE }), {}, { currencies: { יור: 'EUR' } });
  expect(item?.kind === 'document' && item.fields.currency).toBe(currency);
});

test.each<[string, Readonly<Record<string, string | number | null>>, string, RegExp]>([
  ['a sum that is none', { TOTPRICE: 'אלף' }, 'TOTPRICE', /TOTPRICE: found «אלף»/],
  ['a day that is none', { IVDATE: '2026-02-30' }, 'IVDATE', /IVDATE/],
  ['a currency that nobody knows', { CODE: 'שק' }, 'CODE', /`currencies`/],
  ['a customer that is not there', { CUSTNAME: 'C404' }, 'customer.vatNumber', /not found in CUSTOMERS/],
  ['no customer', { CUSTNAME: null }, 'customer.vatNumber', /not found in CUSTOMERS/],
])('%s is an item, and names the column', async (_, changes, path, words) => {
  const items = await itemsOf((fake) => {
    row(changes)(fake);
    row({ IVNUM: 'SI2' })(fake);
  });
  expect(items).toMatchObject([{ kind: 'unreadable', where: 'AINVOICES SI1', faults: [{ path }] }, { ref: 'AD:SI2' }]);
  expect(items[0]?.kind === 'unreadable' && items[0].faults[0]?.message.en).toMatch(words);
});

test('a customer without a VAT number is not one who is missing', async () => {
  const [item] = await itemsOf(row({ CUSTNAME: 'P1' }));
  expect(item).toMatchObject({ fields: { customer: { account: 'P1' } } });
  expect(item?.kind === 'document' && item.fields.customer.vatNumber).toBeUndefined();
});

test('lines are fetched for documents that may need a number, and for no others', async () => {
  await using world = await openWorld({ expandTruncates: true }, { forms: ['AINVOICES'] });
  const items = [{ description: 'שירות', quantity: '1', pricePerUnit: '10000', netAmount: '10000.00' }];
  save(world.fake, sampleDocument({ reference: '1', items }));
  save(
    world.fake,
    sampleDocument({ reference: '2', items, customer: { vatNumber: undefined as never, account: 'P' } }),
  );
  save(world.fake, sampleDocument({ reference: '3', items, standing: 'cancelled' }));
  save(world.fake, sampleDocument({ reference: '4', items, existingNumber: '123456789' }));
  save(world.fake, sampleDocument({ reference: '5', items }));
  await using opened = await openSession(world.config, world.folder);
  const read = await readAll(opened.session);
  const withLines = read.flatMap((item) => (item.kind === 'document' && item.fields.items ? [item.ref] : []));
  expect(withLines).toEqual(['AD:1', 'AD:5']);
  const asked = world.fake.requests.filter(({ path }) => path.includes(')/AINVOICEITEMS_SUBFORM'));
  expect(asked).toHaveLength(2);
});
