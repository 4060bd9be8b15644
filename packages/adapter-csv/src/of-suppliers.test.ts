import { describe, expect, it } from 'vitest';
import { createWorld, UTF_8 } from './fixtures/world.ts';
import { headersOfSuppliers } from './of-suppliers.ts';

describe('headers of a list of purchases', () => {
  it.each([
    [['מספר חשבונית', 'שם ספק', 'ע.מ'], ['שם ספק']],
    [
      ['invoice', 'supplier_vat_number', 'Vendor Name'],
      ['supplier_vat_number', 'Vendor Name'],
    ],
    [['מספר חשבונית', 'שם לקוח', 'ספק שירות'], []],
    [['מספר חשבונית', 'תאריך אספקה', 'ע.מ'], []],
    [['מספר חשבונית', 'customer_vat_number', 'supplier'], []],
    [['מספר חשבונית', 'ע.מ'], []],
  ])('%j', (header, found) => {
    expect(headersOfSuppliers(header, { path: 'a.csv' })).toEqual(found);
  });

  it('mean nothing where the configuration says what they are', () => {
    const header = ['מספר חשבונית', 'שם ספק', 'ע.מ'];
    expect(headersOfSuppliers(header, { path: 'a.csv', holds: 'purchases' })).toEqual([]);
    expect(headersOfSuppliers(header, { path: 'a.csv', columns: { 'customer.vatNumber': 'ע.מ' } })).toEqual([]);
  });
});

describe('a list of purchases', () => {
  const LIST = [
    'סוג מסמך,מספר חשבונית,תאריך,שם ספק,ע.מ,לפני מע"מ,מע"מ,סה"כ',
    'חשבונית מס,1001,10/06/2026,אורות,000000018,6000,1080,7080',
  ].join('\n');

  it('is no source of documents of the business, and says which command it is for', async () => {
    await using world = await createWorld();
    await world.write('a.csv', LIST, UTF_8);
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/purchases', remedy: 'fix-config' });
    await expect(world.read({ path: 'a.csv' })).rejects.toThrow(/«שם ספק».*ishur verify/);
  });

  it('is read where it is said to be one', async () => {
    await using world = await createWorld();
    await world.write('a.csv', LIST, UTF_8);
    expect(await world.documents({ path: 'a.csv', holds: 'purchases' })).toHaveLength(1);
  });
});
