import type { EngineParts } from './engine-parts.ts';
import { policiesOf } from './policies.ts';
import type { Policies } from './policies.ts';
import { CORE_RULES } from './rules.ts';
import type { Rules } from './rules.ts';
import { createRests } from './timing/rests.ts';
import type { Rests } from './timing/rests.ts';
import { MACHINE_TIMER } from './timing/timer.ts';
import type { Timer } from './timing/timer.ts';

/** What every step of the engine works with: the parts, the policies, and what this process remembers. */
export interface EngineContext extends Omit<EngineParts, keyof Policies | 'random' | 'timer' | 'rules'> {
  readonly policies: Policies;
  readonly random: () => number;
  readonly timer: Timer;
  readonly rules: Rules;
  readonly rests: Rests;
  /** The cases that this engine is asking for now, each with the end of it. */
  readonly underWay: Map<string, Promise<void>>;
}

export function contextOf(parts: EngineParts): EngineContext {
  const policies = policiesOf(parts);
  const random = parts.random ?? Math.random;
  return {
    business: parts.business,
    sources: parts.sources,
    ledger: parts.ledger,
    authority: parts.authority,
    clock: parts.clock,
    runner: parts.runner,
    report: parts.report,
    policies,
    random,
    timer: parts.timer ?? MACHINE_TIMER,
    rules: parts.rules ?? CORE_RULES,
    rests: createRests(parts.clock, policies.retries, random),
    underWay: new Map(),
  };
}

/** How a journal entry of this moment is signed. */
export function traceOf({
  clock,
  runner,
}: {
  readonly clock: { now(): Date };
  readonly runner: { readonly name: string };
}): {
  readonly at: Date;
  readonly by: string;
} {
  return { at: clock.now(), by: runner.name };
}
