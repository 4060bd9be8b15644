import type { InvoiceDocument } from '../document.ts';
import { spellAmount, totalOf } from '../money.ts';
import { thresholdOn } from '../thresholds.ts';
import { isToDealer } from './advisories.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** A document, and how the caller calls it. A key stands for one document. */
export interface KeyedDocument {
  readonly key: string;
  readonly document: InvoiceDocument;
}

/**
 * The largest step in a numbering that is taken for a gap. A larger one is another series: a new year that begins at 20270001,
 * a book of its own for a branch, or a file that holds a part of the documents only. Ours; no source draws the line.
 */
const LARGEST_GAP = 50;

/**
 * What no document shows alone: a deal that is split into several documents, and a gap in a numbering. Documents of one
 * business; pure, and O(n log n). Keys without an advisory are left out.
 *
 * Sources: see `deal-split` and `reference-gap` in `REASONS`.
 */
export function adviseTogether(documents: readonly KeyedDocument[]): ReadonlyMap<string, readonly Reason[]> {
  const advisories = new Map<string, Reason[]>();
  const advise = (key: string, advisory: Reason): void => {
    const known = advisories.get(key);
    if (known === undefined) advisories.set(key, [advisory]);
    else known.push(advisory);
  };
  adviseOnSplits(documents, advise);
  adviseOnGaps(documents, advise);
  return advisories;
}

type Advise = (key: string, advisory: Reason) => void;

/**
 * Documents to one dealer on one day, none above the threshold and all together above it. Credits within them count against
 * the sum. Pro-formas (332) are summed apart, because the invoices on them are the same money.
 */
function adviseOnSplits(documents: readonly KeyedDocument[], advise: Advise): void {
  const cancelled = cancelledReferences(documents);
  const deals = new Map<string, KeyedDocument[]>();
  for (const keyed of documents) {
    const { document } = keyed;
    const { type, date, net, customer, fields } = document;
    const threshold = thresholdOn(date);
    if (threshold === undefined || net > threshold.netAbove || !isToDealer(document)) continue;
    if (customer.vatNumber === undefined || isCancelled(document, cancelled)) continue;
    const deal = `${fields.issuerVatNumber ?? ''} ${type === 332} ${customer.vatNumber} ${date}`;
    const known = deals.get(deal);
    if (known === undefined) deals.set(deal, [keyed]);
    else known.push(keyed);
  }
  for (const deal of deals.values()) {
    const net = totalOf(deal.map(({ document }) => document.net));
    const sold = deal.filter(({ document }) => document.net > 0);
    const [first] = sold;
    const threshold = first === undefined ? undefined : thresholdOn(first.document.date);
    if (first === undefined || threshold === undefined || net <= threshold.netAbove) continue;
    const { customer, date } = first.document;
    const details = { customer: customer.vatNumber ?? '', date, count: String(sold.length), net: spellAmount(net) };
    const advisory = reason('deal-split', details);
    for (const { key } of sold) advise(key, advisory);
  }
}

/** What a storno cancels, as `type:reference`; without its type it may be any document of that reference. */
function cancelledReferences(documents: readonly KeyedDocument[]): ReadonlySet<string> {
  const cancelled = new Set<string>();
  for (const { document } of documents) {
    for (const related of document.fields.related ?? []) {
      if (related.as === 'cancelled') cancelled.add(`${related.documentType ?? ''}:${related.reference}`);
    }
  }
  return cancelled;
}

/** Whether a storno names the document, or it is one itself. */
function isCancelled({ type, reference, fields }: InvoiceDocument, cancelled: ReadonlySet<string>): boolean {
  const isStorno = fields.related?.some((related) => related.as === 'cancelled') === true;
  return isStorno || cancelled.has(`${type}:${reference}`) || cancelled.has(`:${reference}`);
}

interface Numbered {
  readonly key: string;
  readonly reference: string;
  readonly number: number;
}

/** Steps of more than one between neighbours of one numbering: one type of document and one prefix. */
function adviseOnGaps(documents: readonly KeyedDocument[], advise: Advise): void {
  const series = new Map<string, Numbered[]>();
  for (const { key, document } of documents) {
    const { type, reference, fields } = document;
    const digits = digitsAtEnd(reference);
    // Fifteen digits are what a number holds exactly; longer ones are no counting.
    if (digits === 0 || digits > 15) continue;
    const prefix = reference.slice(0, reference.length - digits);
    const name = `${fields.issuerVatNumber ?? ''} ${type} ${prefix}`;
    const numbered = { key, reference, number: Number(reference.slice(-digits)) };
    const known = series.get(name);
    if (known === undefined) series.set(name, [numbered]);
    else known.push(numbered);
  }
  for (const numbers of series.values()) {
    numbers.sort((one, other) => one.number - other.number);
    let previous: Numbered | undefined;
    for (const current of numbers) {
      const step = previous === undefined ? 0 : current.number - previous.number;
      if (previous !== undefined && step > 1 && step <= LARGEST_GAP) {
        advise(current.key, reason('reference-gap', { from: previous.reference, to: current.reference }));
      }
      previous = current;
    }
  }
}

/** Counted from the end, because a pattern would look at a long reference again and again. */
function digitsAtEnd(text: string): number {
  let start = text.length;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  return text.length - start;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
