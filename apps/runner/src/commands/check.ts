import { isIshurError } from '@ishur/contract';
import type { IshurError, Remedy } from '@ishur/contract';
import { loadAdapters } from '../built-in-adapters.ts';
import { withAdviceTogether } from '../checking/advice-together.ts';
import { markedTwice, readSource } from '../checking/read-source.ts';
import type { Reading } from '../checking/reading.ts';
import { readingsOfConfiguration } from '../checking/readings-of-configuration.ts';
import type { ToRead } from '../checking/readings-of-configuration.ts';
import { outcomeOf } from '../checked.ts';
import type { Checked } from '../checked.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { causeText } from '../output/cause-text.ts';
import { checkedToJson, failureToJson, notesToJson } from '../output/checked-json.ts';

type CheckOptions = CommonOptions & { readonly adapter?: string };

/** `ishur check [FILE…]`: reads and decides, sends nothing. What is wrong with one source hides no other. */
export async function check(context: CliContext, files: readonly string[], options: CheckOptions): Promise<number> {
  const remedies: Remedy[] = [];
  const fail = (failure: IshurError, whose: ToRead, isNamed: boolean): void => {
    remedies.push(failure.remedy);
    if (options.json === true) context.json(failureToJson(failure, whose));
    const prefix = isNamed ? '' : `${whose.name}: `;
    context.err(`${prefix}${failure.text[options.lang]}\n(${failure.code})\n`);
    if (context.environment['ISHUR_DEBUG'] !== undefined) context.err(causeText(failure));
  };
  for (const reading of await toRead(context, files, options)) {
    if (context.signal.aborted) break;
    const { failure, isToMend } =
      'failure' in reading ? { ...reading, isToMend: false } : await checkOne(context, reading, options);
    if (isToMend) remedies.push('fix-document');
    // The adapter of a file names the file itself.
    if (failure !== undefined) fail(failure, reading, files.length > 0);
  }
  if (context.signal.aborted) return EXIT.interrupted;
  return remedies.length === 0 ? EXIT.success : exitCodeOf(remedies);
}

/** Documents that are kept until all are read, so that they can be looked at together. */
const KEPT_DOCUMENTS = 20_000;
/** Rows that cannot be read and are kept to be shown; the rest is counted. */
const KEPT_UNREADABLE = 1_000;

interface CheckedOne {
  readonly failure: IshurError | undefined;
  /** Something in it is to be mended in the source. */
  readonly isToMend: boolean;
}

async function checkOne(context: CliContext, reading: Reading, options: CheckOptions): Promise<CheckedOne> {
  // What a run does not need is not loaded: machines read JSON, and a file needs no configuration.
  const table = options.json === true ? undefined : await import('../output/checked-table.ts');
  const checked: Checked[] = [];
  let unreadable = 0;
  let isToMend = false;
  // JSON of a very long source is written as it is read, without what only all documents together tell.
  let isStreaming = false;
  const tell = (each: Checked): void => context.json(checkedToJson(each, reading));
  if (table !== undefined && reading.takenFor !== undefined) context.out(`${reading.takenFor[options.lang]}\n`);
  const { notes, toldTwice, failure } = await readSource(context, reading, (each) => {
    isToMend ||= each.kind === 'unreadable' || outcomeOf(each) === 'invalid';
    if (isStreaming) tell(each);
    else if (each.kind === 'document' || table === undefined || unreadable < KEPT_UNREADABLE) checked.push(each);
    if (each.kind === 'unreadable') unreadable += 1;
    if (table !== undefined || checked.length < KEPT_DOCUMENTS) return;
    isStreaming = true;
    for (const kept of checked.splice(0)) tell(kept);
  });
  const together = withAdviceTogether(markedTwice(checked, toldTwice));
  if (table === undefined) {
    for (const each of together) tell(each);
    if (notes.length > 0) context.json(notesToJson(notes, reading));
  } else if (failure === undefined || together.length > 0) {
    const beyond = Math.max(0, unreadable - KEPT_UNREADABLE);
    context.out(table.renderChecked(reading.name, together, notes, beyond, options.lang, context.columns));
  }
  return { failure, isToMend };
}

async function toRead(
  context: CliContext,
  files: readonly string[],
  options: CheckOptions,
): Promise<readonly ToRead[]> {
  if (files.length > 0) {
    const { readingsOfFiles } = await import('../checking/readings-of-files.ts');
    const configuration = await configurationBeside(context, options);
    const folder = configuration?.folder ?? context.folder;
    const adapters = await loadAdapters(context.adapters, configuration?.adapters ?? [], folder);
    return readingsOfFiles(files, { adapters, adapter: options.adapter, folder: context.folder, configuration });
  }
  const [{ loadConfiguration }, { businessesInScope }] = await Promise.all([
    import('../configuration/load-configuration.ts'),
    import('../scope.ts'),
  ]);
  const configuration = await loadConfiguration(context.folder, options.config);
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  return readingsOfConfiguration(configuration, adapters, businessesInScope(configuration, options));
}

/** A file needs no configuration. One that lies here is used all the same; where it cannot be, that is said. */
async function configurationBeside(
  context: CliContext,
  { config, lang }: CheckOptions,
): Promise<LoadedConfiguration | undefined> {
  const { configurationIfThere } = await import('../configuration/load-configuration.ts');
  try {
    return await configurationIfThere(context.folder, config);
  } catch (error) {
    if (config !== undefined || !isIshurError(error)) throw error;
    context.err(`${error.text[lang]}\n${UNUSED[lang]}\n`);
    return undefined;
  }
}

const UNUSED = {
  he: 'קובץ ההגדרות אינו תקין, ולכן הקבצים נבדקים בלעדיו.',
  en: 'The configuration is not valid, so the files are checked without it.',
};
