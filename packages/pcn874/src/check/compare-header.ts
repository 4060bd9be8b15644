import type { ReportHeader } from '../format/header.ts';
import { HEADER_AMOUNTS, HEADER_COUNTS } from '../format/layout.ts';
import type { ReportTotals } from '../format/totals.ts';
import { signed } from './check-header.ts';
import type { Reporting } from './reporting.ts';

/** Compares how many records the header says there are with how many there are. */
export function compareCounts(
  header: ReportHeader,
  counted: { readonly sale: number; readonly input: number },
  record: number,
  { report }: Reporting,
): void {
  const { salesRecords, inputsRecords } = HEADER_COUNTS;
  if (header.inputsRecords !== counted.input) {
    const found = String(header.inputsRecords);
    report('inputs-count', { record, columns: inputsRecords, found, expected: counted.input });
  }
  if (header.salesRecords !== counted.sale) {
    const found = String(header.salesRecords);
    report('sales-count', { record, columns: salesRecords, found, expected: counted.sale });
  }
}

/**
 * Compares the header's amounts with what the records add up to. A report of type 6 may leave them at zero (supplement D of
 * 9.1.2012, section 1ב).
 */
export function compareTotals(
  header: ReportHeader,
  totals: ReportTotals,
  record: number,
  { report, settings }: Reporting,
): void {
  const differ = (one: number, other: number, more = 0): boolean =>
    Math.abs(one - other) > settings.totalsTolerance + more;
  const inputs = header.otherInputsVat + header.equipmentInputsVat;
  if (differ(inputs, totals.inputsVat) && !(header.reportType === '6' && inputs === 0)) {
    const columns = { ...HEADER_AMOUNTS.otherInputsVat, to: HEADER_AMOUNTS.equipmentInputsVat.to };
    report('inputs-vat-total', { record, columns, found: signed(inputs), expected: signed(totals.inputsVat) });
  }
  const amounts = [
    ['sales-vat-total', 'taxableSalesVat'],
    ['taxable-sales-total', 'taxableSales'],
    ['zero-exempt-total', 'zeroExemptSales'],
  ] as const;
  for (const [code, name] of amounts) {
    if (!differ(header[name], totals[name], name === 'taxableSalesVat' ? 0 : totals.roundedToNoVat)) continue;
    const found = signed(header[name]);
    report(code, { record, columns: HEADER_AMOUNTS[name], found, expected: signed(totals[name]) });
  }
}
