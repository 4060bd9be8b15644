import { createHash } from 'node:crypto';
import type { Fault, ServiceName } from './fault.ts';

/** What faults look at in one exchange. */
export interface FaultSubject {
  readonly service: ServiceName | undefined;
  readonly dealers: readonly number[];
  readonly invoices: readonly string[];
}

/** One fault, with how many exchanges fitted and how many it struck. */
export interface PlannedFault {
  readonly fault: Fault;
  readonly seen: number;
  readonly struck: number;
}

/** What strikes one exchange: at most one that decides the answer, and any number that only bend it. */
export interface Strike {
  readonly fault: Fault | undefined;
  readonly latencyMs: number;
  readonly skewMs: number;
}

export interface FaultPlan {
  readonly planned: readonly PlannedFault[];
  /** What happens to this exchange. Counts it. */
  strike(subject: FaultSubject): Strike;
  /** Whether the next connection is reset unread. Counts it. */
  refusesConnection(): boolean;
}

export function planFaults(faults: readonly Fault[], seed: number): FaultPlan {
  const planned = faults.map((fault) => ({ fault, seen: 0, struck: 0 }));
  let draws = 0;
  const isDue = (entry: (typeof planned)[number]): boolean => {
    entry.seen += 1;
    const { nth = 1, times = 1, probability = 1 } = entry.fault;
    if (entry.seen < nth || (times !== 'always' && entry.struck >= times)) return false;
    return probability >= 1 || chance(seed, (draws += 1)) < probability;
  };
  return {
    planned,
    strike(subject) {
      let latencyMs = 0;
      let skewMs = 0;
      let chosen: Fault | undefined;
      for (const entry of planned) {
        const { fault } = entry;
        if (fault.kind === 'refuse' || !fits(fault, subject) || !isDue(entry)) continue;
        const bends = fault.kind === 'latency' || fault.kind === 'skew';
        // Of those that decide the answer the first holds; the others keep their turns.
        if (!bends && chosen !== undefined) continue;
        entry.struck += 1;
        if (fault.kind === 'latency') latencyMs += fault.ms ?? 0;
        else if (fault.kind === 'skew') skewMs += fault.ms ?? 0;
        else chosen = fault;
      }
      return { fault: chosen, latencyMs, skewMs };
    },
    refusesConnection() {
      const entry = planned.find((each) => each.fault.kind === 'refuse' && each.fault.ms === undefined && isDue(each));
      if (entry !== undefined) entry.struck += 1;
      return entry !== undefined;
    },
  };
}

function fits(fault: Fault, { service, dealers, invoices }: FaultSubject): boolean {
  return (
    (fault.service ?? service) === service &&
    (fault.dealer === undefined || dealers.includes(Number(fault.dealer))) &&
    (fault.invoice === undefined || invoices.includes(fault.invoice))
  );
}

/** From 0 to below 1, the same for the same seed and draw. */
function chance(seed: number, draw: number): number {
  return createHash('sha256').update(`${seed}:${draw}`).digest().readUInt32BE(0) / 0x1_0000_0000;
}
