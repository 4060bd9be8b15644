import { NOTICES } from '@ishur/core';
import { describe, expect, it } from 'vitest';
import { CREDIT_NOTE, FIELDS, FOREIGN, ISSUER, NUMBER, PAPER, WITHOUT_NUMBER } from '../fixtures/papers.ts';
import type { Paper } from '../paper.ts';
import { renderHtml, renderSlipHtml } from './render-html.ts';

describe('a document as HTML', () => {
  it('reads from right to left and stands alone: no script, nothing from outside', () => {
    const { html, warnings } = renderHtml(PAPER);
    expect(html).toContain('<html lang="he" dir="rtl">');
    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|https?:/);
    expect(warnings).toEqual([]);
  });

  it('has the number under its heading with the last nine digits emphasised', () => {
    expect(renderHtml(PAPER).html).toContain(
      `<p lang="he" dir="rtl">הקצאה מספר:</p><bdi dir="ltr"><span class="before">${NUMBER.slice(0, -9)}</span><strong>178091822</strong></bdi>`,
    );
    const short = renderHtml(PAPER, { number: 'short' }).html;
    expect(short).toContain('<bdi dir="ltr"><strong>178091822</strong></bdi>');
  });

  it('has the sentence of the law word for word, in Hebrew in every language', () => {
    for (const language of ['he', 'en'] as const) {
      const { html } = renderHtml(WITHOUT_NUMBER, { language });
      expect(html).toContain(`<p class="notice" lang="he" dir="rtl">${NOTICES['no-deduction'].text}</p>`);
    }
  });

  it('says which copy it is, on every page', () => {
    const { html } = renderHtml(PAPER, { mark: 'certified-copy' });
    expect(html).toContain('mark">העתק נאמן למקור</div>');
    expect(html).toContain('@top-center { content: "העתק נאמן למקור"');
    expect(renderHtml(PAPER).html).not.toContain('@top-center');
  });

  it('keeps texts of another direction together, and a minus before its number', () => {
    const { html } = renderHtml(CREDIT_NOTE);
    expect(html).toContain('<bdi dir="rtl">ACME Furniture Ltd – סניף חיפה</bdi>');
    expect(html).toContain('<td class="figure"><bdi dir="ltr">\u200e-1,003.59</bdi></td>');
    expect(renderHtml(FOREIGN, { language: 'en' }).html).toContain('<html lang="en" dir="ltr">');
  });

  it('shows nothing of what was given as markup', () => {
    const evil = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>\u202e</style>`;
    const items = [
      { description: evil, unit: evil, catalogNumber: evil, quantity: evil, netAmount: evil, vatRate: evil },
    ];
    const customer = { name: evil, vatNumber: evil, country: evil, account: evil };
    const related = [{ as: 'base', reference: evil } as const];
    const fields = {
      ...FIELDS,
      reference: evil,
      documentDate: evil,
      netAmount: evil,
      note: evil,
      branch: evil,
      customer,
      items,
      related,
    };
    const paper: Paper = {
      fields,
      issuer: { ...ISSUER, name: evil, address: [evil], phone: evil, email: evil, website: evil, vatNumber: evil },
      settlement: { notices: [{ code: 'x', text: evil }] },
    };
    for (const { html } of [renderHtml(paper), renderSlipHtml(paper)]) {
      expect(html).not.toMatch(/<script|<img/);
      expect(html).not.toContain('\u202e');
      expect(html.match(/<\/style>/g)).toHaveLength(1);
    }
  });

  it('of a slip has neither lines nor totals', () => {
    const { html } = renderSlipHtml(PAPER);
    expect(html).toContain('<h1>נספח לחשבונית מס ');
    expect(html).toContain('<strong>178091822</strong>');
    expect(html).not.toContain('<table');
    expect(html).not.toContain('12,500.50');
  });
});
