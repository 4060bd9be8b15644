import type { IshurError } from '@ishur/contract';
import { isIshurError } from '@ishur/contract';
import type { SourceDocument } from '@ishur/contract/v1';
import { askAll } from './ask.ts';
import { collect, offer } from './collect.ts';
import { deliver } from './deliver.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseSummary } from './ports/ledger.ts';

/** What a run came to, beside what the ledger says. */
export interface RunResult {
  /** Asks that were sent, or tried. */
  readonly asked: number;
  /** Everything that failed, and with it the exit code. Documents that were found wanting are not failures. */
  readonly failures: readonly IshurError[];
}

/** The engine of one business: five steps, each of which can stop and go on anywhere, because all they know is in the ledger. */
export interface Engine {
  /** Takes one document the moment it is made. */
  offer(source: string, item: SourceDocument): Promise<CaseSummary>;
  /** Collects from all sources, asks for what is queued, delivers what came. A source that fails does not stop the others. */
  run(signal: AbortSignal): Promise<RunResult>;
}

/** Puts an engine together. It owns none of its parts: whoever made them disposes of them. */
export function createEngine(parts: EngineParts): Engine {
  return {
    async offer(sourceId, item) {
      const source = parts.sources.find(({ id }) => id === sourceId);
      if (source === undefined) throw new Error(`Business ${parts.business.id} has no source ${sourceId}.`);
      return offer(parts, source, item);
    },
    async run(signal) {
      const failures: IshurError[] = [];
      const present = new Map<string, ReadonlySet<string>>();
      for (const source of parts.sources) {
        if (signal.aborted) break;
        try {
          present.set(source.id, await collect(parts, source, signal));
        } catch (error) {
          if (!isIshurError(error)) throw error;
          parts.report({ kind: 'trouble', error, source: source.id });
          failures.push(error);
        }
      }
      let asked = 0;
      if (parts.business.ask !== 'nothing') {
        const round = await askAll(parts, signal);
        asked = round.asked;
        failures.push(...round.failures);
      }
      for (const source of parts.sources) {
        failures.push(...(await deliver(parts, source, signal, present.get(source.id))));
      }
      return { asked, failures };
    },
  };
}
