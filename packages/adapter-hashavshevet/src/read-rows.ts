import type { Fault } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { tooManyRepeated } from './errors.ts';
import { notTogether, tooManyFaults, tooManyLines } from './faults.ts';
import type { LayoutName } from './layouts.ts';
import { createRepeatedKeys, MOST_SUSPECTS } from './repeated-keys.ts';
import { scanRecords } from './scan-records.ts';
import type { DataRecord, RecordFile } from './scan-records.ts';
import { createStrayRecords } from './stray-records.ts';
import type { DocumentMarks } from './stray-records.ts';

/** One record as its reader understood it. */
export interface Row {
  readonly where: string;
  readonly faults: readonly Fault[];
}

/** A document, or why it is none. */
export type Built =
  | {
      readonly kind: 'document';
      readonly fields: SourceDocument['fields'];
      readonly existingNumber: string | undefined;
      readonly advisories?: SourceDocument['advisories'];
    }
  | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] };

/** How the records of one layout become documents. */
export interface RowReader<R extends Row> {
  /** What all records of a document share, and nothing else does; `undefined` where it cannot be read. Also of damaged records. */
  keyOf(record: DataRecord): string | undefined;
  /** Of a key: the name of its document for people. */
  nameOf(key: string): string;
  isLeftOut(record: DataRecord): boolean;
  rowOf(record: DataRecord): R;
  /** Of a document's records, none of which has a fault. */
  build(rows: readonly R[]): Built;
}

export interface ReadRowsRequest {
  readonly signal: AbortSignal;
  readonly from?: string | undefined;
  /** Called once at the end, with how many records are no documents: by the configuration, or totals of a report. */
  readonly onLeftOut?: (records: number) => void;
}

/** A file that is wrong in every line is not told line by line. */
const MOST_FAULTY = 1000;
const MOST_FAULTS = 8;
const MOST_ROWS = 10_000;
const MOST_WAITING = 100;

interface Group<R> {
  readonly key: string;
  /** What a damaged record of the document would hold. */
  readonly marks: DocumentMarks;
  readonly where: string;
  readonly rows: R[];
  readonly faults: Fault[];
  /** Of the first record that has a fault. */
  faultyAt: string | undefined;
  count: number;
}

/**
 * The documents of a file whose records stand together, and everything in it that cannot be read. A damaged record makes the
 * whole of its document unreadable: the sum of the others is not its amount. Memory does not grow with the file.
 */
