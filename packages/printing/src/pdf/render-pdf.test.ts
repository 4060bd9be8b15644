import { describe, expect, it } from 'vitest';
import { extractPages, extractPieces, squeezed } from '../fixtures/extract.ts';
import { CREDIT_NOTE, FIELDS, ISSUER, PAPER, longPaper } from '../fixtures/papers.ts';
import type { Paper, PdfOptions } from '../paper.ts';
import { renderPdf, renderSlipPdf } from './render-pdf.ts';

const OPTIONS: PdfOptions = { createdOn: new Date('2026-11-16T08:00:00Z') };

describe('a PDF', () => {
  it('is the same bytes for the same call, whatever was printed in between', async () => {
    const first = await renderPdf(PAPER, OPTIONS);
    await renderPdf(CREDIT_NOTE, OPTIONS);
    const [second, third] = await Promise.all([renderPdf(PAPER, OPTIONS), renderPdf(PAPER, OPTIONS)]);
    expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
    expect(Buffer.from(third.bytes).equals(first.bytes)).toBe(true);
  });

  it('says when it was made as the caller says it', async () => {
    const { bytes } = await renderPdf(PAPER, OPTIONS);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/CreationDate (D:20261116080000Z)');
  });

  it('has its fonts inside, cut down to what it uses', async () => {
    const { bytes } = await renderPdf(PAPER, OPTIONS);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).toMatch(/\/FontName \/[A-Z]{6}\+Rubik-Regular/);
    expect(bytes.length).toBeLessThan(40_000);
  });

  it('grows little with its pages', async () => {
    const { bytes, pages } = await renderPdf(longPaper(200), OPTIONS);
    expect(pages).toBeGreaterThan(5);
    expect(bytes.length / pages).toBeLessThan(10_000);
  });

  it('never breaks a figure, also where there are many long ones', async () => {
    const figure = '999999999999.99';
    const line = { quantity: '123456.7891', pricePerUnit: figure, discount: figure, netAmount: figure, vatRate: '18' };
    const items = [
      { ...line, catalogNumber: 'VERY-LONG-CATALOG-NUMBER-1234567890', unit: 'ק"ג ברוטו, באריזות של תריסר' },
    ];
    const amounts = { netAmount: figure, vatAmount: figure, grossAmount: figure };
    const { bytes } = await renderPdf({ ...PAPER, fields: { ...FIELDS, ...amounts, items } }, OPTIONS);
    const pieces = (await extractPieces(bytes)).flat();
    expect(pieces.filter((piece) => piece === '999,999,999,999.99')).toHaveLength(6);
    expect(pieces).toContain('123,456.7891');
  });

  it('refuses a number that is none', async () => {
    const paper: Paper = { ...PAPER, settlement: { number: '12a4', notices: [] } };
    await expect(renderPdf(paper, OPTIONS)).rejects.toMatchObject({ code: 'printing/number-unreadable' });
  });

  it('refuses more lines than a document can have, and makes the slip for it', async () => {
    const paper: Paper = { ...PAPER, fields: { ...FIELDS, items: Array.from({ length: 20_001 }, () => ({})) } };
    await expect(renderPdf(paper, OPTIONS)).rejects.toMatchObject({ code: 'printing/too-many-lines' });
    expect((await renderSlipPdf(paper, OPTIONS)).pages).toBe(1);
  });

  it('refuses a slip without a number and without a notice', async () => {
    const paper: Paper = { fields: FIELDS, issuer: ISSUER, settlement: { notices: [] } };
    await expect(renderSlipPdf(paper, OPTIONS)).rejects.toMatchObject({
      code: 'printing/nothing-to-print',
      remedy: 'fix-document',
    });
  });
});

describe('hostile texts', () => {
  const named = (name: string): Paper => ({ ...PAPER, fields: { ...FIELDS, customer: { name } } });

  it('with direction characters cannot turn a line round', async () => {
    const { bytes } = await renderPdf(named('\u202eבע"מ 12\u202c \u2067ACME\u2069 \u200f'), OPTIONS);
    expect((await extractPages(bytes))[0]).toContain(squeezed('בע"מ 12 ACME'));
  });

  it('of ten thousand characters are shortened, and the warning names the field', async () => {
    const items = [{ description: 'א'.repeat(10_000), netAmount: '1.00' }];
    const paper: Paper = { ...PAPER, fields: { ...FIELDS, customer: { name: 'W'.repeat(10_000) }, items } };
    const { pages, warnings } = await renderPdf(paper, OPTIONS);
    expect(pages).toBeLessThanOrEqual(2);
    expect(warnings).toEqual([expect.objectContaining({ code: 'printing/shortened' })]);
    expect(warnings[0]?.message.en).toContain('items[0].description, customer.name');
  });

  it('of a million characters take no time', async () => {
    const { warnings } = await renderPdf(named('\u202e'.repeat(1_000_000)), OPTIONS);
    expect(warnings).toHaveLength(1);
  });

  it('with characters that the typeface lacks leave a box and a warning, and can still be copied', async () => {
    const { bytes, warnings } = await renderPdf(named('שלום 😀 漢'), OPTIONS);
    expect(warnings).toEqual([expect.objectContaining({ code: 'printing/missing-characters' })]);
    expect(warnings[0]?.message.he).toContain('"😀" (U+1F600), "漢" (U+6F22)');
    expect((await extractPages(bytes))[0]).toContain('😀');
  });

  it.each(['\ud800', '\u0000\u0007\u001b[31m', '\u0301\u0301', '👨‍👩‍👧‍👦', 'שָׁלוֹם', 'مرحبا', '', ' ', '\n\n', '\ufeff'])(
    'do no harm: %j',
    async (text) => {
      const items = [
        { description: text, quantity: text, netAmount: text, unit: text, catalogNumber: text, vatRate: text },
      ];
      const related = [{ as: 'credited', reference: text } as const];
      const fields = {
        ...FIELDS,
        reference: text,
        documentDate: text,
        netAmount: text,
        note: text,
        customer: { name: text },
        items,
        related,
      };
      const { pages } = await renderPdf({ fields, issuer: { ...ISSUER, name: text, address: [text] } }, OPTIONS);
      expect(pages).toBe(1);
    },
  );
});
