import type { IshurError } from '@ishur/contract';
import type { Failures } from '../failures.ts';
import type { Answer } from './send.ts';
import { wasSent } from './send.ts';

/** Failures in a row after which the authority is taken for unreachable, and the rest waits for the next run. */
const FAILURES_IN_A_ROW = 3;
/** Batches in a row that the authority turned away, after which this round makes no more of them. */
const REFUSED_IN_A_ROW = 2;

/** When a round is told to end. */
export interface Ending {
  /** No new ask; what is on the wire is settled. */
  readonly stop: AbortSignal;
  /** Leave at once. What is on the wire is settled by whoever comes next. */
  readonly force: AbortSignal;
}

/** One round of asks: how it goes, and whether it goes on. */
export interface Round extends Ending {
  /** Only what is due by its journal; otherwise everything, because a person is waiting for it. */
  readonly dueOnly: boolean;
  /** How many asks may have reached the authority. */
  asked(): number;
  /** Set where somebody must act first, the authority seems to be down, or the ledger failed. */
  brokenBy(): IshurError | undefined;
  goesOn(): boolean;
  /** Batches still pay. */
  makesBatches(): boolean;
  note(exchange: Exchange): void;
  /** Ends it: something failed that is not the authority's. */
  end(): void;
}

/** What one exchange came to. */
export interface Exchange {
  readonly answers: readonly Answer[];
  /** A batch that was turned away as a whole. */
  readonly isRefused: boolean;
}

/** @param failures gets whatever fails. */
export function beginRound({ stop, force }: Ending, dueOnly: boolean, failures: Failures): Round {
  let asked = 0;
  let inARow = 0;
  let refusedInARow = 0;
  let isOver = false;
  let broken: IshurError | undefined;
  return {
    stop,
    force,
    dueOnly,
    asked: () => asked,
    brokenBy: () => broken,
    goesOn: () => !isOver && !stop.aborted && !force.aborted,
    makesBatches: () => refusedInARow < REFUSED_IN_A_ROW,
    end: () => void (isOver = true),
    note({ answers, isRefused }) {
      if (isRefused) {
        refusedInARow += 1;
        return;
      }
      if (answers.length > 1) refusedInARow = 0;
      asked += answers.filter(wasSent).length;
      const failed = answers.flatMap(({ failure }) => failure ?? []);
      // One exchange that failed as a whole is one failure, however many asks it carried.
      const different = [...new Map(failed.map((failure) => [failure.code, failure])).values()];
      failures.note(...different);
      // A document that cannot be asked for says nothing about the authority, and does not hold up the others.
      const telling = different.filter(({ remedy }) => remedy !== 'fix-document');
      if (failed.length < answers.length) inARow = 0;
      else if (telling.length > 0) inARow += 1;
      const stopper = telling.find(({ remedy }) => remedy !== 'retry');
      if (stopper === undefined && inARow < FAILURES_IN_A_ROW) return;
      broken = stopper ?? telling.at(-1);
      isOver = true;
    },
  };
}
