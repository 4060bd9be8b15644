import { fromAgorot, headerKey, parseDocumentType, placeOf, toAgorot } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { Fault, LocalizedMessage } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { HashavshevetConfig } from './config.ts';
import { currencyOf } from './currency.ts';
import { tooManyRepeated } from './errors.ts';
import { notTogether, tooLongFault, tooManyFaults } from './faults.ts';
import { createRepeatedKeys, MOST_SUSPECTS } from './repeated-keys.ts';
import { reportCells } from './report-cells.ts';
import type { ReportCells } from './report-cells.ts';
import { inspectReport, LONGEST_LINE, readLines, splitCells } from './report-lines.ts';
import type { ReportLayout } from './report-lines.ts';
import type { ReadRowsRequest } from './read-rows.ts';
import { waitForData } from './wait-for-data.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

/** A file that is wrong in every line is not told line by line. */
const MOST_FAULTY = 1000;
const MOST_FAULTS = 5;

type AmountField = 'netAmount' | 'vatAmount' | 'grossAmount';

/** The documents of a report that was saved as text, one in each row. */
export async function* readReport(
  file: NamedFile,
  config: HashavshevetConfig,
  { signal, from, onLeftOut }: ReadRowsRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  await waitForData(file, config, { signal, linesBelongTogether: false });
  const layout = await inspectReport(file, config, signal);
  const repeated = await findRepeated(file, layout, config, signal);
  let told = 0;
  let leftOut = 0;
  for await (const { line, text, isCut } of readLines(file, layout.encoding, signal)) {
    if (line <= layout.headerLine || text.trim() === '') continue;
    signal.throwIfAborted();
    const where = placeOf(file.name, line);
    const cells = reportCells(splitCells(text, layout.delimiter), layout, where);
    if (isTotal(cells)) {
      leftOut += 1;
      continue;
    }
    const ref = refOf(cells, config);
    const item = isCut ? [tooLongFault(where, 'report', LONGEST_LINE)] : documentOf(cells, config);
    const faults =
      ref !== undefined && repeated.has(ref) ? [notTogether(where, 'report', ref.slice('report-'.length))] : item;
    if (Array.isArray(faults)) {
      told += 1;
      if (told <= MOST_FAULTY) yield { kind: 'unreadable', cursor: where, where, faults: faults.slice(0, MOST_FAULTS) };
    } else if (ref !== undefined && (from === undefined || faults.fields.documentDate >= from)) {
      yield { kind: 'document', ref, cursor: where, standing: 'final', ...faults };
    }
  }
  if (leftOut > 0) onLeftOut?.(leftOut);
  if (told > MOST_FAULTY) {
    const { name } = file;
    yield {
      kind: 'unreadable',
      cursor: name,
      where: name,
      faults: [tooManyFaults(name, MOST_FAULTY, told - MOST_FAULTY)],
    };
  }
}

