import { basename } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { IshurError, LocalizedMessage } from '@ishur/contract';
import { defineAdapter } from '@ishur/contract/v1';
import type {
  Adapter,
  AdapterContext,
  AdapterSession,
  Call,
  FileSample,
  ReadRequest,
  SourceDocument,
  SourceReport,
  UnreadableItem,
} from '@ishur/contract/v1';
import { findFiles, findResultWriteBack, flattenBatches, placeOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { csvConfigSchema } from './config.ts';
import type { CsvConfig } from './config.ts';
import { describeLayout } from './describe-layout.ts';
import { describeRows } from './describe-rows.ts';
import type { Layout } from './layout.ts';
import { inspectFile, inspectHead, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import type { Row } from './read-row.ts';
import { fileErrors, results } from './source-files.ts';

/** Reads one document a row out of CSV files, and writes numbers into result files beside them. */
export const csvAdapter: Adapter = defineAdapter<CsvConfig>({
  id: 'csv',
  capabilities: { writeBack: 'file', incremental: false, reread: false, items: false },
  config: csvConfigSchema,
  open: (config, context) => Promise.resolve(openSession(config, context)),
  recognise,
});

function openSession(config: CsvConfig, context: AdapterContext): AdapterSession {
  return {
    check: (call) => check(config, context, call),
    read: (request) => flattenBatches(readBatches(config, context, request), request.signal),
    async *record(settlements, { signal }) {
      if (settlements.length === 0) return;
      const files = await sourcesOf(config, context, signal);
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
      yield* recordSettlements(settlements, files, config, signal);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function sourcesOf({ path }: CsvConfig, { folder }: AdapterContext, signal: AbortSignal): Promise<NamedFile[]> {
  return findFiles(path, { folder, errors: fileErrors, results, signal });
}

async function check(config: CsvConfig, context: AdapterContext, { signal }: Call): Promise<SourceReport> {
  const files = await sourcesOf(config, context, signal);
  // Twelve months of one export are understood alike, and are reported once.
  const alike = new Map<string, { names: string[]; first: NamedFile; layout: Layout }>();
  for (const file of files) {
    const layout = await inspectFile(file, config, signal);
    const key = JSON.stringify(describeLayout({ he: '', en: '' }, layout));
    const group = alike.get(key) ?? { names: [], first: file, layout };
    group.names.push(file.name);
    alike.set(key, group);
  }
  const notes: LocalizedMessage[] = [];
  for (const { names, first, layout } of alike.values()) {
    notes.push(...describeLayout(namesOf(names), layout), ...(await describeRows(first, layout, config, signal)));
  }
  return {
    writeBack: await findResultWriteBack(filesWritten(files, config), context.folder, fileErrors),
    notes,
  };
}

function filesWritten(sources: readonly NamedFile[], { importFile }: CsvConfig): NamedFile[] {
  return sources.flatMap((source) => [
    results.resultFileOf(source),
    ...(importFile === undefined ? [] : [results.importFileOf(source)]),
  ]);
}

function namesOf([first = '', ...others]: readonly string[]): LocalizedMessage {
  if (others.length === 0) return { he: first, en: first };
  return { he: `${first} (ועוד ${others.length} קבצים)`, en: `${first} (and ${others.length} more)` };
}

type Item = SourceDocument | UnreadableItem;

/** The files one after the other, as many rows at a time as were read together. */
async function* readBatches(
  config: CsvConfig,
  context: AdapterContext,
  request: ReadRequest,
): AsyncGenerator<readonly Item[], void> {
  let leftAlone: IshurError | undefined;
  for (const file of await sourcesOf(config, context, request.signal)) {
    try {
      yield* readOne(file, config, context, request);
    } catch (cause) {
      // A file that is still being written is read another time, and does not keep the others from being read.
      if (!isIshurError(cause) || cause.remedy !== 'retry') throw cause;
      context.log.warn('a file is busy or still being written, and is read later', { file: file.name });
      leftAlone ??= cause;
    }
  }
  if (leftAlone !== undefined) throw leftAlone;
}

async function* readOne(
  file: NamedFile,
  config: CsvConfig,
  context: AdapterContext,
  { signal, from }: ReadRequest,
): AsyncGenerator<readonly Item[], void> {
  const layout = await inspectFile(file, config, signal);
  const reader = createRowReader(layout, config, file.name);
  let leftOut = 0;
  for await (const records of readRecords(file, layout, signal)) {
    const items: Item[] = [];
    for (const record of records) {
      const row = reader.read(record);
      if (row.kind === 'none') {
        if (record.line > layout.headerLine && record.raw.trim() !== '') leftOut += 1;
      } else if (row.kind === 'unreadable' || from === undefined || row.fields.documentDate >= from) {
        items.push(itemOf(row, placeOf(file.name, record.line)));
      }
    }
    yield items;
  }
  if (leftOut > 0)
    context.log.info('rows that are no documents (totals, footers) were left out', {
      file: file.name,
      rows: leftOut,
    });
}

/** A person who looks for one of two rows with the same number finds it by the cursor, which is its place. */
function itemOf(row: Exclude<Row, { kind: 'none' }>, where: string): Item {
  if (row.kind === 'unreadable') return { kind: 'unreadable', cursor: where, where, faults: row.faults };
  const { ref, standing, fields, existingNumber } = row;
  if (existingNumber === undefined) return { kind: 'document', ref, cursor: where, standing, fields };
  return { kind: 'document', ref, cursor: where, standing, fields, existingNumber };
}

/** A configuration for a text file whose first bytes hold a header with the needed columns. */
function recognise({ path, head }: FileSample): CsvConfig | undefined {
  if (!/\.(?:csv|txt|tsv)$/i.test(path) || results.isResultFile(path)) return undefined;
  try {
    inspectHead(head, basename(path), { path });
    return { path };
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    // Known well enough to be told what is wrong with it.
    return cause.code === 'csv/purchases' ? { path } : undefined;
  }
}
