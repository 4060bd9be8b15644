import type { LocalizedMessage } from '@ishur/contract';
import { cleanCell, placeOf, quote, reorderHebrew } from '@ishur/adapter-kit';
import type { HeaderField, NamedFile } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { createTypeReader } from './document-types.ts';
import type { Layout } from './layout.ts';
import { readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import type { Row } from './read-row.ts';

/** As many texts of types as a person reads. */
const MOST_TYPES = 12;
const ENOUGH_ROWS = 1000;

/** What stands in the first rows of a file. */
interface FirstRows {
  /** By the text of the cell, in the order of the rows. */
  readonly types: ReadonlyMap<string, number | undefined>;
  readonly example: Example | undefined;
  /** Whether there is nothing below the header that is, or was meant to be, a document. */
  readonly isEmpty: boolean;
}

interface Example {
  readonly line: number;
  /** The date as it is written. */
  readonly dateText: string;
  readonly row: Extract<Row, { kind: 'document' }>;
}

/**
 * How the first rows are understood, for a person to compare with the file: what each text of a type means, and one document
 * with its date and amounts. A date that was read the wrong way round, or a column that was taken for another, is seen here.
 */
export async function describeRows(
  file: NamedFile,
  layout: Layout,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<LocalizedMessage[]> {
  const { types, example, isEmpty } = await readFirstRows(file, layout, config, signal);
  if (isEmpty) return [noRowsNote(file.name)];
  const notes: LocalizedMessage[] = [];
  if (layout.columns.has('documentType') && types.size > 0) notes.push(typesNote(file.name, types));
  if (example !== undefined) notes.push(exampleNote(file.name, example, config));
  return notes;
}

async function readFirstRows(
  file: NamedFile,
  layout: Layout,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<FirstRows> {
  const reader = createRowReader(layout, config, file.name);
  const typeOf = createTypeReader(layout, config);
  const types = new Map<string, number | undefined>();
  let example: Example | undefined;
  let isEmpty = true;
  let seen = 0;
  for await (const records of readRecords(file, layout, signal)) {
    for (const record of records) {
      const row = reader.read(record);
      if (row.kind === 'none') continue;
      isEmpty = false;
      const textOf = (field: HeaderField): string => {
        const cell = record.cells[layout.columns.get(field) ?? -1] ?? '';
        return cleanCell(layout.hebrew === 'visual' ? reorderHebrew(cell) : cell);
      };
      const type = textOf('documentType');
      if (type !== '' && types.size <= MOST_TYPES) types.set(type, typeOf(type).code);
      if (row.kind === 'document') example ??= { line: record.line, dateText: textOf('documentDate'), row };
    }
    seen += records.length;
    if (seen < ENOUGH_ROWS) continue;
    isEmpty = false;
    break;
  }
  return { types, example, isEmpty };
}

/** A month that has just begun is no fault; a filter that finds nothing is seen here. */
function noRowsNote(name: string): LocalizedMessage {
  return {
    he: `${name}: אין בקובץ עדיין שורות של מסמכים מתחת לכותרות. אם אמורים להיות בו מסמכים, הפיקו אותו מחדש.`,
    en: `${name}: there are no rows of documents below the header yet. Where there should be some, export the file again.`,
  };
}

function typesNote(name: string, types: FirstRows['types']): LocalizedMessage {
  const shown = [...types].slice(0, MOST_TYPES);
  const more = types.size > shown.length ? ', …' : '';
  const known = shown.filter(([, code]) => code !== undefined).map(([text, code]) => `${quote(text)} → ${code}`);
  const unknown = shown.filter(([, code]) => code === undefined).map(([text]) => quote(text));
  const he = known.length === 0 ? '' : ` סוגי מסמכים: ${known.join(', ')}${more}.`;
  const en = known.length === 0 ? '' : ` document types: ${known.join(', ')}${more}.`;
  if (unknown.length === 0) return { he: `${name}:${he}`, en: `${name}:${en}` };
  const list = unknown.join(', ');
  return {
    he: `${name}:${he} סוגים שאינם מוכרים: ${list}. ציינו ב-documentTypes את המספר של כל אחד, למשל 305.`,
    en: `${name}:${en} types that are not known: ${list}. Give the number of each in \`documentTypes\`, such as 305.`,
  };
}

function exampleNote(name: string, { line, dateText, row }: Example, { dateOrder }: CsvConfig): LocalizedMessage {
  const { documentType, reference, documentDate, netAmount, vatAmount, grossAmount, customer } = row.fields;
  const order =
    dateOrder === 'month-first'
      ? { he: 'החודש לפני היום', en: 'month before day' }
      : { he: 'היום לפני החודש', en: 'day before month' };
  const place = placeOf(name, line);
  const dealer = customer.vatNumber ?? '-';
  return {
    he: `${place}: כך נקראת השורה: סוג ${documentType}, מספר ${quote(reference)}, תאריך ${documentDate} (כתוב ${quote(dateText)}, ${order.he}), לפני מע"מ ${netAmount}, מע"מ ${vatAmount}, כולל מע"מ ${grossAmount}, מספר עוסק ${dealer}.`,
    en: `${place}: the row is read as type ${documentType}, number ${quote(reference)}, date ${documentDate} (written ${quote(dateText)}, ${order.en}), before VAT ${netAmount}, VAT ${vatAmount}, including VAT ${grossAmount}, dealer ${dealer}.`,
  };
}
