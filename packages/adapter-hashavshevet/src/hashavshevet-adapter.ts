import { existsSync, readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findResultWriteBack, nameFile } from '@ishur/adapter-kit';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
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
import { hashavshevetConfigSchema } from './config.ts';
import type { HashavshevetConfig } from './config.ts';
import { describeSource, notOfHashavshevet } from './describe-source.ts';
import { fileErrors, importFolderTaken } from './errors.ts';
import { contentByName, DATA_ENDING, PARAMETERS_ENDING, resultNaming, withoutEnding } from './file-names.ts';
import { findSources } from './find-sources.ts';
import type { SourceFile } from './find-sources.ts';
import { importFileOf } from './import-files.ts';
import { openSource } from './open-source.ts';
import { formatByLines, LARGEST_PARAMETERS, looksLikeParameters } from './parameter-lines.ts';

/** Reads documents out of the interface files of Hashavshevet, and writes numbers into import pairs and result files. */
export const hashavshevetAdapter: Adapter = defineAdapter<HashavshevetConfig>({
  id: 'hashavshevet',
  capabilities: { writeBack: 'file', incremental: false, reread: false, items: true },
  config: hashavshevetConfigSchema,
  open: (config, context) => Promise.resolve(openSession(config, context)),
  recognise,
});

function openSession(config: HashavshevetConfig, context: AdapterContext): AdapterSession {
  return {
    check: (call) => check(config, context, call),
    read: (request) => read(config, context, request),
    async *record(settlements, { signal }) {
      if (settlements.length === 0) return;
      signal.throwIfAborted();
      // The writing half is loaded when something is to be written.
      const { recordSettlements } = await import('./record-settlements.ts');
      yield* recordSettlements(settlements, config, context.folder, signal);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function check(config: HashavshevetConfig, context: AdapterContext, { signal }: Call): Promise<SourceReport> {
  const { folder } = context;
  const notes: SourceReport['notes'][number][] = [];
  const { sources, passedOver } = await findSources(config, folder, signal);
  for (const { name } of passedOver) notes.push(notOfHashavshevet(name));
  for (const source of sources) {
    if (source.format === 'report') {
      const { describeReport } = await import('./read-report.ts');
      notes.push(...(await describeReport(source.data, config, signal)));
    } else notes.push(...(await describeSource(await openSource(source, config, signal), config, signal)));
  }
  return { writeBack: await writeBackOf(sources, config, folder), notes };
}

async function writeBackOf(
  sources: readonly SourceFile[],
  config: HashavshevetConfig,
  folder: string,
): Promise<SourceReport['writeBack']> {
  const results = sources.map(({ data }) => resultNaming.resultFileOf(data));
  const imports = sources.flatMap((source) => importFileOf(source, config, folder) ?? []);
  for (const file of imports) {
    const beside = dirname(file.path);
    const entry = await stat(beside).catch(() => undefined);
    if (entry !== undefined && !entry.isDirectory())
      return { possible: false, reason: importFolderTaken(nameFile(beside, folder).name).text };
  }
  const known = imports.filter((file) => existsSync(dirname(file.path)));
  const writeBack = await findResultWriteBack([...results, ...known], folder, fileErrors);
  if (!writeBack.possible) return writeBack;
  return { possible: true, where: [...imports, ...results].map(({ name }) => name).join(', ') };
}

async function* read(
  config: HashavshevetConfig,
  context: AdapterContext,
  request: ReadRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  const { sources } = await findSources(config, context.folder, request.signal);
  let leftAlone: IshurError | undefined;
  for (const source of sources) {
    try {
      yield* readOne(source, config, context, request);
    } catch (cause) {
      // A file that is still being written is read another time, and does not keep the others from being read.
      if (!isIshurError(cause) || cause.remedy !== 'retry') throw cause;
      context.log.warn('a file is busy or still being written, and is read later', { file: source.data.name });
      leftAlone ??= cause;
    }
  }
  if (leftAlone !== undefined) throw leftAlone;
}

async function* readOne(
  source: SourceFile,
  config: HashavshevetConfig,
  context: AdapterContext,
  { signal, from }: ReadRequest,
): AsyncGenerator<SourceDocument | UnreadableItem, void> {
  const file = source.data.name;
  if (source.format === 'report') {
    const { readReport } = await import('./read-report.ts');
    yield* readReport(source.data, config, {
      signal,
      from,
      onLeftOut: (rows) =>
        context.log.info('rows that are no documents (totals, footers) were left out', { file, rows }),
    });
    return;
  }
  const open = await openSource(source, config, signal);
  for (const { where, fault } of open.accounts.broken) {
    yield { kind: 'unreadable', cursor: where, where, faults: [fault] };
  }
  yield* open.read({
    signal,
    from,
    onLeftOut: (records) =>
      context.log.info('records that are no sales documents by `leaveOut` were left out', { file, records }),
  });
}

/** Known by its name, or as a parameter file with its data, or as data with its parameter file. */
function recognise({ path, head }: FileSample): HashavshevetConfig | undefined {
  if (head.includes(0) || head.length === 0 || resultNaming.isResultFile(path)) return undefined;
  const content = contentByName(path);
  if (content === 'accounts') return undefined;
  const isParameters = PARAMETERS_ENDING.test(path);
  if (!isParameters && !DATA_ENDING.test(path)) return undefined;
  if (isParameters && !looksLikeParameters(head)) return undefined;
  if (content !== undefined) return { path };
  // Of another name: the number of lines in the parameter file says what the pair holds.
  const parameters = isParameters ? head : parametersBeside(path);
  const format = parameters === undefined ? undefined : formatByLines(parameters);
  return format === undefined ? undefined : { path, format };
}

function parametersBeside(path: string): Uint8Array | undefined {
  for (const ending of ['.prm', '.PRM', '.Prm']) {
    const entry = statSync(withoutEnding(path) + ending, { throwIfNoEntry: false });
    if (entry?.isFile() !== true || entry.size > LARGEST_PARAMETERS) continue;
    const bytes = readFileSync(withoutEnding(path) + ending);
    return looksLikeParameters(bytes) ? bytes : undefined;
  }
  return undefined;
}
