import type { Shekels } from '../shekels.ts';
import { digits, parseDigits } from './digits.ts';
import { HEADER, HEADER_AMOUNTS, HEADER_COUNTS, LENGTHS, cut } from './layout.ts';
import type { AmountField, HeaderAmount, HeaderCount } from './layout.ts';

/** The header `O` of a report, whole shekels with their signs. Source: PCN874 circular, appendix A. */
export interface ReportHeader extends Readonly<Record<HeaderAmount, Shekels>>, Readonly<Record<HeaderCount, number>> {
  /** Nine digits. */
  readonly dealer: string;
  /** `YYYYMM`. */
  readonly period: string;
  /** `1`; `6` for a non-profit organisation or a financial institution. */
  readonly reportType: string;
  /** `YYYYMMDD`. */
  readonly generatedOn: string;
}

/** Reads a header of 131 characters; `undefined` where it is no such, or one of its fields has not the form of its kind. */
export function parseHeader(text: string): ReportHeader | undefined {
  if (text.length !== LENGTHS.header || text[0] !== 'O') return undefined;
  const [dealer, period] = [cut(text, HEADER.dealer), cut(text, HEADER.period)];
  const [reportType, generatedOn] = [cut(text, HEADER.reportType), cut(text, HEADER.generatedOn)];
  if (![dealer, period, reportType, generatedOn].every((part) => /^\d+$/.test(part))) return undefined;
  const amounts = readAll(HEADER_AMOUNTS, (field) => signedAmount(text, field));
  const counts = readAll(HEADER_COUNTS, (field) => parseDigits(cut(text, field)));
  if (amounts === undefined || counts === undefined) return undefined;
  return { dealer, period, reportType, generatedOn, ...amounts, ...counts };
}

/**
 * Writes a header. Zero has a plus (PCN874 circular, remarks to appendix A).
 *
 * @throws RangeError where a value has more digits than its field.
 */
export function formatHeader(header: ReportHeader): string {
  const amount = (name: HeaderAmount): string => {
    const { from, to } = HEADER_AMOUNTS[name];
    return `${header[name] < 0 ? '-' : '+'}${digits(Math.abs(header[name]), to - from + 1)}`;
  };
  const count = (name: HeaderCount): string => digits(header[name], 9);
  return [
    'O',
    header.dealer,
    header.period,
    header.reportType,
    header.generatedOn,
    amount('taxableSales'),
    amount('taxableSalesVat'),
    amount('otherRateSales'),
    amount('otherRateVat'),
    count('salesRecords'),
    amount('zeroExemptSales'),
    amount('otherInputsVat'),
    amount('equipmentInputsVat'),
    count('inputsRecords'),
    amount('payable'),
  ].join('');
}

function signedAmount(text: string, field: AmountField): Shekels | undefined {
  const sign = text[field.sign - 1];
  const size = parseDigits(cut(text, field));
  if (size === undefined || (sign !== '+' && sign !== '-')) return undefined;
  return (sign === '-' && size !== 0 ? -size : size) as Shekels;
}

/** Every field by its name; `undefined` where one of them cannot be read. */
function readAll<Name extends string, One, Value>(
  fields: Readonly<Record<Name, One>>,
  read: (field: One) => Value | undefined,
): Readonly<Record<Name, Value>> | undefined {
  const values: Partial<Record<Name, Value>> = {};
  for (const name in fields) {
    const value = read(fields[name]);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return values as Record<Name, Value>;
}
