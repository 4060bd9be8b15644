import { access, constants, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
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
import { resultNotAFile } from './errors.ts';
import { findFiles } from './find-files.ts';
import { nameFile, placeOf } from './named-file.ts';
import type { NamedFile } from './named-file.ts';
import { specialOf } from './open-file.ts';
import { inspectFile, inspectHead, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { isResultFile, resultFileOf } from './result-path.ts';

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
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
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
    group.names.push(file.name);
    alike.set(key, group);
  }
  const notes = [...alike.values()].flatMap(({ names, layout }) => describeLayout(namesOf(names), layout));
  return { writeBack: await writeBackOf(files, context.folder), notes };
}

function namesOf([first = '', ...others]: readonly string[]): LocalizedMessage {
  if (others.length === 0) return { he: first, en: first };
  return { he: `${first} (ועוד ${others.length} קבצים)`, en: `${first} (and ${others.length} more)` };
}

async function writeBackOf(files: readonly NamedFile[], folder: string): Promise<SourceReport['writeBack']> {
  for (const path of new Set(files.map((file) => dirname(file.path)))) {
    const isWritable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isWritable) {
      const { name } = nameFile(path, folder);
      const reason = {
        he: `אין הרשאת כתיבה לתיקייה ${name}, ולכן לא ניתן ליצור בה קובץ תוצאה. תנו הרשאת כתיבה.`,
        en: `The folder ${name} may not be written to, so no result file can be made there. Grant permission to write.`,
      };
      return { possible: false, reason };
    }
  }
  for (const result of files.map(resultFileOf)) {
    const entry = await stat(result.path).catch(() => undefined);
    if (entry !== undefined && !entry.isFile())
      return { possible: false, reason: resultNotAFile(result.name, specialOf(entry)).text };
  }
  return { possible: true, where: files.map((file) => resultFileOf(file).name).join(', ') };
}

async function* read(
  config: CsvConfig,
  context: AdapterContext,
  { signal, from }: ReadRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  for (const file of await findFiles(config, context.folder, signal)) {
    const layout = await inspectFile(file, config, signal);
    const reader = createRowReader(layout, config, file.name);
    let leftOut = 0;
    for await (const records of readRecords(file, layout, signal)) {
      for (const record of records) {
        const row = reader.read(record);
        if (row.kind === 'none') {
          if (record.line > layout.headerLine && record.raw.trim() !== '') leftOut += 1;
          continue;
        }
        signal.throwIfAborted();
        const where = placeOf(file.name, record.line);
        if (row.kind === 'unreadable') {
          yield { kind: 'unreadable', cursor: where, where, faults: row.faults };
        } else if (from === undefined || row.fields.documentDate >= from) {
          const { ref, standing, fields, existingNumber } = row;
          yield {
            kind: 'document',
            ref,
            // A person who looks for one of two rows with the same number finds it by this.
            cursor: where,
            standing,
            fields,
            ...(existingNumber === undefined ? {} : { existingNumber }),
          };
        }
      }
    }
    if (leftOut > 0)
      context.log.info('rows that are no documents (totals, footers) were left out', {
        file: file.name,
        rows: leftOut,
      });
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
