import { basename, resolve } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { Adapter, AdapterContext } from '@ishur/contract/v1';
import type { LocalizedMessage } from '@ishur/contract';
import { adviseTogether, assess, businessDayOf, createRepetitions } from '@ishur/core';
import type { VatNumber } from '@ishur/core';
import { adapterNamed, loadAdapters } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
import type { Checked } from '../checked.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { checkedToJson } from '../output/checked-json.ts';
import { fileNotRecognised, likelyByName, withUnknownTo } from '../recognition/not-recognised.ts';
import { recogniseFile } from '../recognition/recognise-file.ts';
import type { Recognised } from '../recognition/recognise-file.ts';

/** One thing to read: an adapter with its settings, and on whose behalf. */
interface Reading {
  readonly name: string;
  readonly adapter: Adapter;
  readonly settings: unknown;
  readonly folder: string;
  readonly issuer: VatNumber | undefined;
  readonly from: string | undefined;
  /** What a file that was named is taken for, and why. */
  readonly takenFor?: LocalizedMessage;
  /** The adapters that did not know the file, where its name alone speaks for the one that reads it. */
  readonly unknownTo?: readonly string[];
}

/** `ishur check [FILE…]`: reads and decides, sends nothing. */
export async function check(
  context: CliContext,
  files: readonly string[],
  options: CommonOptions & { readonly adapter?: string },
): Promise<number> {
  const readings =
    files.length > 0 ? await readingsOfFiles(context, files, options) : await configured(context, options);
  // What a run does not need is not loaded: machines read JSON, and a file needs no configuration.
  const table = options.json === true ? undefined : await import('../output/checked-table.ts');
  let toMend = 0;
  for (const reading of readings) {
    const checked: Checked[] = [];
    const notes: LocalizedMessage[] = [];
    let unreadable = 0;
    // JSON of a very long source is written as it is read, without what only all documents together tell.
    let isStreaming = false;
    if (table !== undefined && reading.takenFor !== undefined) context.out(`${reading.takenFor[options.lang]}\n`);
    for await (const each of read(context, reading, table === undefined ? undefined : notes)) {
      if (each.kind === 'unreadable' || each.assessment.decision.kind === 'invalid') toMend += 1;
      if (isStreaming) context.json(checkedToJson(each));
      else if (each.kind === 'document' || table === undefined || unreadable < KEPT_UNREADABLE) checked.push(each);
      if (each.kind === 'unreadable') unreadable += 1;
      if (table === undefined && checked.length >= KEPT_DOCUMENTS) {
        isStreaming = true;
        for (const kept of checked.splice(0)) context.json(checkedToJson(kept));
      }
    }
    const together = withAdviceTogether(checked);
    if (table === undefined) for (const each of together) context.json(checkedToJson(each));
    else {
      const beyond = Math.max(0, unreadable - KEPT_UNREADABLE);
      context.out(table.renderChecked(reading.name, together, notes, beyond, options.lang, context.columns));
    }
  }
  return toMend > 0 ? EXIT.data : EXIT.success;
}

/** Adds what no document shows alone: a deal that is split, a gap in a numbering. */
function withAdviceTogether(checked: readonly Checked[]): readonly Checked[] {
  const documents = checked.flatMap((each) => {
    const document =
      each.kind === 'document' && each.document.standing === 'final' ? each.assessment.document : undefined;
    return each.kind === 'document' && document !== undefined ? [{ key: each.document.ref, document }] : [];
  });
  const together = adviseTogether(documents);
  return checked.map((each) => {
    const more = each.kind === 'document' ? together.get(each.document.ref) : undefined;
    if (each.kind !== 'document' || more === undefined) return each;
    const { decision } = each.assessment;
    const advised = { ...decision, advisories: [...decision.advisories, ...more] };
    return { ...each, assessment: { ...each.assessment, decision: advised } };
  });
}

/** Documents that are kept until all are read, so that they can be looked at together. */
const KEPT_DOCUMENTS = 20_000;
/** Rows that cannot be read and are kept to be shown; the rest is counted. */
const KEPT_UNREADABLE = 1_000;

/** As {@link readAll}; where the adapter was only guessed, its errors say who did not know the file. */
async function* read(context: CliContext, reading: Reading, notes?: LocalizedMessage[]): AsyncGenerator<Checked> {
  try {
    yield* readAll(context, reading, notes);
  } catch (error) {
    if (reading.unknownTo === undefined || !isIshurError(error)) throw error;
    throw withUnknownTo(error, reading.adapter.id, reading.unknownTo);
  }
}

