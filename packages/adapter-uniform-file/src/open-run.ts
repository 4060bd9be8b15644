import { readHead } from './byte-source.ts';
import type { UniformFileConfig } from './config.ts';
import { findRuns } from './find-runs.ts';
import type { Run } from './find-runs.ts';
import { iniField, LARGEST_INI, readIni } from './read-ini.ts';
import type { Ini } from './read-ini.ts';
import { factsOf } from './read-header.ts';
import type { RunFacts } from './read-header.ts';
import { findSpelling } from './spelling.ts';
import type { Spelling } from './spelling.ts';

/** A run of which is known how it is to be read. */
export interface OpenRun extends Run {
  readonly summary: Ini | undefined;
  readonly spelling: Spelling;
  readonly facts: RunFacts;
}

/**
 * The runs of a configuration, in the order in which they were produced (1026, 1027): of a document that stands in several,
 * the newest word comes last.
 */
export async function openRuns(config: UniformFileConfig, folder: string, signal: AbortSignal): Promise<OpenRun[]> {
  const runs: OpenRun[] = [];
  for (const run of await findRuns(config, folder, signal)) runs.push(await openRun(run, config, signal));
  return runs.toSorted((one, other) => compare(sortKey(one), sortKey(other)));
}

async function openRun(run: Run, config: UniformFileConfig, signal: AbortSignal): Promise<OpenRun> {
  const ini = run.ini === undefined ? undefined : await readHead(run.ini, LARGEST_INI, signal);
  const summary = ini === undefined ? undefined : readIni(run.ini?.name ?? '', ini);
  const spelling = await findSpelling(run.data, ini ?? new Uint8Array(), iniField(summary, 1029), config, signal);
  return { ...run, summary, spelling, facts: factsOf(summary) };
}

function sortKey({ summary, data }: OpenRun): string {
  return `${iniField(summary, 1026)}${iniField(summary, 1027)} ${data.name}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
