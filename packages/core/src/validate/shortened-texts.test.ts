import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { assess } from '../assess.ts';
import { sampleFields } from '../fixtures/sample-document.ts';
import { shortenedTexts } from './shortened-texts.ts';

/** What the English sentences name. */
function shortened(changes: Partial<InvoiceFields>): readonly string[] {
  return shortenedTexts(sampleFields(changes)).map(({ message }) => /^Field (\S+) is/.exec(message.en)?.[1] ?? '');
}

describe('a text that is too long', () => {
  it.each<readonly [field: string, limit: number, (text: string) => Partial<InvoiceFields>]>([
    ['customer.name', 25, (name) => ({ customer: { name } })],
    ['branch', 7, (branch) => ({ branch })],
    ['note', 100, (note) => ({ note })],
    ['items[0].catalogNumber', 13, (catalogNumber) => ({ items: [{ catalogNumber }] })],
    ['items[0].description', 30, (description) => ({ items: [{ description }] })],
    ['items[1].unit', 20, (unit) => ({ items: [{}, { unit }] })],
  ])('is told of: %s takes %d characters', (field, limit, fieldsWith) => {
    // Latin, Hebrew, a letter of two code units, and a letter with its point, which is two code points.
    for (const letter of ['x', 'ש', '😀']) {
      expect(shortened(fieldsWith(letter.repeat(limit))), letter).toEqual([]);
      expect(shortened(fieldsWith(letter.repeat(limit + 1))), letter).toEqual([field]);
    }
    const pointed = 'שָ'.repeat(limit);
    expect([...pointed]).toHaveLength(2 * limit);
    expect(shortened(fieldsWith([...pointed].slice(0, limit).join('')))).toEqual([]);
    expect(shortened(fieldsWith([...pointed].slice(0, limit + 1).join('')))).toEqual([field]);
  });

  it('is not one for the blanks around it, which are not sent', () => {
    expect(shortened({ branch: '  1234567  ' })).toEqual([]);
    expect(shortened({ branch: '  12345678 ' })).toEqual(['branch']);
  });

  it('is named in Hebrew as a bookkeeper names it, with the line counted from one', () => {
    const long = 'ש'.repeat(101);
    const told = shortenedTexts({
      ...sampleFields({ customer: { name: long }, branch: long, note: long }),
      items: [{}, { catalogNumber: long, description: long, unit: long }],
    });
    expect(told.map(({ message }) => /^השדה "(.+)" ארוך מ-(\d+) תווים/.exec(message.he)?.slice(1))).toEqual([
      ['שם הלקוח', '25'],
      ['סניף', '7'],
      ['הערה', '100'],
      ['מספר הפריט בשורה 2', '13'],
      ['תיאור הפריט בשורה 2', '30'],
      ['יחידת המידה בשורה 2', '20'],
    ]);
  });

  it('is advice beside the decision, for what may be sent and for nothing else', () => {
    const long = { note: 'x'.repeat(101) };
    const codes = (changes: Partial<InvoiceFields>, existingNumber = ''): readonly string[] =>
      assess(sampleFields({ ...long, ...changes }), { existingNumber }).decision.advisories.map(({ code }) => code);
    expect(codes({})).toEqual(['text-shortened']);
    expect(assess(sampleFields(long), {}).decision.kind).toBe('required');
    expect(
      codes({ netAmount: '100.00', vatAmount: '18.00', grossAmount: '118.00' }),
      'may be asked voluntarily',
    ).toEqual(['text-shortened']);
    expect(codes({ documentType: 400 }), 'may not be asked').toEqual([]);
    expect(codes({}, '178091822'), 'has its number').toEqual([]);
    expect(codes({ customer: { vatNumber: '777777740' } })).toEqual(['check-digit', 'text-shortened']);
  });

  it('is found however long it is, and however many there are', () => {
    expect(shortened({ note: 'x'.repeat(1_000_000) })).toEqual(['note']);
    const items = Array.from({ length: 20_000 }, () => ({ unit: 'x'.repeat(21) }));
    expect(shortened({ items })).toHaveLength(20_000);
  });
});
