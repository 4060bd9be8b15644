import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';

const BUYER = 777777715;
const HEADER = 'סוג מסמך,מספר מסמך,תאריך,שם לקוח,מספר עוסק ספק,סכום לפני מע"מ,מע"מ,סה"כ כולל מע"מ,מספר הקצאה';

interface Known {
  readonly [field: string]: unknown;
  readonly confirmation_number: string;
  readonly vat_number: number;
  readonly customer_vat_number: number;
  readonly payment_amount: number;
  readonly vat_amount: number;
  readonly invoice_date: string;
  readonly invoice_reference_number: string;
}

function known(index: number, more: Partial<Known> = {}): Known {
  const net = 10_000 + index;
  const vat = Math.round(net * 18) / 100;
  return {
    confirmation_number: `20260610${String(index).padStart(18, '0')}`,
    invoice_type: 305,
    vat_number: 513_326_439,
    customer_vat_number: BUYER,
    invoice_reference_number: String(1000 + index),
    invoice_date: '2026-06-10',
    payment_amount: net,
    vat_amount: vat,
    payment_amount_including_vat: net + vat,
    ...more,
  };
}

/** The line of an invoice in the books, as it is or with something wrong in it. */
function line(invoice: Known, more: Readonly<Record<string, string>> = {}): string {
  const amount = (value: unknown): string => Number(value).toFixed(2);
  const cells = {
    type: '305',
    reference: invoice.invoice_reference_number,
    date: invoice.invoice_date,
    name: 'ספק',
    supplier: String(invoice.vat_number).padStart(9, '0'),
    net: amount(invoice.payment_amount),
    vat: amount(invoice.vat_amount),
    gross: amount(invoice['payment_amount_including_vat']),
    number: invoice.confirmation_number.slice(-9),
    ...more,
  };
  return Object.values(cells).join(',');
}

function linesOf(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>);
}

/** How many look-ups the simulator has had. */
async function looksUp(address: string): Promise<number> {
  const answer = await fetch(`${address}/__simulator/log`);
  return (await answer.text()).split('invoice-information').length - 1;
}

