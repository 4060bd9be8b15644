import { expect, test } from 'vitest';
import type { PriorityConfig } from './config.ts';
import { planForm } from './form-plan.ts';
import type { FormPlan } from './form-plan.ts';
import type { Column } from './parse-metadata.ts';

const NEEDED = ['IV', 'IVNUM', 'DEBIT', 'FINAL', 'IVDATE', 'CUSTNAME', 'TOTPRICE', 'VAT', 'WTAXNUM'];

function planOf(more: readonly Partial<Column>[], columns: PriorityConfig['columns'] = {}): FormPlan {
  const plain = { type: 'Edm.String', title: undefined, maxLength: undefined, isReadOnly: false };
  const all = [...NEEDED.map((name) => ({ name })), ...more].map((each): Column => ({ name: '', ...plain, ...each }));
  const config: PriorityConfig = {
    url: 'https://priority.example/odata/Priority',
    environment: 'tabula.ini',
    company: 'demo',
    login: { token: { env: 'TOKEN' } },
    columns: { customerVatNumber: 'WTAXNUM', ...columns },
  };
  const sight = { form: 'AINVOICES', lines: undefined, seen: undefined } as const;
  return planForm({ ...sight, columns: new Map(all.map((column) => [column.name, column])) }, config);
}

test.each(['מספר הקצאה', 'מס. הקצאה מרשות המסים', 'Allocation Number', 'allocation no.'])(
  'a column titled «%s» is found',
  (title) => {
    expect(planOf([{ name: 'ABCD_X', title }]).place).toMatchObject({ kind: 'column', column: { name: 'ABCD_X' } });
  },
);

test('of two such columns a person says which', () => {
  const two = [
    { name: 'ABCD_X', title: 'מספר הקצאה' },
    { name: 'ABCD_Y', title: 'תאריך הקצאה' },
  ];
  const { place } = planOf(two);
  expect(place.kind === 'none' && place.reason.en).toMatch(/ABCD_X, ABCD_Y/);
  expect(planOf(two, { allocationNumber: 'ABCD_X' }).place).toMatchObject({ column: { name: 'ABCD_X' } });
  expect(planOf(two, { allocationNumber: { title: 'מספר  הקצאה' } }).place).toMatchObject({
    column: { name: 'ABCD_X' },
  });
  expect(planOf(two, { allocationNumber: { AINVOICES: 'ABCD_Y' } }).place).toMatchObject({
    column: { name: 'ABCD_Y' },
  });
});

test('a column for another form is none for this one', () => {
  const { place } = planOf([{ name: 'ABCD_X' }], { allocationNumber: { EINVOICES: 'ABCD_X' } });
  expect(place.kind).toBe('none');
});