export async function* readRows<R extends Row>(
  file: RecordFile,
  reader: RowReader<R>,
  { signal, from, onLeftOut }: ReadRowsRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  const repeated = await findRepeated(file, reader, signal);
  const { layout } = file.parameters;
  let group: Group<R> | undefined;
  const strays = createStrayRecords();
  /** Told behind the document that they stand behind. */
  const waiting: UnreadableItem[] = [];
  let leftOut = 0;
  let told = 0;

  function unreadable(where: string, faults: readonly Fault[]): UnreadableItem | undefined {
    told += 1;
    return told > MOST_FAULTY
      ? undefined
      : { kind: 'unreadable', cursor: where, where, faults: faults.slice(0, MOST_FAULTS) };
  }

  function finish(): SourceDocument | UnreadableItem | undefined {
    if (group === undefined) return undefined;
    const { key, where, rows, faults, faultyAt, count } = group;
    const name = reader.nameOf(key);
    group = undefined;
    if (count > MOST_ROWS) return unreadable(where, [tooManyLines(where, layout, name, MOST_ROWS)]);
    if (repeated.has(key)) return unreadable(where, [notTogether(where, layout, name)]);
    if (faults.length > 0) return unreadable(faultyAt ?? where, faults);
    const built = reader.build(rows);
    if (built.kind === 'unreadable') return unreadable(where, built.faults);
    const { fields, existingNumber, advisories } = built;
    if (from !== undefined && fields.documentDate < from) return undefined;
    return {
      kind: 'document',
      ref: key,
      cursor: where,
      standing: 'final',
      fields,
      ...(existingNumber === undefined ? {} : { existingNumber }),
      ...(advisories === undefined ? {} : { advisories }),
    };
  }

  for await (const piece of scanRecords(file, signal)) {
    for (const record of piece) {
      if (record.fault === undefined && reader.isLeftOut(record)) {
        leftOut += 1;
        continue;
      }
      const key = reader.keyOf(record);
      // Of a record that cannot be cut, the number is perhaps another one.
      if (key === undefined || (record.fault !== undefined && group?.key !== key)) {
        signal.throwIfAborted();
        const faults = record.fault === undefined ? reader.rowOf(record).faults : [record.fault];
        strays.add(record, numberIn(key), faults);
        const item = unreadable(record.where, faults);
        if (item !== undefined) waiting.push(item);
        if (group === undefined || waiting.length > MOST_WAITING) yield* waiting.splice(0);
        continue;
      }
      const isNew = group?.key !== key;
      const marks = group === undefined || isNew ? marksOf(key, record, layout) : group.marks;
      if (group !== undefined && isNew) {
        signal.throwIfAborted();
        group.faults.push(...strays.of(group.marks));
        const item = finish();
        if (item !== undefined) yield item;
      }
      yield* waiting.splice(0);
      group ??= { key, marks, where: record.where, rows: [], faults: [], faultyAt: undefined, count: 0 };
      group.count += 1;
      // One that stands within a document is a line of it.
      group.faults.push(...(isNew ? strays.of(marks) : strays.all()));
      strays.clear();
      if (group.count > MOST_ROWS) continue;
      const row = record.fault === undefined ? reader.rowOf(record) : undefined;
      const faults = row?.faults ?? [record.fault].filter((fault) => fault !== undefined);
      if (faults.length > 0) group.faultyAt ??= record.where;
      if (group.faults.length < MOST_FAULTS) group.faults.push(...faults);
      if (row !== undefined && faults.length === 0) group.rows.push(row);
    }
  }
  signal.throwIfAborted();
  group?.faults.push(...strays.of(group.marks));
  const item = finish();
  if (item !== undefined) yield item;
  yield* waiting;
  const { name } = file.data;
  if (told > MOST_FAULTY)
    yield {
      kind: 'unreadable',
      cursor: name,
      where: name,
      faults: [tooManyFaults(name, MOST_FAULTY, told - MOST_FAULTY)],
    };
  if (leftOut > 0) onLeftOut?.(leftOut);
}

function marksOf(key: string, record: DataRecord, layout: LayoutName): DocumentMarks {
  return { number: numberIn(key), account: layout === 'IMOVEIN' ? record.text(2) : '' };
}

function numberIn(key = ''): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

/** Documents whose records do not stand in one piece. */
async function findRepeated<R extends Row>(
  file: RecordFile,
  reader: RowReader<R>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const keys = createRepeatedKeys();
  await eachGroup(file, reader, signal, (key) => {
    if (!keys.add(key)) throw tooManyRepeated(file.data.name, MOST_SUSPECTS);
  });
  if (keys.suspects.size === 0) return keys.suspects;
  const counts = new Map<string, number>();
  await eachGroup(file, reader, signal, (key) => {
    if (keys.suspects.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return new Set([...counts].flatMap(([key, count]) => (count > 1 ? [key] : [])));
}

async function eachGroup<R extends Row>(
  file: RecordFile,
  reader: RowReader<R>,
  signal: AbortSignal,
  visit: (key: string) => void,
): Promise<void> {
  let last: string | undefined;
  for await (const piece of scanRecords(file, signal)) {
    for (const record of piece) {
      if (record.fault === undefined && reader.isLeftOut(record)) continue;
      const key = reader.keyOf(record);
      if (key === undefined || key === last) continue;
      visit(key);
      last = key;
    }
  }
}
