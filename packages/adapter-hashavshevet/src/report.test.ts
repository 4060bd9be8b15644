import { describe, expect, it } from 'vitest';
import { isIshurError } from '@ishur/contract';
import { bytesOf } from './fixtures/write-pair.ts';
import { createWorld } from './fixtures/world.ts';

const ROWS = [
  'חברה לדוגמה בע"מ',
  'דוח מסמכים 06/2026',
  'סוג מסמך;אסמכתא;תאריך;מפתח לקוח;שם לקוח;עוסק מורשה;לפני מע"מ;מע"מ;סה"כ;מספר הקצאה',
  'חשבונית מס;1001;15/06/2026;30001;לקוח בע"מ;777777715;10,000.00;1,800.00;11,800.00;',
  'חשבונית מס;1002;16/06/26;30002;"דנה; כהן";;100;18;118;123456789',
  'זיכוי;7;16/06/2026;30001;לקוח בע"מ;777777715;50.5;9.09;59.59;0',
  ';;;;סה"כ;;10150.50;1827.09;11977.59;',
];
const CONFIG = { path: 'report.txt', format: 'report' };

describe('a report saved as text', () => {
  it.each([
    ['windows-1255', ';'],
    ['cp862', '\t'],
    ['utf-8', '|'],
  ] as const)('is read in %s, with titles above and totals below', async (encoding, delimiter) => {
    await using world = await createWorld();
    const rows = ROWS.map((row) => row.replaceAll(/;(?! )/g, delimiter));
    await world.put('report.txt', bytesOf(rows.join('\r\n'), encoding));
    const documents = await world.documents(CONFIG);
    expect(
      documents.map(({ ref, existingNumber, fields }) => [
        ref,
        fields.documentDate,
        fields.netAmount,
        fields.vatAmount,
        fields.customer.vatNumber,
        existingNumber,
      ]),
    ).toEqual([
      ['report-305:1001', '2026-06-15', '10000.00', '1800.00', '777777715', undefined],
      ['report-305:1002', '2026-06-16', '100.00', '18.00', undefined, '123456789'],
      ['report-330:7', '2026-06-16', '50.50', '9.09', '777777715', undefined],
    ]);
    expect(documents[0]?.fields.customer).toMatchObject({ name: 'לקוח בע"מ', account: '30001' });
    expect(await world.unreadable(CONFIG)).toEqual([]);
    expect(await world.notes(CONFIG)).toContain('report.txt:3');
  });

  it('takes no amount for positive whose minus became a soft hyphen, and no dealer for whole that lost a digit', async () => {
    await using world = await createWorld();
    const rows = [
      ROWS[2],
      'חשבונית מס;1;15/06/2026;;;;100.00;18.00\u00ad;118.00;',
      'חשבונית מס;2;15/06/2026;;;77777\t\t7723;100.00;18.00;118.00;',
    ];
    await world.put('report.txt', bytesOf(rows.join('\n'), 'windows-1255'));
    const items = await world.unreadable(CONFIG);
    expect(items.map(({ faults }) => faults[0]?.code)).toEqual([
      'hashavshevet/bad-amount',
      'hashavshevet/bad-dealer-number',
    ]);
  });

  it('says of each wrong cell its column and line, and of a number that stands twice both rows', async () => {
    await using world = await createWorld();
    const rows = [
      ROWS[2],
      'חשבונית;1;15/06/2026;;;;1;0;1;',
      'חשבונית מס;2;31/02/2026;;;;1;0;1;',
      'חשבונית מס;3;15/06/2026;;;;אלף;0;1;',
      'חשבונית מס;4;15/06/2026;;;12345678901;1;0;1;',
      'חשבונית מס;5;15/06/2026;;;;1;0;1;',
      'חשבונית מס;5;15/06/2026;;;;2;0;2;',
    ];
    await world.put('report.txt', bytesOf(rows.join('\n'), 'windows-1255'));
    const items = await world.unreadable(CONFIG);
    expect(items.map(({ where, faults }) => [where, faults[0]?.code])).toEqual([
      ['report.txt:2', 'hashavshevet/bad-document-type'],
      ['report.txt:3', 'hashavshevet/bad-date'],
      ['report.txt:4', 'hashavshevet/bad-amount'],
      ['report.txt:5', 'hashavshevet/bad-dealer-number'],
      ['report.txt:6', 'hashavshevet/lines-not-together'],
      ['report.txt:7', 'hashavshevet/lines-not-together'],
    ]);
    expect(items[1]?.faults[0]?.message.he).toContain('«תאריך»');
    expect((await world.documents({ ...CONFIG, documentTypes: { חשבונית: 305 } })).map(({ ref }) => ref)).toEqual([
      'report-305:1',
    ]);
  });

  it('without a header names the columns that are missing', async () => {
    await using world = await createWorld();
    await world.put('report.txt', bytesOf('סוג מסמך;אסמכתא;לפני מע"מ;מע"מ\n305;1;1;0\n', 'windows-1255'));
    const failure: unknown = await world.read(CONFIG).catch((cause: unknown) => cause);
    expect(isIshurError(failure) && failure.code).toBe('hashavshevet/header-not-found');
    expect(isIshurError(failure) && failure.text.he).toContain('documentDate');
  });

  it('has its numbers in a result file', async () => {
    await using world = await createWorld();
    await world.put('report.txt', bytesOf(ROWS.join('\r\n'), 'windows-1255'));
    const [document] = await world.documents(CONFIG);
    if (document === undefined) throw new Error('no document');
    const settlement = { ref: document.ref, asked: document.fields, number: '1'.repeat(26), notices: [] };
    expect(await world.record(CONFIG, settlement)).toMatchObject([
      { kind: 'handed-over', where: 'report.txt.ishur.csv' },
    ]);
    expect(await world.record(CONFIG, settlement)).toMatchObject([{ kind: 'already-there' }]);
  });
});
