import { globSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration, SourceConfiguration } from '../configuration/schema.ts';

/** A source of the configuration that reads a file in every run. */
export interface Holder {
  readonly business: BusinessConfiguration;
  readonly source: SourceConfiguration;
}

/**
 * The source whose `path` is this file, a pattern that finds it, or a folder around it; `undefined` where none has it. Sources
 * that name no path hold no files.
 *
 * @param file absolute.
 */
export function sourceThatHolds(configuration: LoadedConfiguration, file: string): Holder | undefined {
  for (const business of configuration.businesses) {
    for (const source of business.sources) {
      if (pathsOf(source.with).some((path) => holds(path, configuration.folder, file))) return { business, source };
    }
  }
  return undefined;
}

function pathsOf(settings: unknown): readonly string[] {
  if (typeof settings !== 'object' || settings === null || !('path' in settings)) return [];
  const { path } = settings;
  return (Array.isArray(path) ? path : [path]).filter((each) => typeof each === 'string');
}

function holds(path: string, folder: string, file: string): boolean {
  const spelled = path.replaceAll('\\', '/');
  const inside = relative(resolve(folder, spelled), file);
  if (!inside.startsWith('..') && !isAbsolute(inside)) return true;
  return /[*?{[]/.test(spelled) && globSync(spelled, { cwd: folder }).some((each) => resolve(folder, each) === file);
}