describe('ishur verify', () => {
  test('a list of 5,000 purchases: every planted fault is found, and none is invented', async () => {
    const invoices = Array.from({ length: 5_000 }, (_, index) => known(index + 1));
    const other = known(9_001, { vat_number: 18, invoice_reference_number: '77' });
    // The same short number, of the same supplier, in another year.
    const old = known(9_002, { confirmation_number: '202506110000000000000004444', invoice_date: '2025-06-10' });
    const again = known(9_003, { confirmation_number: '202606110000000000000004444' });
    const planted: Readonly<Record<number, readonly [finding: string, more: Readonly<Record<string, string>>]>> = {
      100: ['differs', { net: '10100.01' }],
      700: ['differs', { supplier: '000000018' }],
      1300: ['number-missing', { number: '' }],
      1900: ['differs', { number: old.confirmation_number.slice(-9) }],
      2500: ['unknown-number', { number: '123456789' }],
      3100: ['differs', { date: '2026-06-11' }],
      3700: ['differs', { vat: '2466.01', gross: '16166.01' }],
      4300: ['differs', { number: other.confirmation_number.slice(-9) }],
      4900: ['differs', { reference: '59' }],
    };
    const rows = invoices.map((invoice, index) => line(invoice, planted[index]?.[1]));
    rows.push(
      line(old),
      line(again),
      line(known(9_004, { payment_amount: 4000, vat_amount: 720, payment_amount_including_vat: 4720 }), { number: '' }),
    );
    rows.push(rows[5] ?? '');
    // What nobody knows anything of.
    rows.push(line(known(9_005), { number: '' }), line(known(9_006), { net: 'x' }));

    await using simulator = await startSimulator({ invoices: [...invoices, other, old, again] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(join(business.folder, 'רכש.csv'), `${HEADER}\n${rows.join('\n')}\n`);
    const { code, out, err } = await business.ishur(['verify', 'רכש.csv', '--json']);
    expect(err).toBe('');
    const found = linesOf(out);
    const faults = found
      .filter(
        ({ finding, unreadable }) => unreadable !== undefined || !['matches', 'not-required'].includes(String(finding)),
      )
      .map((each) => [each['reference'] ?? 'unreadable', each['finding'] ?? 'unreadable', typeof each['known']]);
    expect(faults.map(String).toSorted()).toEqual(
      [
        ...Object.entries(planted).map(([index, [finding, more]]) => [
          more['reference'] ?? String(1001 + Number(index)),
          finding,
          // The authority has the number that is missing in the books, and the one that should stand in place of a wrong one.
          finding === 'differs' ? 'undefined' : 'string',
        ]),
        ['1006', 'repeated', 'undefined'],
        ['10005', 'number-missing', 'undefined'],
        ['unreadable', 'unreadable', 'undefined'],
      ]
        .map(String)
        .toSorted(),
    );
    expect(found).toHaveLength(5_006);
    expect(code).toBe(65);
  }, 300_000);

  test('in words: figures, what to mend, whom to call; and as CSV for Excel', async () => {
    await using simulator = await startSimulator({ invoices: [known(1), known(2)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const rows = [line(known(1)), line(known(2), { net: '10002.50' }), line(known(3), { number: '' })];
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${rows.join('\n')}\n`);
    const { code, out } = await business.ishur(['verify', 'p.csv', '--out', 'ממצאים.csv', '--lang', 'he']);
    expect(code).toBe(65);
    expect(out).toContain('הפרטים שונים');
    expect(out).toContain('סכום לפני מע"מ: בספרים 10002.50, ברשות המסים 10002.00');
    expect(out).toContain('ספק לפנות אליו');
    const csv = readFileSync(join(business.folder, 'ממצאים.csv'), 'utf8');
    expect(csv.startsWith('\ufeffשורה,ממצא,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain('"=""000000001"""');
    expect(existsSync(join(business.folder, 'ממצאים.csv.part'))).toBe(false);
    const modeOf = (name: string): number => statSync(join(business.folder, name)).mode & 0o777;
    expect(modeOf('ממצאים.csv')).toBe(modeOf('p.csv'));
  });

  test('where the authority fails, what is known is kept, and only the rest is asked for again', async () => {
    await using simulator = await startSimulator({
      invoices: [known(1), known(2), known(3)],
      faults: [{ kind: 'status', status: 503, service: 'details', nth: 2, times: 6 }],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(
      join(business.folder, 'p.csv'),
      `${HEADER}\n${[1, 2, 3].map((index) => line(known(index))).join('\n')}\n`,
    );
    const first = await business.ishur(['verify', 'p.csv', '--out', 'f.ndjson', '--json']);
    expect(first.code).toBe(75);
    expect(linesOf(first.out).map(({ finding }) => finding)).toContain('not-looked-up');
    const asked = await looksUp(simulator.address);
    const second = await business.ishur(['verify', 'p.csv', '--out', 'f.ndjson']);
    expect(second).toMatchObject({ code: 0, err: expect.stringContaining('1 invoices are known already') });
    expect((await looksUp(simulator.address)) - asked).toBe(2);
  });

  test.each([
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['another page', { kind: 'html' }],
    ['half an answer', { kind: 'cut', bytes: 20 }],
    ['a broken connection', { kind: 'reset' }],
  ] as const)('a look-up that fails in passing (%s) is tried again by itself', async (_, fault) => {
    await using simulator = await startSimulator({
      invoices: [known(1), known(2)],
      faults: [{ ...fault, service: 'details', nth: 2, times: 1 }],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${line(known(1))}\n${line(known(2))}\n`);
    const { code, err } = await business.ishur(['verify', 'p.csv']);
    expect([code, err]).toEqual([0, '']);
  });

  test('an authority that is down is told once, and many unreadable lines hide no other finding', async () => {
    await using simulator = await startSimulator({
      invoices: [known(1)],
      faults: [{ kind: 'status', status: 500, service: 'details', nth: 2, times: 1_000 }],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const many = (length: number, more: object): string[] =>
      Array.from({ length }, (_, index) => line(known(index + 2), { ...more }));
    const rows = [line(known(1), { net: '10001.50' }), ...many(50, { net: 'x' }), ...many(50, {})];
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${rows.join('\n')}\n`);
    const { code, out, err } = await business.ishur(['verify', 'p.csv']);
    expect(code).toBe(75);
    expect(out).toContain('p.csv:2 (ספק, 1001): the details differ');
    expect(out).toContain('and 20 more of these');
    expect(out).not.toContain('by itself');
    expect(out.split('not looked up.').length).toBeLessThan(4);
    expect(err).toContain('--out FILE');
  });

  test('what was wrong a day ago is asked for again, and what was right is not', async () => {
    await using simulator = await startSimulator({
      invoices: [known(1), known(2)],
      faults: [{ kind: 'status', status: 500, service: 'details', nth: 3, times: 3 }],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const rows = [line(known(1)), line(known(2), { net: '10002.50' }), line(known(3))];
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${rows.join('\n')}\n`);
    const verify = ['verify', 'p.csv', '--out', 'f.csv'];
    expect(await business.ishur(verify)).toMatchObject({ code: 75, err: expect.stringContaining('same command') });
    const part = join(business.folder, 'f.csv.part');
    utimesSync(part, new Date('2020-01-01'), new Date('2020-01-01'));
    const { err } = await business.ishur(verify);
    expect(err).toContain('1 invoices are known already');
  });

  test('says which line of the list it is about, and who the supplier is', async () => {
    await using simulator = await startSimulator({ invoices: [known(1), known(2)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const rows = [line(known(1)), line(known(1)), line(known(2), { net: '10002.50', name: '"גילה ובניו, בע""מ"' })];
    const list = `רשימת ספקים\r\n${HEADER.replace('שם לקוח', 'שם הספק')}\r\n${rows.join('\r\n')}\r\n`;
    for (const [name, bytes] of [
      ['utf8.csv', Buffer.from(`\ufeff${list}`)],
      [
        '1255.csv',
        Buffer.from(
          list.replace(/[א-ת]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x4f0)),
          'latin1',
        ),
      ],
    ] as const) {
      writeFileSync(join(business.folder, name), bytes);
      const { out } = await business.ishur(['verify', name]);
      expect(out).toContain(`${name}:4 (ספק, 1001): entered twice. The same invoice stands at ${name}:3 already.`);
      expect(out).toContain(`${name}:5 (גילה ובניו, בע"מ, 1002): the details differ`);
    }
    const { out } = await business.ishur(['verify', 'utf8.csv', '1255.csv', '--json']);
    expect(linesOf(out).map(({ repeats }) => repeats)).toEqual([
      undefined,
      'utf8.csv:3',
      undefined,
      'utf8.csv:3',
      'utf8.csv:3',
      'utf8.csv:5',
    ]);
  });

  test('Ctrl+C is no fault of the program, and the same command goes on', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${line(known(1))}\n`);
    const left = new AbortController();
    left.abort('SIGINT');
    const { code, err } = await business.ishur(['verify', 'p.csv', '--out', 'f.csv'], { signal: left.signal });
    expect([code, err]).toEqual([130, expect.stringContaining('Give the same command again')]);
    expect(readdirSync(business.folder).filter((name) => name.includes('f.csv'))).toEqual([]);
  });

  test('warns where the next run would read the findings as invoices', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    mkdirSync(join(business.folder, 'ספקים'));
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${line(known(1))}\n`);
    const err = async (out: string): Promise<string> => (await business.ishur(['verify', 'p.csv', '--out', out])).err;
    expect(await err('f.csv')).toContain('source acme/office reads');
    expect(await err('f.ishur.csv')).toBe('');
    expect(await err('f.ndjson')).toBe('');
    expect(await err('ספקים/f.csv')).toBe('');
  });

  test('a number that a spreadsheet rounded is told as such', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(
      join(business.folder, 'p.csv'),
      `${HEADER}\n${line(known(1), { number: '20260610000000000000000000' })}\n`,
    );
    const { code, out } = await business.ishur(['verify', 'p.csv']);
    expect(code).toBe(65);
    expect(out).toContain(`The Tax Authority has the number ${known(1).confirmation_number} for this invoice.`);
    expect(out).toContain('a spreadsheet had rounded the number');
  });

  test('two verifications of one list at once ask for nothing twice', async () => {
    const invoices = Array.from({ length: 40 }, (_, index) => known(index + 1));
    await using simulator = await startSimulator({ invoices });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(join(business.folder, 'p.csv'), `${HEADER}\n${invoices.map((each) => line(each)).join('\n')}\n`);
    const verify = ['verify', 'p.csv', '--out', 'f.csv'];
    const both = await Promise.all([business.ishur(verify), business.ishur(verify)]);
    expect(both.map(({ code }) => code).toSorted((one, other) => one - other)).toEqual([0, 78]);
    expect(await looksUp(simulator.address)).toBe(40);
    expect(readdirSync(business.folder).filter((name) => name.includes('f.csv'))).toEqual(['f.csv']);
  });

  test('the inputs of a detailed report (PCN874)', async () => {
    const input = (reference: string, sum: number, vat: number, number: string): string =>
      `T51332643920260610${'0'.repeat(4)}${reference.padStart(9, '0')}${String(vat).padStart(9, '0')}+${String(sum).padStart(10, '0')}${number.padStart(9, '0')}`;
    const records = [
      `O777777715202606120260715${'0'.repeat(106)}`,
      `S00000001820260610${'0'.repeat(4)}000000001000001800+0000010000000000000`,
      input('1001', 10_001, 1200, '000000001'),
      input('1002', 10_002, 1801, '000000002'),
      input('1003', 10_003, 1801, ''),
      input('1004', 4_000, 720, ''),
      `K00000000020260630${'0'.repeat(4)}000000009000000090+0000000500000000000`,
      'X777777715',
    ];
    await using simulator = await startSimulator({ invoices: [known(1), known(2)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    writeFileSync(join(business.folder, 'PCN874.TXT'), `${records.join('\r\n')}\r\n`);
    const { code, out } = await business.ishur(['verify', 'PCN874.TXT', '--json']);
    // A part of the VAT may be deducted, and never more than all of it.
    expect(linesOf(out).map(({ where, finding }) => [where, finding])).toEqual([
      ['PCN874.TXT:3', 'matches'],
      ['PCN874.TXT:4', 'differs'],
      ['PCN874.TXT:5', 'number-missing'],
      ['PCN874.TXT:6', 'not-required'],
    ]);
    expect(code).toBe(65);
    // A non-profit organisation deducts nothing, so that nothing is missing.
    const text = `${records.join('\r\n')}\r\n`;
    writeFileSync(join(business.folder, 'PCN874.TXT'), text.replace('202606120260715', '202606620260715'));
    const ofNonProfit = await business.ishur(['verify', 'PCN874.TXT', '--json']);
    expect(linesOf(ofNonProfit.out)[2]).toMatchObject({ finding: 'not-required' });
    // Sales alone, or nothing at all: that is no "all is well".
    writeFileSync(join(business.folder, 'sales.txt'), `${[...records.slice(0, 2), records.at(-1)].join('\r\n')}\r\n`);
    expect((await business.ishur(['verify', 'sales.txt'])).out).toContain("no suppliers' invoices");
    // None of its numbers would be known to another buyer, and all the suppliers would be called.
    writeFileSync(join(business.folder, 'PCN874.TXT'), text.replaceAll('777777715', '777777723'));
    const asked = await looksUp(simulator.address);
    const ofAnother = await business.ishur(['verify', 'PCN874.TXT']);
    expect([ofAnother.code, ofAnother.err]).toEqual([78, expect.stringContaining('dealer 777777723')]);
    expect(await looksUp(simulator.address)).toBe(asked);
  });

  test('one number, and one invoice', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const byNumber = await business.ishur(['verify', known(1).confirmation_number.slice(-9), '--json']);
    expect(JSON.parse(byNumber.out)).toMatchObject({
      found: true,
      vatNumber: '513326439',
      net: '10001.00',
      reference: '1001',
    });
    const details = ['--supplier', '513326439', '--net', '10001', '--vat', '1800.18', '--date', '2026-06-10'];
    const byInvoice = await business.ishur(['verify', ...details]);
    expect(byInvoice).toMatchObject({ code: 0, out: expect.stringContaining(known(1).confirmation_number) });
    expect(await business.ishur(['verify', '999999999'])).toMatchObject({ code: 65 });
    // A spreadsheet took the zeros.
    expect(await business.ishur(['verify', '1', '--supplier', '513326439'])).toMatchObject({ code: 0 });
    const halfSaid = await business.ishur(['verify', '--supplier', '513326439']);
    expect(halfSaid).toMatchObject({ code: 64, err: expect.stringContaining('--net is missing') });
    const wrong = await business.ishur(['verify', '--supplier', '513326439', '--net', '10,001', '--vat', '1']);
    expect(wrong).toMatchObject({ code: 64, err: expect.stringContaining('--net "10,001"') });
  });

  test('a list in the configuration, which no run reads', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const file = join(business.folder, 'ishur.config.yaml');
    const purchases = '    purchases:\n      - { id: received, adapter: csv, with: { path: ./received/*.csv } }\n';
    writeFileSync(file, `${readFileSync(file, 'utf8')}${purchases}`);
    expect(await business.ishur(['verify', '--source', 'nothing'])).toMatchObject({ code: 78 });
    const { code, err } = await business.ishur(['verify', '--source', 'received']);
    expect(code).toBe(78);
    expect(err).toContain('received');
  });
});

describe('--out', () => {
  test('writes over nothing that is not its own: the list, another file, somebody else’s notes', async () => {
    await using simulator = await startSimulator({ invoices: [known(1)] });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const list = `${HEADER}\n${line(known(1))}\n`;
    writeFileSync(join(business.folder, 'p.csv'), list);
    writeFileSync(join(business.folder, 'r.csv.part'), 'my own notes\nx');
    writeFileSync(join(business.folder, 'mine.csv'), 'mine');
    for (const out of ['p.csv', './p.csv', 'mine.csv', 'r.csv']) {
      const { code, err } = await business.ishur(['verify', 'p.csv', '--out', out]);
      expect([code, err]).toEqual([78, expect.stringMatching(/cli\/input-kept|cli\/output-exists|progress-not-ours/)]);
    }
    expect(readFileSync(join(business.folder, 'p.csv'), 'utf8')).toBe(list);
    expect(readFileSync(join(business.folder, 'r.csv.part'), 'utf8')).toBe('my own notes\nx');
    for (const out of ['ishur.config.yaml', '.', 'f.xlsx', 'f.txt', 'f']) {
      const { code, err } = await business.ishur(['verify', 'p.csv', '--out', out]);
      expect([code, err]).toEqual([64, expect.stringContaining('.ndjson')]);
      expect(existsSync(join(business.folder, 'f.xlsx'))).toBe(false);
    }
    writeFileSync(join(business.folder, 'old.csv'), 'old');
    expect(await business.ishur(['verify', 'p.csv', '--out', 'old.csv', '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(business.folder, 'old.csv'), 'utf8')).toContain('matches');
  });
});
