import type { FrozenAsk } from '@ishur/core';
import { batchHeader } from '@ishur/core';
import type { InvoiceDocument } from '@ishur/core';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitFirst } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import { planFor } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Prepared, SpelledBefore } from './prepare.ts';

/** An ask that is durable, and may be sent. */
export interface Intent {
  readonly id: string;
  readonly ask: FrozenAsk;
  /** What was made durable of it. */
  readonly prepared: Prepared;
  /** Its case, as it was committed. */
  readonly record: CaseRecord;
}

/**
 * Makes an ask durable. `undefined` where there is nothing to ask, or another process was first; what is to be noted of the case
 * instead is durable by then.
 */
export async function intend(
  context: EngineContext,
  id: string,
  dueOnly: boolean,
  before?: SpelledBefore,
): Promise<Intent | undefined> {
  const standings = new Set<string>();
  for (let tries = 1; ; tries += 1) {
    const plan = await planFor(context, id, dueOnly, before);
    if (plan.kind === 'nothing') return undefined;
    if (plan.kind === 'ask') {
      const intent = await freeze(context, plan);
      // Others who ask on the same 332 move it all the time: what is left of it is looked at anew.
      if (intent === undefined && plan.on !== undefined && tries < TRIES_ON_BASE) continue;
      return intent;
    }
    if (!(await commitFirst(context.ledger, plan.changes))) return undefined;
    const summary = summaryOf(plan.record);
    if (summary.standing === 'parked' || summary.standing === 'waiting') context.report({ kind: 'answered', summary });
    // Decided again, it may be asked for all the same. Noting the same thing twice would go on for ever.
    if (summary.standing !== 'queued' || standings.has(summary.standing)) return undefined;
    standings.add(summary.standing);
  }
}

/** How often an ask on a 332 is put together anew where another one moved it. */
const TRIES_ON_BASE = 30;

async function freeze(
  context: EngineContext,
  { record: open, prepared, on }: Extract<Plan, { kind: 'ask' }>,
): Promise<Intent | undefined> {
  const record = asking(context, open, prepared);
  // One commit: what is set aside on a 332, and the ask for which it is.
  const changes = [frozenChange(record, prepared), ...(on === undefined ? [] : [changeOf(on)])];
  if (!(await commitFirst(context.ledger, changes))) return undefined;
  context.report({ kind: 'asking', summary: summaryOf(record) });
  return { id: record.id, ask: prepared.ask, prepared, record: committed(record, prepared) };
}

function asking(context: EngineContext, open: CaseRecord, { asked }: Prepared, together?: number): CaseRecord {
  const event = { kind: 'asking', ask: asked, runner: context.runner.name } as const;
  return apply(open, together === undefined ? event : { ...event, together }, traceOf(context));
}

function frozenChange(record: CaseRecord, { asked, ask }: Prepared): ReturnType<typeof changeOf> {
  return changeOf(record, { ask: asked.number, body: ask.body });
}

function committed(record: CaseRecord, { asked, ask }: Prepared): CaseRecord {
  const version = record.version + record.added.length;
  return { ...record, version, added: [], frozen: { ask: asked.number, body: ask.body } };
}

/** What making many asks durable came to. */
export interface Batch {
  /** Durable all of them, in one commit, and to be sent in one exchange. */
  readonly intents: readonly Intent[];
  /** To be looked at one by one. */
  readonly alone: readonly string[];
  /** Did not fit any more: for the next exchange. */
  readonly left: readonly string[];
}

/** How often a batch is put together anew where another process touched one of its cases. */
const TRIES = 3;

/**
 * Makes many asks durable in one commit, as many as fit into one exchange: no two of one id, because answers are matched by it,
 * and sums that the header holds (API description 2.0 / 7.2024, table 2.6: N12.2).
 */
export async function intendTogether(context: EngineContext, ids: readonly string[], dueOnly: boolean): Promise<Batch> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { chosen, alone, left } = await choose(context, ids, dueOnly);
    // One alone needs no envelope.
    if (chosen.length < 2) return { intents: [], alone: [...chosen.map(({ record }) => record.id), ...alone], left };
    const records = chosen.map(({ record, prepared }) => ({
      record: asking(context, record, prepared, chosen.length),
      prepared,
    }));
    const changes = records.map(({ record, prepared }) => frozenChange(record, prepared));
    if (!(await commitFirst(context.ledger, changes))) continue;
    for (const { record } of records) context.report({ kind: 'asking', summary: summaryOf(record) });
    const intents = records.map(({ record, prepared }) => ({
      id: record.id,
      ask: prepared.ask,
      prepared,
      record: committed(record, prepared),
    }));
    return { intents, alone, left };
  }
  return { intents: [], alone: ids, left: [] };
}

type Chosen = Extract<Plan, { kind: 'ask' }>;

async function choose(
  context: EngineContext,
  ids: readonly string[],
  dueOnly: boolean,
): Promise<{
  readonly chosen: readonly Chosen[];
  readonly alone: readonly string[];
  readonly left: readonly string[];
}> {
  const chosen: Chosen[] = [];
  const documents: InvoiceDocument[] = [];
  const invoiceIds = new Set<string>();
  const alone: string[] = [];
  const left: string[] = [];
  for (const id of ids) {
    const plan = await planFor(context, id, dueOnly);
    if (plan.kind === 'nothing') continue;
    if (plan.kind === 'note' || !plan.mayGoTogether || plan.prepared.document === undefined) {
      alone.push(id);
      continue;
    }
    const { document, ask } = plan.prepared;
    const fits = !invoiceIds.has(ask.invoiceId) && batchHeader([...documents, document]) !== undefined;
    // One that is too much by itself would be left for ever.
    if (!fits) {
      (documents.length === 0 ? alone : left).push(id);
      continue;
    }
    invoiceIds.add(ask.invoiceId);
    documents.push(document);
    chosen.push(plan);
  }
  return { chosen, alone, left };
}
