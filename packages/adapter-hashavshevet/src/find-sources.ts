import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { findFiles, nameFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { Format, HashavshevetConfig } from './config.ts';
import { fileErrors, isAccounts, noData, noParameters, unknownFormat } from './errors.ts';
import { formatByLines, LARGEST_PARAMETERS } from './parameter-lines.ts';
import { readHead } from './read-pieces.ts';
import { contentByName, DATA_ENDING, PARAMETERS_ENDING, resultNaming, withoutEnding } from './file-names.ts';

/** A data file, and what is needed to read it. */
export interface SourceFile {
  readonly data: NamedFile;
  readonly format: Format;
  /** Absent for MOVEIN.DAT of 180 bytes and for reports. */
  readonly parameters: NamedFile | undefined;
  /** HESHIN, data and parameters. */
  readonly accounts: AccountFiles | undefined;
  /** A HESHIN that lies beside the data without its PRM, and is not read. */
  readonly accountsWithoutParameters: NamedFile | undefined;
}

export interface FoundSources {
  readonly sources: readonly SourceFile[];
  /** Files that a pattern found, and that are none of Hashavshevet's by any sign. */
  readonly passedOver: readonly NamedFile[];
}

export interface AccountFiles {
  readonly data: NamedFile;
  readonly parameters: NamedFile;
}

/**
 * The data files that the configuration names, each once. A parameter file stands for its data, and a folder for the pairs in it.
 *
 * @throws IshurError (`fix-config`) with the file that is missing or of which nobody knows what it is.
 */
export async function findSources(
  config: HashavshevetConfig,
  folder: string,
  signal: AbortSignal,
): Promise<FoundSources> {
  const patterns = typeof config.path === 'string' ? [config.path] : config.path;
  const data = new Map<string, NamedFile>();
  const passedOver: NamedFile[] = [];
  for (const pattern of patterns) {
    const inFolder = await dataInFolder(pattern, config, folder);
    const found = inFolder ?? (await findFiles(pattern, { folder, errors: fileErrors, results: resultNaming, signal }));
    if (inFolder?.length === 0) throw fileErrors.noFile([`${pattern}/*MOVEIN*`], folder);
    for (const file of found) {
      // A pattern may hold the cards of the accounts too, which hold no documents.
      if (contentByName(file.path) === 'accounts' && config.format !== 'report') {
        if (found.length === 1) throw isAccounts(file.name);
        continue;
      }
      const isNamed = resolve(folder, pattern) === file.path;
      if (!isNamed && config.format === undefined && (await isForeign(file, folder))) {
        passedOver.push(file);
        continue;
      }
      const source = PARAMETERS_ENDING.test(file.path) ? await dataOf(file, folder) : file;
      data.set(source.path, source);
    }
  }
  const sources: SourceFile[] = [];
  for (const file of [...data.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    sources.push(await sourceOf(file, config, folder, signal));
  }
  const [foreign] = passedOver;
  if (sources.length === 0 && foreign !== undefined) throw unknownFormat(foreign.name);
  return { sources, passedOver };
}

/** A letter is a DOC too. */
async function isForeign(file: NamedFile, folder: string): Promise<boolean> {
  if (contentByName(file.path) !== undefined || PARAMETERS_ENDING.test(file.path)) return false;
  return (await siblingOf(file, ['prm'], folder)) === undefined;
}

/** `undefined` where the path is no folder. */
async function dataInFolder(
  pattern: string,
  config: HashavshevetConfig,
  folder: string,
): Promise<NamedFile[] | undefined> {
  const path = await folderAt(pattern, folder);
  if (path === undefined) return undefined;
  const names = await readdir(path).catch((cause: unknown) => {
    throw fileErrors.fileNotReadable(nameFile(path, folder).name, cause);
  });
  const isWanted = (name: string): boolean => {
    const content = contentByName(name);
    return DATA_ENDING.test(name) && (content === 'documents' || content === 'journal') && isOf(content, config.format);
  };
  return names
    .filter(isWanted)
    .toSorted()
    .map((name) => nameFile(join(path, name), folder));
}

/** Backslashes separate folders, on every system. */
async function folderAt(pattern: string, folder: string): Promise<string | undefined> {
  for (const candidate of new Set([pattern, pattern.replaceAll('\\', '/')])) {
    const path = resolve(folder, candidate);
    const entry = await stat(path).catch(() => undefined);
    if (entry?.isDirectory() === true) return path;
  }
  return undefined;
}

function isOf(content: 'documents' | 'journal', format: Format | undefined): boolean {
  return format === undefined || (content === 'documents' ? format === 'documents' : format.startsWith('journal'));
}

async function sourceOf(
  data: NamedFile,
  config: HashavshevetConfig,
  folder: string,
  signal: AbortSignal,
): Promise<SourceFile> {
  const declared = config.parameters === undefined ? undefined : nameFile(resolve(folder, config.parameters), folder);
  const beside = declared ?? (await siblingOf(data, ['prm'], folder));
  const format = config.format ?? (await formatOf(data, beside, folder, signal));
  const isPaired = format === 'documents' || format === 'journal';
  if (isPaired && beside === undefined) throw noParameters(data.name);
  const accounts = format === 'report' ? {} : await accountsOf(data, config, folder);
  return {
    data,
    format,
    parameters: isPaired ? beside : undefined,
    accounts: accounts.pair,
    accountsWithoutParameters: accounts.lonely,
  };
}

/** By the name, else by the parameter file. MOVEIN.DAT is the fixed file of 180 bytes, unless the PRM beside it has no other data. */
async function formatOf(
  data: NamedFile,
  parameters: NamedFile | undefined,
  folder: string,
  signal: AbortSignal,
): Promise<Format> {
  const content = contentByName(data.path);
  if (content === 'documents') return 'documents';
  if (content === undefined) {
    const format =
      parameters === undefined ? undefined : formatByLines(await readHead(parameters, LARGEST_PARAMETERS, signal));
    if (format === undefined) throw unknownFormat(data.name);
    return format;
  }
  if (!/\.dat$/i.test(data.path)) return 'journal';
  const other = parameters === undefined ? undefined : await siblingOf(data, ['doc'], folder);
  return parameters === undefined || other !== undefined ? 'journal-fixed' : 'journal';
}

async function accountsOf(
  data: NamedFile,
  config: HashavshevetConfig,
  folder: string,
): Promise<{ readonly pair?: AccountFiles; readonly lonely?: NamedFile }> {
  if (config.accounts !== undefined) {
    const named = nameFile(resolve(folder, config.accounts), folder);
    const cards = PARAMETERS_ENDING.test(named.path) ? await dataOf(named, folder) : named;
    const parameters = await siblingOf(cards, ['prm'], folder);
    if (parameters === undefined) throw noParameters(cards.name);
    return { pair: { data: cards, parameters } };
  }
  const cards = await siblingOf(
    nameFile(join(dirname(data.path), 'HESHIN.DOC'), folder),
    ['dat', 'doc', 'txt'],
    folder,
  );
  if (cards === undefined) return {};
  const parameters = await siblingOf(cards, ['prm'], folder);
  return parameters === undefined ? { lonely: cards } : { pair: { data: cards, parameters } };
}

async function dataOf(parameters: NamedFile, folder: string): Promise<NamedFile> {
  const data = await siblingOf(parameters, ['doc', 'dat', 'txt'], folder);
  if (data === undefined) throw noData(parameters.name);
  return data;
}

/** The file of the same name with one of these endings, the first one first, in capitals or not. */
async function siblingOf(file: NamedFile, endings: readonly string[], folder: string): Promise<NamedFile | undefined> {
  const beside = dirname(file.path);
  const names = await readdir(beside).catch(() => []);
  const stem = basename(withoutEnding(file.path)).toLowerCase();
  for (const ending of endings) {
    const found = names.filter((name) => name.toLowerCase() === `${stem}.${ending}`).toSorted()[0];
    if (found !== undefined && join(beside, found) !== file.path) return nameFile(join(beside, found), folder);
  }
  return undefined;
}
