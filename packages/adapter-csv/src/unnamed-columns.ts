import { cleanCell, headerKey, HEADER_SYNONYMS, parseDealerNumber, parseIsraeliDate } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import type { UnnamedColumn } from './errors.ts';
import type { CsvRecord } from './split-records.ts';

/** What has got into a number, beside the signs with which dates, amounts and telephone numbers are written. */
const OTHER_SIGNS = /[^\d/.,:-]+/g;

/** Columns that change the decision by not being there. */
const TELLING: readonly (readonly [field: HeaderField, isValue: (cell: string) => boolean])[] = [
  ['customer.vatNumber', (cell) => isDealerNumber(cell.replaceAll(OTHER_SIGNS, ''))],
  // API description 2.0 / 7.2024, section 2.2: 26 digits and more; some may be lost, and nothing else has nearly so many.
  ['existingNumber', (cell) => /^\d{20,40}$/.test(cell.replaceAll(OTHER_SIGNS, ''))],
];

/** One of them that has no column is worked out from the others, unless its column is there under a name that is nearly its own. */
const AMOUNTS: readonly HeaderField[] = ['netAmount', 'vatAmount', 'grossAmount'];

/** Fields whose columns are looked into all the same: a name that lost a part of itself may have become one of theirs. */
const DOUBTED: readonly HeaderField[] = [
  'customer.name',
  'customer.account',
  'note',
  'reference',
  'existingNumber',
  'netAmount',
  'vatAmount',
  'grossAmount',
  'amountBeforeDiscount',
  'discount',
];
/** What is left of a name of one of the two. */
const SUSPICIOUS = /עוסק|מורשה|vat|dealer|הקצאה|alloc/i;
/** Their numbers have nine digits too, and of a few one may have the right check digit. */
const OTHER_NUMBERS = /טלפון|נייד|סלולר|פקס|phone|mobile|cellular|fax/i;
const SHORTEST_ALIKE = 6;
const USUAL_NAMES: ReadonlySet<string> = new Set(Object.values(HEADER_SYNONYMS).flat().map(headerKey));
const FEWEST_OF_USUAL = 2;

/** More than anybody mends at once. */
const MOST_TOLD = 5;

const SUPPLIER = /ספק|supplier|vendor/i;

/**
 * A column whose name is not understood and whose values are those of a field without a column: a misspelled header must not
 * make private customers of all dealers. A list of telephone numbers is none: one in ten of them has the right check digit.
 * What the configuration says of a column is taken for true. All such columns are told, so that they are mended together.
 */
export function findUnnamedNumbers(
  records: readonly CsvRecord[],
  headerLine: number,
  header: readonly string[],
  columns: ReadonlyMap<HeaderField, number>,
  { columns: declared = {}, otherColumns = [] }: Pick<CsvConfig, 'columns' | 'otherColumns'>,
): readonly UnnamedColumn[] {
  const known = new Set(
    [...columns].flatMap(([field, column]) => (DOUBTED.includes(field) && !(field in declared) ? [] : column)),
  );
  const named = new Set(columns.values());
  const others = new Set(otherColumns.map(headerKey));
  const valuesOf = (column: number): string[] =>
    records.flatMap(({ line, cells }) => {
      const cell = line > headerLine ? cleanCell(cells[column] ?? '') : '';
      return /\d/.test(cell) ? cell : [];
    });
  // There is one issuer: different numbers are those of customers. A list of purchases, which `ishur verify` reads, has suppliers.
  const issuer = columns.get('issuerVatNumber') ?? -1;
  const isIssuer = 'issuerVatNumber' in declared || SUPPLIER.test(header[issuer] ?? '');
  const found: UnnamedColumn[] = [];
  if (!columns.has('customer.vatNumber') && !isIssuer && new Set(valuesOf(issuer)).size > 1)
    found.push({ header: header[issuer] ?? '', column: issuer, field: 'customer.vatNumber' });
  for (const field of AMOUNTS) {
    if (columns.has(field)) continue;
    for (const [column, name] of header.entries()) {
      const isOther = named.has(column) || others.has(headerKey(name)) || valuesOf(column).length === 0;
      if (!isOther && isNearlyNamed(field, name)) found.push({ header: name, column, field });
    }
  }
  for (const [field, isOne] of TELLING) {
    if (columns.has(field)) continue;
    for (const [column, name] of header.entries()) {
      if (
        known.has(column) ||
        (column === issuer && isIssuer) ||
        found.some((other) => other.column === column) ||
        others.has(headerKey(name)) ||
        OTHER_NUMBERS.test(name)
      )
        continue;
      if (!named.has(column) && isNearlyNamed(field, name)) {
        found.push({ header: name, column, field });
        continue;
      }
      const values = valuesOf(column);
      const ones = values.filter(isOne).length;
      const isMost = ones * 2 >= values.length;
      // A name that is understood as it stands is doubted only for many values: one in ten numbers has the right check digit.
      const isEnough = isUsual(name)
        ? isMost && values.length >= FEWEST_OF_USUAL
        : isMost || SUSPICIOUS.test(name) || field === 'existingNumber';
      if (ones > 0 && isEnough) found.push({ header: name, column, field });
    }
  }
  return found.slice(0, MOST_TOLD);
}

/** Nobody writes a name with such a gap: something stood there. */
const GAP = /_\s|\s_|\s{3}/u;

function isUsual(name: string): boolean {
  return !GAP.test(name) && USUAL_NAMES.has(headerKey(name));
}

function isNearlyNamed(field: HeaderField, name: string): boolean {
  return HEADER_SYNONYMS[field].some((synonym) => isNearly(headerKey(name), headerKey(synonym)));
}

/** Whether one letter was changed, lost or added, or figures got into it. Short names are like each other anyhow. */
function isNearly(name: string, synonym: string): boolean {
  if (name !== synonym && name.replaceAll(/\d+/g, '') === synonym) return true;
  if (synonym.length < SHORTEST_ALIKE || Math.abs(name.length - synonym.length) > 1 || name === synonym) return false;
  let start = 0;
  while (start < name.length && name[start] === synonym[start]) start += 1;
  let end = 0;
  const shorter = Math.min(name.length, synonym.length);
  while (end < shorter - start && name.at(-1 - end) === synonym.at(-1 - end)) end += 1;
  return Math.max(name.length, synonym.length) - start - end <= 1;
}

/** What no column is called: a day, an amount with agorot, a number of nine digits or more, a name with one quotation mark. */
export function isValue(header: string): boolean {
  const cell = cleanCell(header);
  // Agorot that got behind a word too; `items.10.price` is a name.
  if (/\d\.\d{2}(?![\d%])(?! *%)/.test(cell) || /\p{L}\.\d{2}$/u.test(cell) || /^\d{9,}$/.test(cell)) return true;
  // Half of a name: what stood behind the other quotation mark is elsewhere.
  if (cell.startsWith('"') !== cell.endsWith('"')) return true;
  return /^\d/.test(cell) && parseIsraeliDate(cell, 'day-first') !== undefined;
}

/** With the check digit of the Ministry of the Interior: every second digit doubled, the digits summed up, a multiple of ten. */
function isDealerNumber(cell: string): boolean {
  if (!/^\d{9}$/.test(cell) || parseDealerNumber(cell).kind !== 'number') return false;
  let sum = 0;
  for (let index = 0; index < cell.length; index += 1) {
    const weighed = (cell.charCodeAt(index) - 0x30) * (index % 2 === 0 ? 1 : 2);
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
