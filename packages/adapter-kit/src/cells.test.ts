import { describe, expect, it } from 'vitest';
import { isSameAllocationNumber, parseAllocationNumberCell } from './allocation-number.ts';
import { cleanCell, unwrapSpreadsheetText } from './cell-text.ts';
import { parseDealerNumber } from './dealer-number.ts';
import { parseDocumentType } from './document-type-words.ts';
import { digitsCell, formulaSafeCell } from './spreadsheet-cell.ts';

describe('cleanCell', () => {
  it('drops what nobody sees and keeps the rest', () => {
    expect(cleanCell('\ufeff \u200fכהן\u00a0ובניו \u202bבע"מ\u202c ')).toBe('כהן ובניו בע"מ');
    expect(cleanCell('שורה\r\nשנייה')).toBe('שורה שנייה');
  });
});

describe('parseDealerNumber', () => {
  it.each([
    ['514123456', '514123456'],
    ['51-412345-6', '514123456'],
    ['51-111111-8', '511111118'],
    ['51 \u2013 412345\u05be6', '514123456'],
    ['514 123 456', '514123456'],
    ['12345678', '012345678'],
    ['18', '000000018'],
    ['="012345678"', '012345678'],
    ["'012345678", '012345678'],
    ['\u200e514123456', '514123456'],
  ])('reads %j as %s', (text, number) => {
    expect(parseDealerNumber(text)).toEqual({ kind: 'number', number });
  });

  it.each(['', ' ', '0', '000000000', '-', '\u2014', '--', '0-0'])('takes %j for none', (text) => {
    expect(parseDealerNumber(text)).toEqual({ kind: 'absent' });
  });

  it.each(['-1', '1-', ' -1', '- 1', '-0', "'-1", '="-1"', '\u20131', '51--4123456', '-514123456', '\u22121'])(
    'refuses %j, for a sign is no separator',
    (text) => {
      expect(parseDealerNumber(text)).toEqual({ kind: 'refused' });
    },
  );

  it.each([
    '5.14E+08',
    '5.14123456E8',
    '5141234567',
    '514123456.0',
    'IL514123456',
    'פרטי',
    '514/123456',
    '594\u05be23603',
    '51-41234',
  ])('refuses %j', (text) => {
    expect(parseDealerNumber(text)).toEqual({ kind: 'refused' });
  });
});

describe('parseAllocationNumberCell', () => {
  it('reads digits, keeps leading zeros, and knows the forms of none', () => {
    expect(parseAllocationNumberCell('="012345678"')).toEqual({ kind: 'number', number: '012345678' });
    expect(parseAllocationNumberCell('20240627231846297178091822')).toMatchObject({ kind: 'number' });
    for (const none of ['', '0', '000', '-', '\u200f'])
      expect(parseAllocationNumberCell(none)).toEqual({ kind: 'absent' });
  });

  it.each(['2.02406E+25', '20240627231846297178091822.0', 'ממתין', '1'.repeat(31)])('refuses %j', (text) => {
    expect(parseAllocationNumberCell(text)).toEqual({ kind: 'refused' });
  });

  it('takes a short number and its whole number for one', () => {
    expect(isSameAllocationNumber('178091822', '20240627231846297178091822')).toBe(true);
    expect(isSameAllocationNumber('20240627231846297178091822', '178091822')).toBe(true);
    expect(isSameAllocationNumber('78091822', '20240627231846297178091822')).toBe(false);
    expect(isSameAllocationNumber('178091823', '20240627231846297178091822')).toBe(false);
  });
});

describe('parseDocumentType', () => {
  it.each([
    ['305', 305],
    ['0305', 305],
    ['305.0', 305],
    ['305 - חשבונית מס', 305],
    ['חשבונית מס', 305],
    ['חשבונית-מס', 305],
    ['חשבונית מס 305', 305],
    ["חשבונית מס מס' 12", 305],
    ['חשבונית מס / קבלה', 320],
    ['חשבונית-קבלה', 320],
    ['חשבונית מס קבלה 20123', 320],
    ['חשבונית מס זיכוי', 330],
    ["חשבונית מס זיכוי מס' 12", 330],
    ['זיכוי', 330],
    ['חשבונית זיכוי לחשבונית מס קבלה', 330],
    ['קבלה', 400],
    ['קבלה על תרומה', 405],
    ['חשבונית עסקה', 300],
    ['חשבון עסקה', 300],
    ["חשבון עסקה מס' 7", 300],
    ['פרופורמה', 332],
    ['חשבון עסקה/פרופורמה', 332],
    ['332', 332],
    ['300', 300],
    ['חשבונית מס סוכן', 345],
    ['חשבונית ריכוז', 310],
    ['חשבונית מס ריכוז', 310],
    ['פקודת יומן', 348],
    ['חשבונית מס רכש', 700],
    ['זיכוי רכש', 710],
    ['הזמנה', 100],
    ['תעודת משלוח', 200],
    ['Tax Invoice', 305],
    ['Tax invoice/receipt', 320],
    ['Credit note', 330],
    ['Receipt', 400],
    ['Proforma', 332],
    ['\u200fחשבונית מס\u200f', 305],
  ])('reads %j as %i', (text, code) => {
    expect(parseDocumentType(text)).toBe(code);
  });

  it.each(['', 'חשבונית', 'invoice', '1', '30', '999', '3051', '305.5', 'הצעת מחיר', 'חשבונית ספק', '-305'])(
    'does not guess %j',
    (text) => {
      expect(parseDocumentType(text)).toBeUndefined();
    },
  );
});

describe('cells for spreadsheets', () => {
  it.each(['=1+1', '+972', '-5', '@SUM(A1)', '\tx', '\rx'])('makes %j harmless', (text) => {
    expect(formulaSafeCell(text)).toBe(`'${text}`);
  });

  it('leaves ordinary text alone', () => {
    expect(formulaSafeCell('אין לנכות מס תשומות')).toBe('אין לנכות מס תשומות');
  });

  it('keeps digits whole, and nothing but digits', () => {
    expect(digitsCell('012345678')).toBe('="012345678"');
    expect(unwrapSpreadsheetText(digitsCell('012345678'))).toBe('012345678');
    expect(() => digitsCell('1"&cmd')).toThrow(RangeError);
  });
});
