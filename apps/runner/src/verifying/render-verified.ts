import type { LocalizedMessage } from '@ishur/contract';
import { formatAmount } from '@ishur/core';
import type { Agorot } from '@ishur/core';
import type { VerifiedPurchase } from '@ishur/engine';
import type { Language } from '../language.ts';
import { cut } from '../output/cut.ts';
import { located } from '../output/located.ts';
import { forPeople, renderTable } from '../output/table.ts';
import type { UnreadableLine } from './purchase-lines.ts';
import { FINDINGS, FINDING_WORDS, TO_BE_MENDED, explain, findingOf } from './verdict-words.ts';

/** A list of purchases as a person reads it: figures, what to mend, whom to call. */
export function renderVerified(
  name: string,
  purchases: readonly VerifiedPurchase[],
  unreadable: readonly UnreadableLine[],
  language: Language,
  width?: number,
): string {
  // An empty table of a file in which all should be right looks as if all were.
  if (purchases.length + unreadable.length === 0) return `${NOTHING[language](name)}\n`;
  const parts = [
    renderFigures(name, purchases, unreadable.length, language, width),
    renderLines(purchases, unreadable, language),
    renderSuppliers(purchases, language, width),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const NOTHING: Readonly<Record<Language, (name: string) => string>> = {
  he: (name) => `${name}: אין בו חשבוניות ספקים לאימות.`,
  en: (name) => `${name}: there are no suppliers' invoices in it to be verified.`,
};

function renderFigures(
  name: string,
  purchases: readonly VerifiedPurchase[],
  unreadable: number,
  language: Language,
  width: number | undefined,
): string {
  const rows = FINDINGS.flatMap((finding) => {
    const found = purchases.filter((each) => findingOf(each) === finding);
    return found.length === 0 ? [] : [[FINDING_WORDS[finding][language], String(found.length), vatOf(found)]];
  });
  const words = {
    he: { invoices: 'חשבוניות', vat: 'מע"מ', all: 'סך הכול', unreadable: 'לא ניתן לקרוא' },
    en: { invoices: 'invoices', vat: 'VAT', all: 'in all', unreadable: 'cannot be read' },
  }[language];
  if (unreadable > 0) rows.push([words.unreadable, String(unreadable), '']);
  const total = [words.all, String(purchases.length + unreadable), vatOf(purchases)];
  return renderTable([name, words.invoices, words.vat], [...rows, total], [1, 2], width);
}

function renderLines(
  purchases: readonly VerifiedPurchase[],
  unreadable: readonly UnreadableLine[],
  language: Language,
): string {
  const heading: LocalizedMessage = { he: 'מה לתקן ומה לברר', en: 'What to mend, and what to find out' };
  const lost = unreadable.flatMap(({ where, faults }) =>
    faults.map(({ message }) => `  ${located(where, message[language])}`),
  );
  const found = FINDINGS.filter((finding) => TO_BE_MENDED.has(finding)).map((finding) =>
    purchases.filter((each) => findingOf(each) === finding).map((each) => lineOf(each, language)),
  );
  // Many of one kind hide none of another: the file that `--out` writes has all of them.
  const lines = [lost, ...found, notLookedUp(purchases, language)].flatMap((ofKind) => cut(ofKind, 0, language));
  return lines.length === 0 ? '' : `${heading[language]}\n${lines.join('\n')}\n`;
}

function lineOf(each: VerifiedPurchase, language: Language): string {
  const { supplierName, supplier, reference } = each.purchase;
  const who = `${supplierName ?? supplier}, ${reference}`;
  return `  ${each.where} (${who}): ${FINDING_WORDS[findingOf(each)][language]}. ${explain(each)[language]}`;
}

/** Why the authority could not be asked: once for each reason, which is seldom that of one invoice. */
function notLookedUp(purchases: readonly VerifiedPurchase[], language: Language): readonly string[] {
  const byReason = new Map<string, VerifiedPurchase[]>();
  for (const each of purchases) {
    const { verdict } = each;
    if (verdict.kind !== 'not-looked-up') continue;
    const known = byReason.get(verdict.cause.code);
    if (known === undefined) byReason.set(verdict.cause.code, [each]);
    else known.push(each);
  }
  return [...byReason.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (others.length === 0) return lineOf(first, language);
    const more = { he: `ועוד ${others.length}`, en: `and ${others.length} more` }[language];
    return `  ${first.where} ${more}: ${FINDING_WORDS['not-looked-up'][language]}. ${explain(first)[language]}`;
  });
}

/** Whom to call: the suppliers whose invoices have something that only they can mend, the most VAT first. */
function renderSuppliers(
  purchases: readonly VerifiedPurchase[],
  language: Language,
  width: number | undefined,
): string {
  const bySupplier = new Map<string, VerifiedPurchase[]>();
  for (const each of purchases) {
    if (!isForSupplier(each)) continue;
    const { supplier } = each.purchase;
    const others = bySupplier.get(supplier);
    if (others === undefined) bySupplier.set(supplier, [each]);
    else others.push(each);
  }
  if (bySupplier.size === 0) return '';
  const rows = [...bySupplier]
    .toSorted(([, one], [, other]) => sumOf(other) - sumOf(one))
    .map(([supplier, found]) => [
      found.find(({ purchase }) => purchase.supplierName !== undefined)?.purchase.supplierName ?? '',
      supplier,
      String(found.length),
      vatOf(found),
      [...new Set(found.map(({ purchase }) => purchase.reference))].slice(0, 5).join(', '),
    ]);
  const head = {
    he: ['ספק לפנות אליו', 'מספר עוסק', 'חשבוניות', 'מע"מ', 'מספרי החשבוניות'],
    en: ['supplier to call', 'VAT number', 'invoices', 'VAT', 'invoice numbers'],
  }[language];
  return renderTable(head, rows, [2, 3], width);
}

/** What is known at the authority, or stands twice, is mended in one's own books. */
function isForSupplier({ verdict }: VerifiedPurchase): boolean {
  if (verdict.kind === 'differs') return true;
  return (verdict.kind === 'unknown-number' || verdict.kind === 'number-missing') && verdict.known === undefined;
}

function vatOf(purchases: readonly VerifiedPurchase[]): string {
  return forPeople(formatAmount(sumOf(purchases) as Agorot));
}

function sumOf(purchases: readonly VerifiedPurchase[]): number {
  return purchases.reduce((sum, { purchase }) => sum + purchase.vat, 0);
}
