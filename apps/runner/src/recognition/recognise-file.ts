import type { Adapter } from '@ishur/contract/v1';
import { readHead } from './read-head.ts';

/** The adapter that knows a file, with settings that read it. */
export interface Recognised {
  readonly adapter: Adapter;
  readonly settings: unknown;
}

/**
 * Asks one adapter after another whether it knows a file by its name and its first bytes.
 *
 * @param path absolute.
 * @throws IshurError `cli/cannot-read-file` (`fix-config`).
 */
export function recogniseFile(adapters: Iterable<Adapter>, path: string): Recognised | undefined {
  const head = readHead(path);
  for (const adapter of adapters) {
    const settings = adapter.recognise?.({ path, head });
    if (settings !== undefined) return { adapter, settings };
  }
  return undefined;
}
