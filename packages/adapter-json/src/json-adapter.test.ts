import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordReceipt, Settlement, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { describe, expect, test } from 'vitest';
import { jsonAdapter } from './index.ts';

const SIGNAL = new AbortController().signal;
const NUMBER = '20260630123456789012345678';
const INVOICE = {
  documentType: 305,
  reference: '1001',
  documentDate: '2026-06-15',
  netAmount: '10000.00',
  vatAmount: '1800.00',
  grossAmount: '11800.00',
  customer: { name: 'לקוח', vatNumber: '777777715' },
};
const SKILL = {
  invoice_type: 'hashbonit_zikuy',
  invoice_number: 'CN-1',
  invoice_date: '2026-03-08',
  original_invoice_reference: 'INV-1',
  original_allocation_number: 'IL-2026-0308-A1B2C3D4',
  supplier: { tax_id: '123456789', name: 'x' },
  buyer: { tax_id: '777777715', name: 'Buyer Corp' },
  line_items: [
    {
      description: 'a',
      quantity: -1,
      unit_price: 5000.0,
      vat_rate: 17,
      total_before_vat: -5000,
      vat_amount: -850,
      total_with_vat: -5850,
    },
  ],
  totals: { total_before_vat: -5000, total_vat: -850.0, total_with_vat: -5850 },
};

describe('reading', () => {
  test.for([
    ['an array', 'a.json', (rows: string[]) => `\ufeff [\r\n${rows.join(' ,\r\n')}\r\n]\r\n`],
    ['lines', 'a.ndjson', (rows: string[]) => `\ufeff${rows.join('\r\n')}\r\n`],
    ['lines under the name of JSON', 'a.json', (rows: string[]) => rows.join('\n')],
    ['a list of invoices', 'a.json', (rows: string[]) => `{\n"invoices": [${rows.join(',')}]\n}`],
  ] as const)('%s', async ([, name, form]) => {
    const rows = ['1', '2', '3'].map((reference) => JSON.stringify({ ...INVOICE, reference }));
    const items = await readText(form(rows), name);
    expect(items.map((item) => item.kind === 'document' && item.ref)).toEqual(['305:1', '305:2', '305:3']);
  });

  test('one document over several lines', async () => {
    expect(await readText(JSON.stringify(INVOICE, undefined, 2))).toEqual([
      expect.objectContaining({ ref: '305:1001', fields: INVOICE }),
    ]);
  });

  test.for([
    ['"netAmount": 1234.5', '1234.50'],
    ['"netAmount": 1234.5000', '1234.50'],
    ['"netAmount": "-0.07"', '-0.07'],
    ['"netAmount": 0', '0.00'],
  ] as const)('an exact amount: %s', async ([member, expected]) => {
    const [item] = await readText(JSON.stringify(INVOICE).replace('"netAmount":"10000.00"', member));
    expect(item).toMatchObject({ fields: { netAmount: expected } });
  });

  test.for([
    ['a third decimal', '"netAmount": 1234.567', 'json/not-an-amount', 'netAmount'],
    ['an exponent', '"netAmount": 1.2e5', 'json/not-an-amount', 'netAmount'],
    ['too many digits', '"netAmount": 12345678901234567', 'json/not-an-amount', 'netAmount'],
    ['thousands', '"netAmount": "1,234.50"', 'json/not-an-amount', 'netAmount'],
    ['nothing', '"netAmount": null', 'json/field-missing', 'netAmount'],
    ['the same field twice', '"netAmount": "1", "netAmount": "2"', 'json/duplicate-field', 'netAmount'],
    ['an unknown field', '"netAmount": "1", "vatNumbr": "2"', 'json/unknown-field', 'vatNumbr'],
    [
      'a number that lost its zeros',
      '"netAmount": "1", "issuerVatNumber": 12',
      'json/not-a-dealer-number',
      'issuerVatNumber',
    ],
    ['a day that is none', '"netAmount": "1", "producedOn": "2026-02-30"', 'json/not-a-day', 'producedOn'],
    ['a comma too many', '"netAmount": "1",,', 'json/syntax', ''],
    ['depth', `"netAmount": "1", "extra": ${'['.repeat(20)}${']'.repeat(20)}`, 'json/too-deep', ''],
  ] as const)('refused with its place: %s', async ([, member, code, path]) => {
    const bad = JSON.stringify(INVOICE).replace('"netAmount":"10000.00"', member);
    const items = await readText(`[\n${JSON.stringify(INVOICE)},\n${bad},\n${JSON.stringify(INVOICE)}]`);
    expect(items.map(({ kind }) => kind)).toEqual(['document', 'unreadable', 'document']);
    expect(items[1]).toMatchObject({ where: 'a.json:3', faults: [{ code, path }] });
    if (path !== '') expect(items[1]).toHaveProperty('faults.0.message.en', expect.stringContaining('a.json, line 3'));
  });

  test.for([
    ['cut off', `[${JSON.stringify(INVOICE)}, {"a":`, 'json/not-json'],
    ['going on behind its end', '[] []', 'json/not-json'],
    ['no JSON', 'hello', 'json/not-json'],
    ['not UTF-8', Buffer.from([0x5b, 0xff, 0xfe]), 'json/not-utf-8'],
  ] as const)('a file that is %s stops the source', async ([, text, code]) => {
    await expect(readText(text)).rejects.toMatchObject({ code, remedy: 'fix-config' });
  });
});

