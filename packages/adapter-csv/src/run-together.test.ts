import { expect, it } from 'vitest';
import { createWorld, UTF_8 } from './fixtures/world.ts';
import { findRunTogether, isBrokenName } from './run-together.ts';

it.each([
  ['נטומספר הקצאה', 'נטו', 'מספר הקצאה'],
  ['מע"מסה"כ כולל מע"מ', 'מע"מ', 'סה"כ כולל מע"מ'],
  ['vatnet amount', 'vat', 'net amount'],
  ['due date"מע"מ', 'due date', 'מע"מ'],
])('%s is two names', (header, first, second) => {
  expect(findRunTogether(header)).toEqual({ first, second });
});

it.each([
  'סוג לקוח',
  'סכום בש"ח',
  'מע"מ בש"ח',
  'דו"ח תאריך',
  'שם לקוח "ראשי"',
  'מספר הקצאה',
  'תאריך פירעון',
  'צבע',
  'customer type',
  'נטו',
  '',
  'א'.repeat(200),
])('«%s» is none', (header) => {
  expect(findRunTogether(header)).toBeUndefined();
});

it.each([
  ['customer_', 'vat_number', true],
  ['customer', '_vat_number', true],
  ['דוח', 'מספר עוסק', false],
  ['', 'vat_number', false],
])('«%s» above «%s»: a broken name is %s', (above, first, isBroken) => {
  expect(isBrokenName(above, first)).toBe(isBroken);
});

it('a header in which a delimiter was lost is refused, and the message names both columns', async () => {
  await using world = await createWorld();
  const rows = ['305,1001,01/06/2026,18,,100,777777715', '305,1002,01/06/2026,18,8499684,1'].join('\n');
  await world.write('a.csv', `סוג,מספר מסמך,תאריך,מע"מ,נטומספר הקצאה,סה"כ כולל מע"מ,מספר עוסק\n${rows}\n`, UTF_8);
  await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({
    code: 'csv/header-run-together',
    text: { en: expect.stringMatching(/a\.csv:1: .*«נטו».*«מספר הקצאה»/) },
  });
  const columns = { existingNumber: 'נטומספר הקצאה' };
  expect((await world.read({ path: 'a.csv', columns })).length).toBeGreaterThan(0);
});
