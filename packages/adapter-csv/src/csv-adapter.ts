import { access, constants } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
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
import { csvConfigSchema } from './config.ts';
import type { CsvConfig } from './config.ts';
import { describeLayout } from './describe-layout.ts';
import { findFiles } from './find-files.ts';
import { inspectFile, inspectHead, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { recordSettlements } from './record-settlements.ts';
import { isResultFile, resultPathOf } from './result-path.ts';

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
    read: (request) => read(config, context, request),
    async *record(settlements, { signal }) {
      if (settlements.length === 0) return;
      const files = await findFiles(config, context.folder, signal);
      yield* recordSettlements(settlements, files, config, signal);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function check(config: CsvConfig, context: AdapterContext, { signal }: Call): Promise<SourceReport> {
  const files = await findFiles(config, context.folder, signal);
  // Twelve months of one export are understood alike, and are reported once.
  const alike = new Map<string, { names: string[]; layout: Awaited<ReturnType<typeof inspectFile>> }>();
  for (const file of files) {
    const layout = await inspectFile(file, config, signal);
    const key = JSON.stringify(describeLayout({ he: '', en: '' }, layout));
    const group = alike.get(key) ?? { names: [], layout };
    group.names.push(basename(file));
    alike.set(key, group);
  }
  const notes = [...alike.values()].flatMap(({ names, layout }) => describeLayout(namesOf(names), layout));
  return { writeBack: await writeBackOf(files), notes };
}

function namesOf([first = '', ...others]: readonly string[]): LocalizedMessage {
  if (others.length === 0) return { he: first, en: first };
  return { he: `${first} (ועוד ${others.length} קבצים)`, en: `${first} (and ${others.length} more)` };
}

async function writeBackOf(files: readonly string[]): Promise<SourceReport['writeBack']> {
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const isWritable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isWritable) {
      const reason = {
        he: `אין הרשאת כתיבה לתיקייה ${folder}, ולכן לא ניתן ליצור בה קובץ תוצאה. תנו הרשאת כתיבה.`,
        en: `The folder ${folder} may not be written to, so no result file can be made there. Grant permission to write.`,
      };
      return { possible: false, reason };
    }
  }
  return { possible: true, where: files.map((file) => resultPathOf(file)).join(', ') };
}

async function* read(
  config: CsvConfig,
  context: AdapterContext,
  { signal, from }: ReadRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  for (const path of await findFiles(config, context.folder, signal)) {
    const file = basename(path);
    const place = relative(context.folder, path).replaceAll('\\', '/');
    const layout = await inspectFile(path, config, signal);
    const reader = createRowReader(layout, config, file);
    let leftOut = 0;
    for await (const records of readRecords(path, layout, signal)) {
      for (const record of records) {
        const row = reader.read(record);
        if (row.kind === 'none') {
          if (record.line > layout.headerLine && record.raw.trim() !== '') leftOut += 1;
          continue;
        }
        signal.throwIfAborted();
        const cursor = `${place}#${record.line}`;
        if (row.kind === 'unreadable') {
          yield { kind: 'unreadable', cursor, where: `${file}:${record.line}`, faults: row.faults };
        } else if (from === undefined || row.fields.documentDate >= from) {
          const { ref, standing, fields, existingNumber } = row;
          yield {
            kind: 'document',
            ref,
            cursor,
            standing,
            fields,
            ...(existingNumber === undefined ? {} : { existingNumber }),
          };
        }
      }
    }
    if (leftOut > 0)
      context.log.info('rows that are no documents (totals, footers) were left out', { file, rows: leftOut });
  }
}

/** A configuration for a text file whose first bytes hold a header with the needed columns. */
function recognise({ path, head }: FileSample): CsvConfig | undefined {
  if (!/\.(?:csv|txt|tsv)$/i.test(path) || isResultFile(path)) return undefined;
  try {
    inspectHead(head, basename(path), { path });
    return { path };
  } catch (cause) {
    if (isIshurError(cause)) return undefined;
    throw cause;
  }
}
