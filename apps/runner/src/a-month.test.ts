import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BusinessDay } from '@ishur/core';
import { computeHeader, countTotals, writeReport } from '@ishur/pcn874';
import type { ReportEntry, Shekels } from '@ishur/pcn874';
import { startSimulator } from '@ishur/simulator';
import type { SimulatorOptions } from '@ishur/simulator';
import { expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';
import { recordFrames } from './testing/record-frames.ts';

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/a-month.md');
const HEADER = 'סוג מסמך,מספר מסמך,תאריך,שם לקוח,מספר עוסק לקוח,סכום לפני מע"מ,מע"מ,סה"כ כולל מע"מ';
const INVOICES = [
  'חשבונית מס,1001,03/06/2026,"תכלת שחף מערכות בע""מ",513326439,12000.00,2160.00,14160.00',
  'חשבונית מס,1002,10/06/2026,"רהיטי אדרון בע""מ",777777731,8500.00,1530.00,10030.00',
  'חשבונית מס,1003,17/06/2026,כהן יוסי,,3200.00,576.00,3776.00',
  'חשבונית מס,1004,24/06/2026,"תכלת שחף מערכות בע""מ",513326439,4800.00,864.00,5664.00',
];
const PURCHASES_HEADER = 'סוג מסמך,מספר מסמך,תאריך,שם ספק,מספר עוסק ספק,סכום לפני מע"מ,מע"מ,סה"כ כולל מע"מ,מספר הקצאה';
const PURCHASES = [
  'חשבונית מס,880,04/06/2026,"ספרי הצפון בע""מ",777777723,9000.00,1620.00,10620.00,604000880',
  'חשבונית מס,881,11/06/2026,"ספרי הצפון בע""מ",777777723,7000.00,1260.00,8260.00,604000881',
  'חשבונית מס,55,18/06/2026,דפוס רימון,777777749,5600.00,1008.00,6608.00,',
];

/** An invoice that the suppliers got a number for. The second was entered in the books with other amounts. */
function received(
  reference: string,
  supplier: number,
  day: string,
  net: number,
): NonNullable<SimulatorOptions['invoices']>[number] {
  return {
    confirmation_number: `20260604000000000${reference === '55' ? '604000055' : `604000${reference}`}`,
    invoice_type: 305,
    vat_number: supplier,
    customer_vat_number: 777777715,
    invoice_reference_number: reference,
    invoice_date: day,
    payment_amount: net,
    vat_amount: (net * 18) / 100,
    payment_amount_including_vat: (net * 118) / 100,
  };
}

function entry(
  letter: 'S' | 'L' | 'T',
  counterpart: string,
  day: string,
  reference: string,
  sum: number,
  allocation?: string,
): ReportEntry {
  return {
    letter,
    counterpart,
    date: day as BusinessDay,
    group: '0000',
    reference: reference.padStart(9, '0'),
    vat: Math.round(sum * 0.18) as Shekels,
    sign: '+',
    sum: sum as Shekels,
    allocation,
  };
}

/** The detailed report, as the accounting software writes it: without the numbers of the sales, which it does not know. */
function reportOfTheMonth(): Buffer {
  const entries = [
    entry('S', '513326439', '2026-06-03', '1001', 12_000),
    entry('S', '777777731', '2026-06-10', '1002', 8_500),
    entry('S', '513326439', '2026-06-24', '1004', 4_800),
    entry('L', '000000000', '2026-06-30', '1', 3_200),
    entry('T', '777777723', '2026-06-04', '880', 9_000, '604000880'),
    entry('T', '777777723', '2026-06-11', '881', 7_500, '604000881'),
    entry('T', '777777749', '2026-06-18', '55', 5_600, '604000055'),
  ];
  const counter = countTotals();
  for (const each of entries) counter.add(each);
  const frame = {
    dealer: '777777715',
    period: '202606',
    reportType: '1',
    generatedOn: '20260701',
    equipmentInputsVat: 0 as Shekels,
  };
  return Buffer.concat([...writeReport(computeHeader(frame, counter.totals()), entries)]);
}

test(
  'a month of a business, from its first invoice to the detailed report: every command of the page',
  { timeout: 120_000 },
  async () => {
    await using simulator = await startSimulator({
      now: () => new Date('2026-07-01T09:00:00+03:00'),
      seed: 8,
      dealers: { '777777715': { invoices: [{ reference: '1002', behaviour: 'hold' }], behaviour: 'allocate' } },
      invoices: [
        received('880', 777777723, '2026-06-04', 9000),
        received('881', 777777723, '2026-06-11', 7500),
        received('55', 777777749, '2026-06-18', 5600),
      ],
    });
    await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
    const write = (name: string, text: string | Buffer): void => writeFileSync(join(business.folder, name), text);
    const configuration = readFileSync(join(business.folder, 'ishur.config.yaml'), 'utf8');
    write(
      'ishur.config.yaml',
      configuration
        .replace(
          'operator: { name: office }',
          'operator: { name: office }\n    issuer: { name: \'נגריית הגליל בע"מ\', address: ["כרמיאל"] }',
        )
        .replace('./*.csv', './invoices.csv'),
    );
    rmSync(join(business.folder, 'a.csv'));
    const happenings: Readonly<Record<string, () => void>> = {
      'The accounting software has issued the invoices of June.': () =>
        write('invoices.csv', [HEADER, ...INVOICES, ''].join('\r\n')),
      'The invoices of the suppliers are entered.': () =>
        write('purchases.csv', [PURCHASES_HEADER, ...PURCHASES, ''].join('\r\n')),
      'Both are mended in the books.': () =>
        write(
          'purchases.csv',
          [PURCHASES_HEADER, ...PURCHASES, '']
            .join('\r\n')
            .replace('7000.00,1260.00,8260.00', '7500.00,1350.00,8850.00')
            .replace('6608.00,', '6608.00,604000055'),
        ),
      'The accounting software writes the detailed report.': () => write('PCN874.TXT', reportOfTheMonth()),
    };
    const world = { ...business, simulator };
    const text = readFileSync(DOCUMENT, 'utf8');
    const done = await recordFrames(
      text,
      () => Promise.resolve(world),
      (_world, sentence) => {
        const happen = happenings[sentence];
        if (happen === undefined) throw new Error(`Nobody knows how to do this: ${sentence}`);
        happen();
      },
    );
    // `vitest run --update` writes the recordings anew.
    await expect(done).toMatchFileSnapshot(DOCUMENT);
    expect(readFileSync(join(business.folder, 'PCN874-full.TXT'), 'latin1')).toHaveLength(reportOfTheMonth().length);
    expect(readFileSync(join(business.folder, '1001.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  },
);
