import type { VatNumber } from '../identifiers.ts';

/** API description 2.0 / 7.2024, table 2.1, field 1: A50. */
export const INVOICE_ID_LENGTH = 50;

/** A series of up to this many characters leaves room for the dealer, the type and a reference of twenty. */
export const SERIES_LENGTH = 15;

/**
 * The unique number of an intent (`invoice_id`): `<vat>-<type>-[series-]<reference>`, at most fifty characters.
 *
 * Derived once, when a document is first queued, then stored and never computed again: it survives rejections, holds,
 * hearings, mended references and restarts. Source: API description 2.0 / 7.2024, sections 1.3 and 2.1.
 */
export function deriveInvoiceId(parts: {
  readonly vatNumber: VatNumber;
  readonly type: number;
  readonly series?: string;
  readonly reference: string;
}): string {
  const series = parts.series === undefined || parts.series === '' ? [] : [parts.series];
  const id = [parts.vatNumber, String(parts.type), ...series, parts.reference].join('-');
  if ([...id].length > INVOICE_ID_LENGTH) {
    // Validation has bounded the reference and the configuration the series, so this is ours to mend.
    throw new RangeError(`An invoice id of more than ${INVOICE_ID_LENGTH} characters: ${id}`);
  }
  return id;
}
