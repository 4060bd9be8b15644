import type { Adapter } from '@ishur/contract/v1';
import { loadAdapters } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { fileNotRecognised, likelyByName } from './not-recognised.ts';
import { recogniseFile } from './recognise-file.ts';
import type { Recognised } from './recognise-file.ts';

/** A file needs no configuration; one that is named may bring more adapters. */
export async function adaptersForFiles(context: CliContext, { config }: CommonOptions): Promise<Adapters> {
  if (config === undefined) return loadAdapters(context.adapters, [], context.folder);
  const { loadConfiguration } = await import('../configuration/load-configuration.ts');
  const configuration = await loadConfiguration(context.folder, config);
  return loadAdapters(context.adapters, configuration.adapters, configuration.folder);
}

/**
 * The adapter for a file, with settings that read it: the one that is named, or whichever knows the file.
 *
 * @param path absolute.
 * @throws IshurError `cli/file-not-recognised`, `cli/cannot-read-file` (`fix-config`).
 */
export function adapterForFile(
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