/** How the columns of a report were understood. */
export async function describeReport(
  file: NamedFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<LocalizedMessage[]> {
  const { header, columns, headerLine, encoding } = await inspectReport(file, config, signal);
  const list = [...columns].map(([field, column]) => `«${header[column] ?? ''}» → ${field}`).join(', ');
  return [
    {
      he: `${placeOf(file.name, headerLine)}: העמודות נקראות כך: ${list}. קידוד ${encoding}.`,
      en: `${placeOf(file.name, headerLine)}: the columns are read as: ${list}. Encoding ${encoding}.`,
    },
  ];
}

/** A row with neither a number nor a date is a total or a footer. */
function isTotal(cells: ReportCells): boolean {
  return cells.text('reference') === '' && cells.text('documentDate') === '';
}

function typeOf(cells: ReportCells, config: HashavshevetConfig): number | undefined {
  const text = cells.text('documentType');
  const declared = Object.entries(config.documentTypes ?? {}).find(
    ([name]) => headerKey(name) === headerKey(text),
  )?.[1];
  return declared ?? parseDocumentType(text) ?? config.documentType;
}

function refOf(cells: ReportCells, config: HashavshevetConfig): string | undefined {
  const type = typeOf(cells, config);
  const reference = cells.text('reference');
  return type === undefined || reference === '' ? undefined : `report-${type}:${reference}`;
}

async function findRepeated(
  file: NamedFile,
  layout: ReportLayout,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const keys = createRepeatedKeys();
  const visit = async (take: (ref: string) => void): Promise<void> => {
    for await (const { line, text } of readLines(file, layout.encoding, signal)) {
      if (line <= layout.headerLine || text.trim() === '') continue;
      const ref = refOf(reportCells(splitCells(text, layout.delimiter), layout, ''), config);
      if (ref !== undefined) take(ref);
    }
  };
  await visit((ref) => {
    if (!keys.add(ref)) throw tooManyRepeated(file.name, MOST_SUSPECTS);
  });
  if (keys.suspects.size === 0) return keys.suspects;
  const counts = new Map<string, number>();
  await visit((ref) => {
    if (keys.suspects.has(ref)) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  });
  return new Set([...counts].flatMap(([ref, count]) => (count > 1 ? [ref] : [])));
}

function documentOf(
  cells: ReportCells,
  config: HashavshevetConfig,
): Fault[] | { readonly fields: InvoiceFields; readonly existingNumber?: string } {
  const documentType = typeOf(cells, config);
  if (documentType === undefined) cells.blame('bad-document-type', 'documentType');
  const reference = cells.text('reference');
  if (reference === '' || /^\d(?:\.\d+)?E\+\d+$/i.test(reference)) cells.blame('value-missing', 'reference');
  const documentDate = cells.day('documentDate');
  const amounts = amountsOf(cells);
  const customer: Writable<CustomerFields> = {};
  setIfPresent(customer, 'name', cells.text('customer.name'));
  setIfPresent(customer, 'vatNumber', cells.dealer('customer.vatNumber'));
  setIfPresent(customer, 'account', cells.text('customer.account'));
  const optional: Partial<Writable<InvoiceFields>> = {};
  setIfPresent(optional, 'branch', cells.text('branch'));
  setIfPresent(optional, 'note', cells.text('note'));
  const currency = currencyOf(cells.text('currency'), config);
  if (typeof currency === 'object') cells.blame('bad-currency', 'currency');
  else setIfPresent(optional, 'currency', currency);
  const existingNumber = cells.allocationNumber();
  if (cells.faults.length > 0 || documentType === undefined || documentDate === undefined || amounts === undefined)
    return cells.faults;
  const fields: InvoiceFields = { documentType, reference, documentDate, ...amounts, customer, ...optional };
  return existingNumber === undefined ? { fields } : { fields, existingNumber };
}

/** Of the three amounts one may be missing, and is worked out. */
function amountsOf(cells: ReportCells): Record<AmountField, string> | undefined {
  const faults = cells.faults.length;
  const [net, vat, gross] = (['netAmount', 'vatAmount', 'grossAmount'] as const).map((field) => {
    const amount = cells.amount(field);
    return amount === undefined ? undefined : toAgorot(amount);
  });
  if (cells.faults.length > faults) return undefined;
  const known = {
    netAmount: net ?? (vat === undefined || gross === undefined ? undefined : gross - vat),
    vatAmount: vat ?? (net === undefined || gross === undefined ? undefined : gross - net),
    grossAmount: gross ?? (net === undefined || vat === undefined ? undefined : net + vat),
  };
  const { netAmount, vatAmount, grossAmount } = known;
  if (netAmount === undefined || vatAmount === undefined || grossAmount === undefined) {
    for (const field of Object.keys(known) as AmountField[]) {
      if (known[field] === undefined && cells.has(field)) cells.blame('value-missing', field);
    }
    if (cells.faults.length === faults) cells.blame('value-missing', 'netAmount');
    return undefined;
  }
  return { netAmount: fromAgorot(netAmount), vatAmount: fromAgorot(vatAmount), grossAmount: fromAgorot(grossAmount) };
}
