import { cleanCell, headerKey, HEADER_SYNONYMS, parseDealerNumber, parseIsraeliDate } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { CsvRecord } from './split-records.ts';

/** Columns that change the decision by not being there. */
const TELLING: readonly (readonly [field: HeaderField, isValue: (cell: string) => boolean])[] = [
  ['customer.vatNumber', (cell) => /^\d{9}$/.test(cell) && isDealerNumber(cell)],
  // API description 2.0 / 7.2024, section 2.2: 26 digits and more.
  ['existingNumber', (cell) => /^\d{26,30}$/.test(cell)],
];

const TEXTS: readonly HeaderField[] = ['customer.name', 'note'];
const SHORTEST_ALIKE = 6;

/**
 * A column whose name is not understood and whose values are those of a field without a column: a misspelled header must not
 * make private customers of all dealers. A list of telephone numbers is none: one in ten of them has the right check digit.
 */
export function findUnnamedNumbers(
  records: readonly CsvRecord[],
  headerLine: number,
  header: readonly string[],
  columns: ReadonlyMap<HeaderField, number>,
): { readonly header: string; readonly field: HeaderField } | undefined {
  // A name that lost a part of itself may be that of a text.
  const known = new Set([...columns].flatMap(([field, column]) => (TEXTS.includes(field) ? [] : column)));
  for (const [field, isOne] of TELLING) {
    if (columns.has(field)) continue;
    for (const [column, name] of header.entries()) {
      if (known.has(column)) continue;
      if (HEADER_SYNONYMS[field].some((synonym) => isNearly(headerKey(name), headerKey(synonym))))
        return { header: name, field };
      const values = records.flatMap(({ line, cells }) =>
        line > headerLine ? cleanCell(cells[column] ?? '') || [] : [],
      );
      const ones = values.filter(isOne).length;
      // Nothing else has so many digits as a number of allocation.
      if (ones * 2 > values.length || (field === 'existingNumber' && ones > 0)) return { header: name, field };
    }
  }
  return undefined;
}

/** Whether one letter was changed, lost or added. Short names are like each other anyhow. */
function isNearly(name: string, synonym: string): boolean {
  if (synonym.length < SHORTEST_ALIKE || Math.abs(name.length - synonym.length) > 1 || name === synonym) return false;
  let start = 0;
  while (start < name.length && name[start] === synonym[start]) start += 1;
  let end = 0;
  const shorter = Math.min(name.length, synonym.length);
  while (end < shorter - start && name.at(-1 - end) === synonym.at(-1 - end)) end += 1;
  return Math.max(name.length, synonym.length) - start - end <= 1;
}

/** What no column is called: a day, an amount with agorot, a number of nine digits or more. */
export function isValue(header: string): boolean {
  const cell = cleanCell(header);
  if (/^\(?-?[\d,]*\d\.\d{2}-?\)?$/.test(cell) || /^\d{9,}$/.test(cell)) return true;
  return /^\d/.test(cell) && parseIsraeliDate(cell, 'day-first') !== undefined;
}

/** With the check digit of the Ministry of the Interior: every second digit doubled, the digits summed up, a multiple of ten. */
function isDealerNumber(cell: string): boolean {
  if (parseDealerNumber(cell).kind !== 'number') return false;
  let sum = 0;
  for (let index = 0; index < cell.length; index += 1) {
    const weighed = (cell.charCodeAt(index) - 0x30) * (index % 2 === 0 ? 1 : 2);
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
