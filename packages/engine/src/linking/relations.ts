import type { InvoiceFields, RelatedDocument } from '@ishur/contract/v1';
import type { CaseState } from '@ishur/core';

/**
 * The pro-formas (332) on which a tax invoice rests, as its source says: what may be asked for with action 4. A base whose type
 * the source leaves out is one: nothing else is what a tax invoice rests on, and its number must not be asked for a second time.
 */
export function basesOf({ documentType, related }: InvoiceFields): readonly RelatedDocument[] {
  if (related === undefined || !MAY_REST_ON_BASE.has(documentType)) return [];
  return related.filter(({ as, documentType: type }) => as === 'base' && (type ?? 332) === 332);
}

/** Tax Authority error 441: nothing else is asked for on a 332. API description 2.0 / 7.2024, section 2.4. */
export const MAY_REST_ON_BASE: ReadonlySet<number> = new Set([305, 320]);

/** Whether a document that is read now waits for its base: what became of the base before is not forgotten by a reading. */
export function waitsForBase(
  state: CaseState | undefined,
  place: { readonly source: string; readonly ref: string },
  fields: InvoiceFields,
): 'base' | undefined {
  const says = basesOf(fields).length > 0 ? 'base' : undefined;
  if (state === undefined) return says;
  const before = state.places.find(({ source, ref }) => source === place.source && ref === place.ref);
  const waits = state.waitsFor === 'base' ? 'base' : undefined;
  if (isRelatedAlike(before?.fields ?? state.fields, fields)) return waits;
  // Once it was asked for, it rests on what it was asked for with.
  const isSettled = state.ask !== undefined || state.number !== undefined || state.link?.kind === 'original';
  return isSettled ? waits : says;
}

/** Whether a document was tied to a base by its source, and its source says something else now. */
export function isUntied({ link, ask, number, fields }: CaseState, now: InvoiceFields): boolean {
  return link?.kind === 'base' && ask === undefined && number === undefined && !isRelatedAlike(fields, now);
}

function isRelatedAlike(one: InvoiceFields, other: InvoiceFields): boolean {
  return one.related === other.related || JSON.stringify(one.related) === JSON.stringify(other.related);
}
