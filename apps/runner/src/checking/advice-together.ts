import { adviseTogether } from '@ishur/core';
import type { KeyedDocument, Reason } from '@ishur/core';
import type { Checked, CheckedDocument } from '../checked.ts';

/**
 * Adds what no document shows alone: a deal that is split, a gap in a numbering. A draft, a document that was cancelled and one
 * that is to be mended have used up their number, but only what is final is part of a deal.
 */
export function withAdviceTogether(checked: readonly Checked[]): readonly Checked[] {
  const documents = checked.filter((each) => each.kind === 'document');
  const deals = adviseTogether(keyed(documents.filter(({ document }) => document.standing === 'final')));
  const gaps = adviseTogether(keyed(documents));
  const numbers = numbersOf(documents);
  const unreadable = checked.length - documents.length;
  return checked.map((each) => {
    if (each.kind !== 'document') return each;
    const { ref } = each.document;
    const isGap = (gaps.get(ref) ?? []).some(isOfGap);
    const more = [
      ...(deals.get(ref) ?? []).filter((reason) => !isOfGap(reason)),
      // Rows that cannot be read may be the very ones that are missing.
      ...(isGap && missingBefore(each, numbers) > unreadable ? (gaps.get(ref) ?? []).filter(isOfGap) : []),
    ];
    if (more.length === 0) return each;
    const { decision } = each.assessment;
    const advised = { ...decision, advisories: [...decision.advisories, ...more] };
    return { ...each, assessment: { ...each.assessment, decision: advised } };
  });
}

function isOfGap({ code }: Reason): boolean {
  return code === 'reference-gap';
}

/** Each document once: a row that stands twice in the files is no second part of a deal, as it is none in a run. */
function keyed(documents: readonly CheckedDocument[]): readonly KeyedDocument[] {
  const found = new Map<string, KeyedDocument>();
  for (const { document, assessment } of documents) {
    if (assessment.document !== undefined)
      found.set(document.ref, { key: document.ref, document: assessment.document });
  }
  return [...found.values()];
}

/** The numbers that stand in the source, also of documents that cannot be understood otherwise, by type and prefix; in order. */
function numbersOf(documents: readonly CheckedDocument[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const each of documents) {
    const { series, number } = numbered(each);
    const known = numbers.get(series);
    if (known === undefined) numbers.set(series, [number]);
    else known.push(number);
  }
  for (const known of numbers.values()) known.sort((one, other) => one - other);
  return numbers;
}

/** How many numbers are missing between this document and the one before it. */
function missingBefore(each: CheckedDocument, numbers: ReadonlyMap<string, readonly number[]>): number {
  const { series, number } = numbered(each);
  const before = (numbers.get(series) ?? []).findLast((other) => other < number) ?? number;
  return number - before - 1;
}

/** A reference as a place in a numbering: its digits at the end, and everything before them. */
function numbered({ document: { fields } }: CheckedDocument): { readonly series: string; readonly number: number } {
  const { reference, documentType, issuerVatNumber } = fields;
  // Longer references are no counting; the pattern looks at the end alone.
  const digits = /\d{1,15}$/.exec(reference.slice(-15))?.[0] ?? '';
  const prefix = reference.slice(0, reference.length - digits.length);
  return { series: `${issuerVatNumber ?? ''} ${documentType} ${prefix}`, number: Number(digits) };
}
