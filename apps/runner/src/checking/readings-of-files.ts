import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';
import { adapterNamed, nameOfAdapter } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { filesIn } from '../init/files-in.ts';
import { proposeSources } from '../init/propose-sources.ts';
import { adapterForFile } from '../recognition/adapter-for-file.ts';
import { nothingKnownIn } from '../recognition/not-recognised.ts';
import type { Reading } from './reading.ts';
import type { ToRead } from './readings-of-configuration.ts';
import { readingOf } from './readings-of-configuration.ts';
import { sourceThatHolds } from './source-that-holds.ts';

/** With what files are read that a person names. */
export interface FilesToRead {
  readonly adapters: Adapters;
  /** The adapter that was named. */
  readonly adapter: string | undefined;
  /** The folder from which the files' names start. */
  readonly folder: string;
  /** Its sources are asked whether they hold a file; absent where there is none. */
  readonly configuration: LoadedConfiguration | undefined;
}

/**
 * What there is to read in files and folders that a person names, each by itself: with the settings of the source that holds it,
 * else with those by which an adapter knows it.
 */
export function readingsOfFiles(files: readonly string[], how: FilesToRead): readonly ToRead[] {
  const chosen = how.adapter === undefined ? undefined : adapterNamed(how.adapters, how.adapter);
  return files.flatMap((file): readonly ToRead[] => {
    try {
      return readingsOf(file, chosen, how);
    } catch (error) {
      if (!isIshurError(error)) throw error;
      return [{ name: basename(file), file, failure: error }];
    }
  });
}

function readingsOf(file: string, chosen: Adapter | undefined, how: FilesToRead): readonly Reading[] {
  const { adapters, folder, configuration } = how;
  const path = resolve(folder, file);
  const holder = configuration === undefined ? undefined : sourceThatHolds(configuration, path);
  if (
    configuration !== undefined &&
    holder !== undefined &&
    (chosen?.id ?? holder.source.adapter) === holder.source.adapter
  ) {
    const { business, source } = holder;
    const settings = { ...(source.with as object), path };
    const reading = readingOf(configuration, adapters, business, source);
    return [{ ...reading, name: basename(path), file, settings, takenFor: asSource(basename(path), reading.name) }];
  }
  const plain = { file, folder, issuer: undefined, from: undefined };
  if (isFolder(path)) return inFolder(path, chosen, how).map((each) => ({ ...plain, ...each }));
  const { adapter, settings, ...more } = adapterForFile(adapters, chosen, path);
  const name = basename(path);
  const isGuessed = more.unknownTo !== undefined;
  const taken = isGuessed ? undefined : takenBy(name, adapter, chosen !== undefined);
  const takenFor = configuration === undefined ? taken : withoutSettings(taken, name, configuration.file);
  return [{ ...plain, name, adapter, settings, ...more, ...(takenFor !== undefined && { takenFor }) }];
}

/** Everything in a folder that somebody knows: the folder of a uniform file, or a month of files. */
function inFolder(
  path: string,
  chosen: Adapter | undefined,
  { adapters }: FilesToRead,
): readonly Pick<Reading, 'name' | 'adapter' | 'settings' | 'folder' | 'takenFor'>[] {
  const { sources } = proposeSources(chosen === undefined ? adapters.values() : [chosen], filesIn(path).files, path);
  const name = basename(path);
  if (sources.length > 0) {
    return sources.map(({ adapter, plain, settings }) => ({
      name,
      adapter,
      // A folder is what a uniform file is; of other files those that are there now.
      settings: adapter.id === 'uniform-file' ? settings : plain,
      folder: path,
      takenFor: takenBy(name, adapter, chosen !== undefined),
    }));
  }
  if (chosen === undefined) throw nothingKnownIn(path, [...adapters.keys()]);
  return [{ name, adapter: chosen, settings: { path }, folder: path, takenFor: takenBy(name, chosen, true) }];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** There are settings, and they are not used: somebody may think that they are. */
function withoutSettings(taken: LocalizedMessage | undefined, name: string, configuration: string): LocalizedMessage {
  const file = basename(configuration);
  const he = `${name}: אף מקור ב־${file} אינו כולל את הקובץ, ולכן הוא נקרא בלי ההגדרות שבו.`;
  const en = `${name}: no source of ${file} holds it, so it is read without the settings there.`;
  return taken === undefined ? { he, en } : { he: `${taken.he}\n${he}`, en: `${taken.en}\n${en}` };
}

function asSource(name: string, source: string): LocalizedMessage {
  return {
    he: `${name}: נקרא בהגדרות של המקור ${source}.`,
    en: `${name}: read with the settings of source ${source}.`,
  };
}

function takenBy(name: string, adapter: Adapter, isChosen: boolean): LocalizedMessage {
  const id = nameOfAdapter(adapter);
  return isChosen
    ? { he: `${name}: נקרא על ידי המתאם ${id}, כפי שצוין.`, en: `${name}: read by the adapter ${id}, as was said.` }
    : {
        he: `${name}: זוהה לפי שמו ותחילתו, ונקרא על ידי המתאם ${id}.`,
        en: `${name}: known by its name and first bytes, and read by the adapter ${id}.`,
      };
}
