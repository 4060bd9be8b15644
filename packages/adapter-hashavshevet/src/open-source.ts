import type { NamedFile } from '@ishur/adapter-kit';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { NO_ACCOUNTS, readAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import type { HashavshevetConfig } from './config.ts';
import { badParameters, typeNotPlaced } from './errors.ts';
import type { SourceFile } from './find-sources.ts';
import { fixedJournal } from './fixed-journal.ts';
import type { LayoutName } from './layouts.ts';
import { LARGEST_PARAMETERS } from './parameter-lines.ts';
import { readParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { createDocumentReader } from './read-documents.ts';
import { createJournalReader } from './read-journal.ts';
import { readHead } from './read-pieces.ts';
import { readRows } from './read-rows.ts';
import type { ReadRowsRequest, Row, RowReader } from './read-rows.ts';
import { usualLength } from './scan-records.ts';
import type { DataRecord, RecordFile } from './scan-records.ts';
import { waitForData } from './wait-for-data.ts';
import { findSpelling } from './spelling.ts';
import type { Spelling } from './spelling.ts';

/** A pair of which is known how it is to be read. */
export interface OpenSource extends RecordFile {
  readonly source: SourceFile;
  readonly accounts: Accounts;
  readonly accountFile: RecordFile | undefined;
  /** The documents of the pair, and what cannot be read. */
  read(request: ReadRowsRequest): AsyncGenerator<SourceDocument | UnreadableItem, void>;
  /** The ref of the document that a record belongs to. */
  refOf(record: DataRecord): string | undefined;
  isLeftOut(record: DataRecord): boolean;
}

const HEAD_BYTES = 262_144;

/**
 * Opens a pair: its parameters, its spelling, and the cards of the accounts. A document is many records, and nothing says which
 * is the last: data that changed a moment ago is waited for.
 *
 * @throws IshurError (`fix-config`) that names the file and the line; `hashavshevet/file-being-written` (`retry`).
 */
export async function openSource(
  source: SourceFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<OpenSource> {
  const { data, format } = source;
  await waitForData(data, config, { signal, linesBelongTogether: true });
  const isFixed = format === 'journal-fixed';
  const parameters =
    source.parameters === undefined
      ? fixedJournal(data.name)
      : await openParameters(source.parameters, format === 'documents' ? 'IMOVEIN' : 'MOVEIN', signal);
  const isTyped = parameters.places.has(4) || config.documentType !== undefined;
  if (format === 'documents' && !isTyped) throw typeNotPlaced(parameters.name);
  const spelling = await findSpelling(data, config, signal, parameters);
  const accountFile = await openAccounts(source, config, signal);
  const accounts = accountFile === undefined ? NO_ACCOUNTS : await readAccounts(accountFile, signal);
  const file = await recordFile(data, parameters, spelling, signal);
  const withReader = <R extends Row>(reader: RowReader<R>): OpenSource => ({
    ...file,
    source,
    accounts,
    accountFile,
    read: (request) => readRows(file, reader, request),
    refOf: (record) => reader.keyOf(record),
    isLeftOut: (record) => reader.isLeftOut(record),
  });
  return format === 'documents'
    ? withReader(createDocumentReader(parameters, accounts, config))
    : withReader(createJournalReader({ parameters, accounts, config, isFixed }));
}

async function recordFile(
  data: NamedFile,
  parameters: Parameters,
  spelling: Spelling,
  signal: AbortSignal,
): Promise<RecordFile> {
  const head = await readHead(data, HEAD_BYTES, signal);
  const length = usualLength(head, { parameters, spelling });
  // It may hold the cards of accounts.
  head.fill(0);
  return { data, parameters, spelling, length };
}

async function openAccounts(
  { accounts }: SourceFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<RecordFile | undefined> {
  if (accounts === undefined) return undefined;
  const parameters = await openParameters(accounts.parameters, 'HESHIN', signal);
  const spelling = await findSpelling(accounts.data, config, signal, parameters);
  return await recordFile(accounts.data, parameters, spelling, signal);
}

async function openParameters(file: NamedFile, layout: LayoutName, signal: AbortSignal): Promise<Parameters> {
  const bytes = await readHead(file, LARGEST_PARAMETERS + 1, signal);
  if (bytes.length > LARGEST_PARAMETERS || bytes.includes(0)) throw badParameters(file.name, 1, '', 'not-text');
  return readParameters(bytes, file.name, layout);
}
