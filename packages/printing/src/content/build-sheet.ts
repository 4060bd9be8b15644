import { IshurError } from '@ishur/contract';
import { documentType, parseAllocationNumber, printedNumber } from '@ishur/core';
import type { Mark, Paper, PaperSettlement, PrintOptions } from '../paper.ts';
import { keptInOrder } from '../text/direction.ts';
import { factsOf } from './build-facts.ts';
import { buildRows } from './build-rows.ts';
import { buildTotals } from './build-totals.ts';
import { PRINT_LIMITS, createCleaner } from './cleaner.ts';
import type { Cleaner } from './cleaner.ts';
import { customerOf, issuerOf } from './parties.ts';
import type { Allocation, Sheet } from './sheet.ts';
import { WORDS } from './words.ts';

/**
 * Puts together what stands on a document.
 *
 * @throws IshurError `printing/number-unreadable` where the allocation number is none; `printing/not-the-original` where a
 *   certified copy is to be marked as the original.
 */
export function buildSheet({ fields, issuer, settlement }: Paper, options: PrintOptions): Sheet {
  const { language = 'he' } = options;
  const mark = markOf(settlement, options);
  const words = WORDS[language];
  const cleaner = createCleaner();
  const typeName = documentType(fields.documentType)?.name[language] ?? `${words.document} ${fields.documentType}`;
  const reference = cleaner.line(fields.reference, PRINT_LIMITS.reference, 'reference');
  const lines = buildRows(fields, words, cleaner);
  const note = fields.note === undefined ? '' : cleaner.paragraphs(fields.note, PRINT_LIMITS.note, 'note');
  const sheet: Omit<Sheet, 'warnings'> = {
    kind: 'document',
    language,
    direction: language === 'he' ? 'rtl' : 'ltr',
    title: `${capital(typeName)} ${keptInOrder(reference)}`,
    typeName: capital(typeName),
    reference,
    mark: mark === undefined ? undefined : words.marks[mark],
    issuer: issuerOf(issuer, words, cleaner),
    customer: customerOf(fields.customer, words, cleaner, language),
    facts: factsOf(fields, words, cleaner, language),
    allocation: allocationOf(settlement, options),
    notices: noticesOf(settlement, mark, cleaner),
    columns: lines.columns,
    rows: lines.rows,
    totals: buildTotals(fields, words, cleaner),
    note: note === '' ? undefined : { label: words.note, value: note },
    pageLabel: words.page,
  };
  return { ...sheet, warnings: cleaner.warnings() };
}

/**
 * What is attached to a document that was printed elsewhere: its number and notices, and which document it is.
 *
 * @throws IshurError `printing/nothing-to-print` where there is neither a number nor a notice.
 */
export function buildSlip(paper: Paper, options: PrintOptions): Sheet {
  const { settlement } = paper;
  if (settlement?.number === undefined && (settlement?.notices ?? []).length === 0) throw nothingToPrint(paper);
  const { items: _lines, note: _note, ...fields } = paper.fields;
  const whole = buildSheet({ ...paper, fields }, options);
  const typeName = WORDS[whole.language].slip(whole.typeName);
  return {
    ...whole,
    kind: 'slip',
    title: `${typeName} ${keptInOrder(whole.reference)}`,
    typeName,
    columns: [],
    rows: [],
    totals: [],
    note: undefined,
  };
}

function allocationOf(settlement: PaperSettlement | undefined, options: PrintOptions): Allocation | undefined {
  if (settlement?.number === undefined) return undefined;
  const number = parseAllocationNumber(settlement.number);
  if (number === undefined) throw unreadableNumber(settlement.number);
  const { heading, before, emphasised } = printedNumber(number);
  return { heading, before: options.number === 'short' ? '' : before, emphasised };
}

/** What the caller says; and a copy in place of an original that went out without its number is one also unsaid. */
function markOf(settlement: PaperSettlement | undefined, { mark }: PrintOptions): Mark | undefined {
  const isCertifiedCopy = (settlement?.notices ?? []).some(({ code }) => code === CERTIFIED_COPY);
  if (isCertifiedCopy && mark === 'original') throw notTheOriginal();
  return mark ?? (isCertifiedCopy ? CERTIFIED_COPY : undefined);
}

/** All notices, except one that stands there as the mark. */
function noticesOf(
  settlement: PaperSettlement | undefined,
  mark: Mark | undefined,
  cleaner: Cleaner,
): readonly string[] {
  const notices = (settlement?.notices ?? []).filter(({ code }) => code !== CERTIFIED_COPY || code !== mark);
  return notices.map(({ text }) => cleaner.line(text, PRINT_LIMITS.note, 'notices'));
}

const CERTIFIED_COPY = 'certified-copy';

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function unreadableNumber(found: string): IshurError {
  const shown = JSON.stringify(found.slice(0, 40));
  return new IshurError({
    code: 'printing/number-unreadable',
    remedy: 'report-bug',
    message: {
      he: `${shown} אינו מספר הקצאה: נדרשות ספרות בלבד, עד 30. המסמך לא הודפס.`,
      en: `${shown} is no allocation number, which has digits alone, 30 at most. Nothing was printed.`,
    },
  });
}

function notTheOriginal(): IshurError {
  return new IshurError({
    code: 'printing/not-the-original',
    remedy: 'fix-document',
    message: {
      he: 'המסמך יצא בלי מספר לפני שהמספר התקבל, ויש מקור אחד בלבד. הדפיסו העתק נאמן למקור, לא מקור.',
      en: 'The document went out before its number came, and there is only one original. Print a certified copy instead.',
    },
  });
}

function nothingToPrint({ fields }: Paper): IshurError {
  const reference = JSON.stringify(fields.reference.slice(0, 40));
  return new IshurError({
    code: 'printing/nothing-to-print',
    remedy: 'fix-document',
    message: {
      he: `למסמך ${reference} אין מספר הקצאה ואין משפט שחובה להדפיס, ולכן אין מה לכתוב בנספח.`,
      en: `Document ${reference} has neither an allocation number nor a notice, so a slip would be empty.`,
    },
  });
}