describe('the shape that circulates', () => {
  test('its names are mapped, and its figures are checked', async () => {
    const [item] = await readText(JSON.stringify(SKILL));
    expect(item).toMatchObject({
      ref: '330:CN-1',
      fields: {
        netAmount: '-5000.00',
        vatAmount: '-850.00',
        grossAmount: '-5850.00',
        issuerVatNumber: '123456789',
        customer: { name: 'Buyer Corp', vatNumber: '777777715' },
        related: [{ as: 'credited', reference: 'INV-1' }],
        items: [{ index: 1, quantity: '-1', netAmount: '-5000.00', vatAmount: '-850.00' }],
      },
    });
    expect(JSON.stringify(item)).not.toContain('IL-2026');
  });

  test.for([
    ['totals.total_with_vat', { totals: { ...SKILL.totals, total_with_vat: -5851 } }],
    ['totals.total_before_vat', { totals: { total_before_vat: -5001, total_vat: -850, total_with_vat: -5851 } }],
    ['line_items[0].vat_amount', { line_items: [{ ...SKILL.line_items[0], vat_rate: 18 }] }],
    ['line_items[0].total_before_vat', { line_items: [{ ...SKILL.line_items[0], quantity: -2 }] }],
  ] as const)('figures that disagree: %s', async ([path, change]) => {
    const [item] = await readText(JSON.stringify({ ...SKILL, ...change }));
    expect(item).toMatchObject({ kind: 'unreadable', faults: [{ code: 'json/figures-disagree', path }] });
  });
});

describe('the result file', () => {
  test('is an array with a document a line, and takes a number back from an edited document', async () => {
    await using folder = await temporaryFolder();
    const source = join(folder.path, 'a.json');
    await writeFile(source, JSON.stringify([INVOICE]));
    expect(await record(folder.path)).toEqual({ ref: '305:1001', kind: 'handed-over', where: 'a.ishur.json:2' });
    const written = await readFile(join(folder.path, 'a.ishur.json'), 'utf8');
    const entry = { ref: '305:1001', documentType: 305, reference: '1001', number: NUMBER, shortNumber: '012345678' };
    expect(written).toBe(`[\n  ${JSON.stringify({ ...entry, shortNumber: NUMBER.slice(-9) })}\n]\n`);

    await writeFile(source, JSON.stringify([{ ...INVOICE, netAmount: '1.00' }]));
    expect(await record(folder.path)).toEqual({ ref: '305:1001', kind: 'stale' });
    const [withdrawn] = JSON.parse(await readFile(join(folder.path, 'a.ishur.json'), 'utf8')) as object[];
    expect(withdrawn).toMatchObject({ withdrawnNumber: NUMBER, remark: expect.stringContaining(NUMBER) });
    expect(withdrawn).not.toHaveProperty('number');

    await writeFile(source, JSON.stringify([INVOICE]));
    expect(await record(folder.path)).toMatchObject({ kind: 'handed-over' });
    expect(await readFile(join(folder.path, 'a.ishur.json'), 'utf8')).toBe(written);
  });

  test('that a person changed stops the writing', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'a.json'), JSON.stringify([INVOICE]));
    await writeFile(join(folder.path, 'a.ishur.json'), '[{"ref":7}]');
    expect(await record(folder.path)).toMatchObject({ kind: 'failed', cause: { code: 'json/result-not-understood' } });
    expect(await readFile(join(folder.path, 'a.ishur.json'), 'utf8')).toBe('[{"ref":7}]');
  });
});