async function* readAll(context: CliContext, reading: Reading, notes?: LocalizedMessage[]): AsyncGenerator<Checked> {
  const { adapter, settings, folder, issuer, from } = reading;
  await using session = await adapter.doOpen(settings, adapterContext(context, folder));
  if (notes !== undefined) notes.push(...(await session.check({ signal: context.signal })).notes);
  const repetitions = createRepetitions();
  const today = businessDayOf(context.clock.now());
  const request = { signal: context.signal, ...(from === undefined ? {} : { from }) };
  for await (const item of session.read(request)) {
    if (item.kind === 'unreadable') yield { kind: 'unreadable', item };
    else if (from === undefined || item.fields.documentDate >= from) {
      const { existingNumber } = item;
      const twice = repetitions.faultOf(item);
      if (twice !== undefined) {
        yield {
          kind: 'unreadable',
          item: { kind: 'unreadable', cursor: item.cursor, where: item.ref, faults: [twice] },
        };
        continue;
      }
      const assessment = assess(item.fields, {
        today,
        ...(issuer === undefined ? {} : { issuer }),
        ...(existingNumber === undefined ? {} : { existingNumber }),
      });
      yield { kind: 'document', document: item, assessment };
    }
  }
}

/** Nothing is logged by a check: what there is to say, it prints. */
function adapterContext(context: CliContext, folder: string): AdapterContext {
  const silent = (): void => {};
  return { log: { debug: silent, info: silent, warn: silent }, clock: context.clock, folder };
}

async function configured(context: CliContext, options: CommonOptions): Promise<readonly Reading[]> {
  const [{ loadConfiguration }, { businessesInScope }] = await Promise.all([
    import('../configuration/load-configuration.ts'),
    import('../scope.ts'),
  ]);
  const configuration = await loadConfiguration(context.folder, options.config);
  const adapters = await loadAdapters(context.adapters, configuration.adapters, configuration.folder);
  return businessesInScope(configuration, options).flatMap((business) =>
    business.sources.map((source) => ({
      name: `${business.id}/${source.id}`,
      adapter: adapterNamed(adapters, source.adapter),
      settings: source.with,
      folder: configuration.folder,
      issuer: business.vatNumber,
      from: source.from,
    })),
  );
}

async function readingsOfFiles(
  context: CliContext,
  files: readonly string[],
  options: CommonOptions & { readonly adapter?: string },
): Promise<readonly Reading[]> {
  const adapters = await adaptersForFiles(context, options);
  const chosen = options.adapter === undefined ? undefined : adapterNamed(adapters, options.adapter);
  return files.map((file) => {
    const path = resolve(context.folder, file);
    const { adapter, settings, ...how } = recognised(adapters, chosen, path);
    const name = basename(path);
    const takenFor = how.unknownTo === undefined ? takenBy(name, adapter, chosen !== undefined) : undefined;
    return {
      name,
      adapter,
      settings,
      folder: context.folder,
      issuer: undefined,
      from: undefined,
      ...how,
      ...(takenFor !== undefined && { takenFor }),
    };
  });
}

/** A file needs no configuration; one that is named may bring more adapters. */
async function adaptersForFiles(context: CliContext, { config }: CommonOptions): Promise<Adapters> {
  if (config === undefined) return loadAdapters(context.adapters, [], context.folder);
  const { loadConfiguration } = await import('../configuration/load-configuration.ts');
  const configuration = await loadConfiguration(context.folder, config);
  return loadAdapters(context.adapters, configuration.adapters, configuration.folder);
}

function takenBy(name: string, { id }: Adapter, isChosen: boolean): LocalizedMessage {
  return isChosen
    ? { he: `${name}: נקרא על ידי המתאם ${id}, כפי שצוין.`, en: `${name}: read by the adapter ${id}, as was said.` }
    : {
        he: `${name}: זוהה לפי שמו ותחילתו, ונקרא על ידי המתאם ${id}.`,
        en: `${name}: known by its name and first bytes, and read by the adapter ${id}.`,
      };
}

function recognised(
  adapters: Adapters,
  chosen: Adapter | undefined,
  path: string,
): Recognised & { readonly unknownTo?: readonly string[] } {
  const found = recogniseFile(chosen === undefined ? adapters.values() : [chosen], path);
  if (found !== undefined) return found;
  // An adapter that is named, or that the file's name speaks for, says best itself what is wrong with the file.
  if (chosen !== undefined) return { adapter: chosen, settings: { path } };
  const tried = [...adapters.values()].filter((adapter) => adapter.recognise !== undefined).map(({ id }) => id);
  const likely = likelyByName(adapters, path);
  if (likely !== undefined) return { adapter: likely, settings: { path }, unknownTo: tried };
  throw fileNotRecognised(path, tried, [...adapters.keys()]);
}
