import { NOTICES } from '@ishur/core';
import { describe, expect, it } from 'vitest';
import { extractPages, squeezed } from '../fixtures/extract.ts';
import { CREDIT_NOTE, FIELDS, FOREIGN, ISSUER, NUMBER, PAPER, WITHOUT_NUMBER, longPaper } from '../fixtures/papers.ts';
import type { Paper, PdfOptions } from '../paper.ts';
import { renderPdf, renderSlipPdf } from './render-pdf.ts';

const OPTIONS: PdfOptions = { createdOn: new Date('2026-11-16T08:00:00Z') };

/** What pdf.js, which is not ours, reads in the PDF. */
async function pagesOf(paper: Paper, options: Partial<PdfOptions> = {}): Promise<readonly string[]> {
  return extractPages((await renderPdf(paper, { ...OPTIONS, ...options })).bytes);
}

async function textOf(paper: Paper, options: Partial<PdfOptions> = {}): Promise<string> {
  return (await pagesOf(paper, options)).join('');
}

/** A document of one line that says this. */
function saying(text: string): Paper {
  return { ...PAPER, fields: { ...FIELDS, items: [{ description: text }] } };
}

describe('the text of a PDF', () => {
  it('has the number under its heading, its digits in order', async () => {
    expect(await textOf(PAPER)).toContain(squeezed(`הקצאה מספר: ${NUMBER}`));
  });

  it('has the last nine digits alone where that is wanted', async () => {
    const text = await textOf(PAPER, { number: 'short' });
    expect(text).toContain(squeezed('הקצאה מספר: 178091822'));
    expect(text).not.toContain(NUMBER);
  });

  it.each(Object.values(NOTICES))('has the sentence $code word for word', async (notice) => {
    expect(await textOf({ ...PAPER, settlement: { notices: [notice] } })).toContain(squeezed(notice.text));
  });

  it('has every Hebrew line in the order in which it is read', async () => {
    const text = await textOf(PAPER);
    const lines = [
      ISSUER.name,
      'עוסק מורשה: 777777715',
      'רח׳ העצמאות 12/3, ת.ד. 4501',
      'טלפון: 04-9881234',
      'דוא"ל: office@galil-wood.example',
      'חשבונית מס 2026/1047',
      'לכבוד:',
      'ACME Furniture Ltd – סניף חיפה',
      'תאריך: 15/11/2026',
      'תאריך עברי: ה׳ בכסלו תשפ״ז',
      'תאריך הפקה: 16/11/2026',
      'סה"כ לפני מע"מ 12,500.50',
      'מע"מ 18% 2,250.09',
      'סה"כ כולל מע"מ (ש"ח) 14,750.59',
      'שוטף + 30. לתשלום בהעברה: בנק 12, סניף 345, חשבון 678901.',
      'עמוד 1 מתוך 1',
    ];
    for (const line of lines) expect(text).toContain(squeezed(line));
  });

  it('has the cells of a line in the order of the columns', async () => {
    const text = await textOf(PAPER);
    expect(text).toContain(squeezed('מס׳ מק"ט תיאור יחידה כמות מחיר ליחידה הנחה מע"מ סה"כ'));
    expect(text).toContain(squeezed('2 HTG-22 Hettich drawer slides 500 mm (pair) זוג 40 87.50 350.00 18% 3,150.00'));
  });

  it.each([
    'סכום -1,500.00 ש"ח בלבד',
    'INV-2026/77 חשבונית',
    'חברת בדיקות (ישראל) בע"מ [סניף 3]',
    'ACME (Israel) – קו-אופ 50%/60%',
    '₪ 1,234.50 כולל מע"מ 18%',
    'הנחה 10% (כולל 5-7 ימים) ו/או יותר',
    'מוצר "A&B" [חדש] {2}',
    'טלפון 03-1234567 נייד 050-1234567',
    'Привет ООО «Ромашка»',
    'C++ ועוד C#',
  ])('keeps mixed directions in order: %s', async (text) => {
    expect(await textOf(saying(text))).toContain(squeezed(text));
  });

  it('of a credit note names what is credited, with its minus before the amounts', async () => {
    const text = await textOf(CREDIT_NOTE, { mark: 'copy' });
    expect(text).toContain('העתק');
    expect(text).toContain(squeezed('חשבונית מס זיכוי 88'));
    expect(text).toContain(squeezed('זיכוי עבור: חשבונית מס 2026/1047'));
    expect(text).toContain(squeezed('סה"כ כולל מע"מ (ש"ח) -1,003.59'));
  });

  it.each([
    ['original', 'מקור'],
    ['copy', 'העתק'],
    ['certified-copy', 'העתק נאמן למקור'],
  ] as const)('says which copy it is: %s', async (mark, words) => {
    expect(await textOf(PAPER, { mark })).toContain(squeezed(words));
    expect(await textOf(PAPER)).not.toContain(squeezed(words));
  });

  it('is a certified copy where its settlement says so, once and as its mark', async () => {
    const paper: Paper = { ...PAPER, settlement: { number: NUMBER, notices: [NOTICES['certified-copy']] } };
    const text = await textOf(paper);
    expect(text.match(/העתקנאמןלמקור/g)).toHaveLength(1);
    await expect(renderPdf(paper, { ...OPTIONS, mark: 'original' })).rejects.toMatchObject({
      code: 'printing/not-the-original',
    });
  });

  it('in English keeps what the law says in Hebrew', async () => {
    const text = await textOf(FOREIGN, { language: 'en', mark: 'copy' });
    for (const words of [
      'Tax invoice 2026/1047',
      'Müller & Söhne GmbH (Köln)',
      'Country: Germany',
      'VAT 0% 0.00',
      'העתק / Copy',
    ]) {
      expect(text).toContain(squeezed(words));
    }
    const held = await textOf(WITHOUT_NUMBER, { language: 'en' });
    expect(held).toContain(squeezed(NOTICES['no-deduction'].text));
  });

  it('of many pages has the head of the table, the mark and the number of the page on each, and all lines once', async () => {
    const pages = await pagesOf(longPaper(120), { mark: 'copy' });
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain(squeezed(`עמוד ${at + 1} מתוך ${pages.length}`));
      expect(page).toContain('העתק');
      if (/שורה\d/.test(page)) expect(page).toContain(squeezed('כמות מחיר ליחידה'));
    }
    const rows = pages.join('').match(/שורה\d+/g) ?? [];
    expect(new Set(rows).size).toBe(120);
    expect(rows).toHaveLength(120);
  });

  it('keeps the totals together on one page, however many lines come before', async () => {
    for (let lines = 18; lines <= 30; lines += 1) {
      const pages = await pagesOf(longPaper(lines));
      const together = squeezed('סה"כ לפני מע"מ 12,500.50 מע"מ 18% 2,250.09 סה"כ כולל מע"מ (ש"ח) 14,750.59');
      expect(pages.filter((page) => page.includes(together))).toHaveLength(1);
    }
  });

  it('of a slip has the number and the document, and no lines', async () => {
    const [page = ''] = await extractPages((await renderSlipPdf(PAPER, OPTIONS)).bytes);
    expect(page).toContain(squeezed(`הקצאה מספר: ${NUMBER}`));
    expect(page).toContain(squeezed('נספח לחשבונית מס 2026/1047'));
    expect(page).not.toContain('14,750.59');
    expect(page).not.toContain('Hettich');
  });
});