test('recognises files by their first document', () => {
  const known = (path: string, text: string): unknown => jsonAdapter.recognise?.({ path, head: Buffer.from(text) });
  expect(known('/x/a.json', JSON.stringify([INVOICE]))).toEqual({ path: '/x/a.json' });
  expect(known('/x/a.ndjson', JSON.stringify({ ...INVOICE, netAmount: '?' }))).toEqual({ path: '/x/a.ndjson' });
  expect(known('/x/a.json', JSON.stringify(SKILL, undefined, 2))).toEqual({ path: '/x/a.json' });
  expect(known('/x/package.json', '{\n  "name": "x"\n}')).toBeUndefined();
  expect(known('/x/a.ishur.json', JSON.stringify([INVOICE]))).toBeUndefined();
});

test('a fault is told in one language at a time, and shows nothing where there is nothing to show', async () => {
  const messages = async (text: string): Promise<readonly { he: string; en: string }[]> =>
    (await readText(text)).flatMap((item) =>
      item.kind === 'unreadable' ? item.faults.map((each) => each.message) : [],
    );
  const [missing] = await messages('[{}]');
  expect(missing).toMatchObject({
    he: 'a.json, שורה 1, השדה documentType: השדה חסר. השלימו אותו.',
    en: 'a.json, line 1, field documentType: it is missing. Fill it in.',
  });
  const [deep] = await messages(`[${'['.repeat(100_000)}${']'.repeat(100_000)}]`);
  expect(deep?.en).toBe('a.json, line 1: This is not valid JSON. Mend the document or export it again.');
  const all = await messages('[7, {"reference": "1", "reference": "2"}]');
  for (const { he, en } of all) {
    expect(en).not.toMatch(/[א-ת]/);
    expect(he).not.toMatch(/found|nothing|twice/);
  }
});

test('a notice that holds no more is taken out of the result file', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'a.json'), JSON.stringify([INVOICE]));
  const [old, copy] = [
    { code: 'old', text: 'אין לנכות' },
    { code: 'copy', text: 'העתק' },
  ];
  await record(folder.path, { notices: [old] });
  expect(await record(folder.path, { notices: [copy], withdrawn: [old] })).toMatchObject({ kind: 'handed-over' });
  const [name = ''] = (await readdir(folder.path)).filter((file) => file !== 'a.json');
  const text = await readFile(join(folder.path, name), 'utf8');
  expect(text).toContain(copy.text);
  expect(text).not.toContain(old.text);
  expect(await record(folder.path, { notices: [copy], withdrawn: [old] })).toMatchObject({ kind: 'already-there' });
});

async function readText(text: string | Uint8Array, name = 'a.json'): Promise<(SourceDocument | UnreadableItem)[]> {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, name), text);
  await using session = await jsonAdapter.doOpen({ path: name }, contextIn(folder.path));
  const items: (SourceDocument | UnreadableItem)[] = [];
  for await (const item of session.read({ signal: SIGNAL })) items.push(item);
  return items;
}

async function record(folder: string, changes: Partial<Settlement> = {}): Promise<RecordReceipt | undefined> {
  await using session = await jsonAdapter.doOpen({ path: 'a.json' }, contextIn(folder));
  const settlement = { ref: '305:1001', asked: INVOICE, number: NUMBER, notices: [], ...changes };
  for await (const receipt of session.record?.([settlement], { signal: SIGNAL }) ?? []) return receipt;
  return undefined;
}

function contextIn(folder: string): Parameters<typeof jsonAdapter.doOpen>[1] {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  return { log, clock: { now: () => new Date(0) }, folder };
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'ishur-json-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
