import { digitsCell, formulaSafeCell } from '@ishur/adapter-kit';
import { formatAmount } from '@ishur/core';
import type { VerifiedPurchase } from '@ishur/engine';
import type { Language } from '../language.ts';
import type { UnreadableLine } from './purchase-lines.ts';
import { FINDING_WORDS, explain, findingOf } from './verdict-words.ts';

/** All of it as CSV that Excel opens in Hebrew: UTF-8 with its mark, CRLF, and no cell that it takes for a formula. */
export function verifiedToCsv(
  purchases: readonly VerifiedPurchase[],
  unreadable: readonly UnreadableLine[],
  language: Language,
): string {
  const head = {
    he: ['שורה', 'ממצא', 'ספק', 'שם ספק', 'חשבונית', 'תאריך', 'לפני מע"מ', 'מע"מ', 'מספר הקצאה', 'הסבר'],
    en: [
      'line',
      'finding',
      'supplier',
      'supplier name',
      'invoice',
      'date',
      'net',
      'VAT',
      'allocation number',
      'explanation',
    ],
  }[language];
  const rows = purchases.map((verified) => {
    const { where, purchase } = verified;
    return [
      formulaSafeCell(where),
      FINDING_WORDS[findingOf(verified)][language],
      digitsCell(purchase.supplier),
      formulaSafeCell(purchase.supplierName ?? ''),
      /^\d+$/.test(purchase.reference) ? digitsCell(purchase.reference) : formulaSafeCell(purchase.reference),
      purchase.date,
      formatAmount(purchase.net),
      formatAmount(purchase.vat),
      purchase.number === undefined ? '' : digitsCell(purchase.number),
      formulaSafeCell(explain(verified)[language]),
    ];
  });
  const notRead = { he: 'לא ניתן לקרוא', en: 'cannot be read' }[language];
  const lost = unreadable.map(({ where, faults }) => {
    const why = faults.map(({ message }) => message[language]).join(' ');
    return [formulaSafeCell(where), notRead, '', '', '', '', '', '', '', formulaSafeCell(why)];
  });
  return `\ufeff${[head, ...rows, ...lost].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
