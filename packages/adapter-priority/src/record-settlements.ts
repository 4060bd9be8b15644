import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import type { PriorityConfig } from './config.ts';
import { documentGone, notTried, numberNotDigits, numberUnsafe } from './write-errors.ts';
import { reserveAhead } from './fair-use.ts';
import type { FormPlan } from './form-plan.ts';
import { nameOf } from './forms.ts';
import type { Plan } from './look-at-forms.ts';
import { look, lookAgain } from './look-at-rows.ts';
import type { Seen } from './look-at-rows.ts';
import { CHAIN } from './look-up.ts';
import { isSafeInPath } from './odata.ts';
import { openCustomers } from './read-customers.ts';
import type { Customers } from './read-customers.ts';
import type { Service } from './service.ts';
import type { Task } from './task.ts';
import { conclude, decide, failureOf, gone } from './weigh-receipt.ts';
import type { Decision } from './weigh-receipt.ts';
import { write } from './write-number.ts';
import type { Written } from './write-number.ts';

export interface Desk {
  readonly service: Service;
  readonly plan: Plan;
  readonly config: PriorityConfig;
}

/** Brings numbers back, as many at once as may be under way: look, write where nothing changed, and look again. */
export async function* recordSettlements(
  desk: Desk,
  settlements: readonly Settlement[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const { service, plan, config } = desk;
  const customers = openCustomers(service, plan.customerColumn);
  const open = new Map<FormPlan, Task[]>();
  for (const settlement of settlements) {
    const { ref, number } = settlement;
    const name = nameOf(ref);
    const form = plan.forms.find((each) => each.form === name?.form);
    // It ends in an address and in somebody else's database.
    if (number !== undefined && !/^\d{1,30}$/.test(number)) yield { ref, kind: 'failed', cause: numberNotDigits() };
    else if (name === undefined || form === undefined) yield { ref, kind: 'failed', cause: documentGone(ref) };
    else if (!isSafeInPath(name.number)) yield { ref, kind: 'failed', cause: numberUnsafe(ref) };
    else open.set(form, [...(open.get(form) ?? []), { name, settlement, form, config }]);
  }
  const { spent, log } = service;
  const before = { ...spent };
  try {
    for (const tasks of open.values()) {
      const stop: Stop = { cause: undefined, failure: undefined };
      // The first few are looked at before more is written: a column that keeps nothing is billed all the same.
      for (let at = 0, most = groupSize(service); at < tasks.length; at += most, most = CHAIN) {
        signal.throwIfAborted();
        yield* await recordTogether(service, tasks.slice(at, at + most), customers, stop, signal);
        if (stop.failure !== undefined) throw stop.failure;
      }
    }
  } finally {
    const [calls, billedWrites] = [spent.calls - before.calls, spent.billedWrites - before.billedWrites];
    log.info(`priority: ${settlements.length} numbers and notices, ${billedWrites} billed writes, ${calls} calls`, {
      settlements: settlements.length,
      billedWrites,
      calls,
    });
  }
}

/** So many are written at once, right after a look. */
function groupSize({ limits }: Service): number {
  return Math.max(1, Math.min(limits.atOnce, limits.callsPerMinute - 2));
}

/** Why nothing more is tried in a form. */
interface Stop {
  /** A whole group was refused, or not kept, for what no document can help. */
  cause: IshurError | undefined;
  /** The server could not be asked any more. */
  failure: IshurError | undefined;
}

/**
 * As many as one call can look at. They are written in smaller groups, each right after a look of its own: there is no ETag,
 * the last writer wins, and what somebody writes between a look and a writing is lost. Looking back can wait for all of them.
 */
async function recordTogether(
  service: Service,
  tasks: readonly Task[],
  customers: Customers,
  stop: Stop,
  signal: AbortSignal,
): Promise<readonly RecordReceipt[]> {
  const accounts = tasks.flatMap(({ settlement }) => settlement.asked.customer.account ?? []);
  if (tasks.some(({ form }) => form.vatNumber === undefined)) await customers.look(accounts, signal);
  const size = groupSize(service);
  const done: Done[] = [];
  for (let at = 0; at < tasks.length; at += size) {
    signal.throwIfAborted();
    const group = tasks.slice(at, at + size);
    if (stop.cause === undefined) {
      const results = await writeGroup(service, group, customers, signal).catch((cause: unknown) => {
        // What was written before has its receipts first.
        if (!isIshurError(cause) || done.length === 0) throw cause;
        stop.failure = cause;
        return [];
      });
      if (stop.failure !== undefined) break;
      stop.cause = hopeless(results);
      done.push(...results);
    } else {
      const { cause } = stop;
      done.push(...group.map((task) => ({ task, decision: notTriedFor(task, cause), written: undefined })));
    }
  }
  const written = done.flatMap(({ task, written: result }) => (result === undefined ? [] : [task]));
  const after = written.length === 0 ? new Map<string, Seen>() : await lookAgain(service, written, customers, signal);
  const receipts = await Promise.all(
    done.map(async ({ task, decision, written: result }): Promise<RecordReceipt> => {
      if (decision.kind === 'done') return decision.receipt;
      const { ref } = task.settlement;
      if (result === undefined) return gone(task);
      if (isIshurError(after)) return { ref, kind: 'failed', cause: failureOf(task, result, after) };
      return await conclude(service, task, decision.change, result, after.get(ref), signal);
    }),
  );
  stop.cause ??= keptNothing(
    receipts,
    written.map(({ settlement: { ref } }) => ref),
  );
  return receipts;
}

/** As many as say that it is the column, and not the one document. */
const SEVERAL = 3;

/** A server that says yes and keeps nothing does so to all, and bills it. */
function keptNothing(receipts: readonly RecordReceipt[], written: readonly string[]): IshurError | undefined {
  const refs = new Set(written);
  const causes = receipts.flatMap((each) => (refs.has(each.ref) && each.kind === 'failed' ? [each.cause] : []));
  const isAll = causes.length >= SEVERAL && causes.length === refs.size;
  return isAll && causes.every(({ code }) => code === 'priority/number-not-kept') ? causes[0] : undefined;
}

interface Done {
  readonly task: Task;
  readonly decision: Decision;
  readonly written: Written | undefined;
}

/** A server that refuses one for want of a permission refuses all. Nothing was written, and nothing is billed. */
function hopeless(results: readonly Done[]): IshurError | undefined {
  const written = results.flatMap((each) => each.written ?? []);
  const refused = written.flatMap((each) =>
    each.kind === 'refused' && each.cause.remedy === 'fix-config' ? [each.cause] : [],
  );
  return refused.length === written.length ? refused[0] : undefined;
}

function notTriedFor({ settlement: { ref } }: Task, cause: IshurError): Decision {
  return { kind: 'done', receipt: { ref, kind: 'failed', cause: notTried(ref, cause) } };
}

async function writeGroup(
  desk: Service,
  tasks: readonly Task[],
  customers: Customers,
  signal: AbortSignal,
): Promise<readonly Done[]> {
  // Nothing may wait for its turn between the look and the writing.
  const calls = 1 + tasks.length * (tasks.some(({ form }) => form.place.kind === 'attachment') ? 2 : 1);
  const service = { ...desk, pace: await reserveAhead(desk.pace, calls, desk.limits, signal) };
  const before = await look(service, tasks, customers, signal);
  return await Promise.all(
    tasks.map(async (task): Promise<Done> => {
      const decision = decide(task, before.get(task.settlement.ref));
      const written = decision.kind === 'write' ? await write(service, task, decision.change, signal) : undefined;
      return { task, decision, written };
    }),
  );
}
