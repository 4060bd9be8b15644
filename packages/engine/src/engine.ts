import { IshurError, isIshurError } from '@ishur/contract';
import type { SourceDocument } from '@ishur/contract/v1';
import { askAll } from './asking/ask-all.ts';
import { askNow } from './asking/ask-now.ts';
import type { Offered } from './asking/ask-now.ts';
import { beginRound } from './asking/round.ts';
import type { Ending, Round } from './asking/round.ts';
import type { Source } from './business.ts';
import { tellChoices } from './choosing/tell-choices.ts';
import { takeUpWonHearings } from './choosing/won-hearings.ts';
import { collect, offer } from './collecting/collect.ts';
import { decideAllAgain } from './collecting/decide-again.ts';
import { shapeFaults } from './collecting/item-shape.ts';
import { deliver } from './delivering/deliver.ts';
import { contextOf } from './engine-context.ts';
import type { EngineContext } from './engine-context.ts';
import type { EngineParts } from './engine-parts.ts';
import { createFailures } from './failures.ts';
import type { Failures } from './failures.ts';
import type { CaseSummary } from './ports/ledger.ts';
import { graceAfter, never, orLeave } from './stopping.ts';
import { linkWaiting } from './linking/link-waiting.ts';
import { nextDue } from './timing/next-due.ts';

/** What a run came to, beside what the ledger says. */
export interface RunResult {
  /** Asks that were sent, or tried. */
  readonly asked: number;
  /** Everything that failed, and with it the exit code. Documents that were found wanting are not failures. */
  readonly failures: readonly IshurError[];
  /** Where very many failed for one reason, some are told; so many more there were. */
  readonly failuresBeyond: number;
}

export interface RunOptions {
  /** Leave at once: the second signal. What is on the wire then is unconfirmed, and is recovered by whoever runs next. */
  readonly force?: AbortSignal;
  /**
   * `everything`: a person runs it, so whatever failed before is tried again. `due`: only what is due by its journal, for
   * whoever runs for ever. Default `everything`.
   */
  readonly try?: 'everything' | 'due';
  /** The sources that are read. Default: all. None: only what is known already is asked for and delivered. */
  readonly read?: readonly string[];
}

export interface OfferOptions {
  /** Ask for its number now, and wait for the answer. */
  readonly ask: true;
  /** Aborted where nobody waits for the number any more. */
  readonly signal?: AbortSignal;
}

/** The engine of one business: five steps, each of which can stop and go on anywhere, because all they know is in the ledger. */
export interface Engine {
  /**
   * Takes one document the moment it is made: durable and decided when it resolves, and asked for by the next run.
   *
   * @throws IshurError `engine/malformed-document` (`fix-document`); whatever the ledger throws.
   */
  offer(source: string, item: SourceDocument): Promise<CaseSummary>;
  /**
   * The same, asked for at once: numbers are printed when a document is issued. Safe beside a run of this process or another.
   *
   * @returns the number, or why there is none. It stands in the ledger by then; the next run brings it to the source.
   */
  offer(source: string, item: SourceDocument, options: OfferOptions): Promise<Offered>;
  /**
   * Collects from all sources, asks for what is queued, delivers what came. A source that fails does not stop the others.
   *
   * @param stop the first signal: no new ask is made, what is on the wire is settled, and deliveries end within their grace.
   */
  run(stop: AbortSignal, options?: RunOptions): Promise<RunResult>;
  /**
   * When something is to be done by itself the next time, beside reading the sources; `undefined`: nothing is. Kept in the
   * journal, so it is the same after a restart.
   */
  nextDue(): Promise<Date | undefined>;
}

/** Puts an engine together. It owns none of its parts: whoever made them disposes of them. */
export function createEngine(parts: EngineParts): Engine {
  const context = contextOf(parts);
  let isDecidedAgain = false;

  async function offerOne(id: string, item: SourceDocument): Promise<CaseSummary>;
  async function offerOne(id: string, item: SourceDocument, options: OfferOptions): Promise<Offered>;
  async function offerOne(id: string, item: SourceDocument, options?: OfferOptions): Promise<CaseSummary | Offered> {
    const source = parts.sources.find((known) => known.id === id);
    if (source === undefined) throw new Error(`Business ${parts.business.id} has no source ${id}.`);
    refuseMalformed(item);
    const summary = await offer(context, source, item, 'offered');
    return options === undefined ? summary : askNow(context, summary.id, options.signal ?? never());
  }

  return {
    offer: offerOne,
    async run(stop, options = {}) {
      const ending: Ending = { stop, force: options.force ?? never() };
      const failures = createFailures();
      const round = beginRound(ending, options.try === 'due', failures);
      const work = async (): Promise<void> => {
        // Rules do not change while a process runs.
        if (!isDecidedAgain) await decideAllAgain(context, stop);
        isDecidedAgain = true;
        await runSteps(context, round, options.read, failures);
      };
      await orLeave(work(), context.timer, ending.force);
      return { asked: round.asked(), failures: failures.kept, failuresBeyond: failures.beyond() };
    },
    nextDue: () => nextDue(context),
  };
}

async function runSteps(
  context: EngineContext,
  round: Round,
  read: readonly string[] | undefined,
  failures: Failures,
): Promise<void> {
  const { business, policies, sources, timer } = context;
  const { stop, force, dueOnly } = round;
  const present = new Map<string, ReadonlySet<string>>();
  for (const source of sources) {
    if (stop.aborted || force.aborted) break;
    if (read?.includes(source.id) === false) continue;
    await collectFrom(context, source, stop, present, failures);
  }
  await tellChoices(context, round, failures);
  if (business.ask !== 'nothing') {
    await takeUpWonHearings(context, round);
    await askWithLinks(context, round);
  }
  const grace = graceAfter(timer, policies.graceMs, stop, force);
  try {
    for (const source of sources) {
      if (grace.signal.aborted) break;
      const options = { signal: grace.signal, dueOnly, present: present.get(source.id) };
      await deliver(context, source, options, failures);
    }
  } finally {
    grace.end();
  }
}

/** What rests on another document is asked for after it, in the same run. */
async function askWithLinks(context: EngineContext, round: Round): Promise<void> {
  const { isAny } = await linkWaiting(context, round.stop);
  await askAll(context, round);
  if (!isAny || !round.goesOn()) return;
  const { goOn } = await linkWaiting(context, round.stop);
  if (goOn === 0) return;
  await askAll(context, round);
  await linkWaiting(context, round.stop);
}

async function collectFrom(
  context: EngineContext,
  source: Source,
  stop: AbortSignal,
  present: Map<string, ReadonlySet<string>>,
  failures: Failures,
): Promise<void> {
  try {
    present.set(source.id, await collect(context, source, stop));
  } catch (error) {
    if (!isIshurError(error)) throw error;
    context.report({ kind: 'trouble', error, source: source.id });
    failures.note(error);
  }
}

function refuseMalformed(item: SourceDocument): void {
  const [fault] = shapeFaults(item);
  if (fault === undefined) return;
  throw new IshurError({ code: fault.code, remedy: 'fix-document', message: fault.message });
}
