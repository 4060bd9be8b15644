import type { CaseEvent, CaseState } from '@ishur/core';
import { advance } from '@ishur/core';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange } from '../ports/ledger.ts';
import { canJoin, idTaken, identify } from './identify.ts';
import type { Found } from './identify.ts';
import { join } from './join.ts';

/** What deciding again comes to. */
export interface DecidedAgain {
  readonly record: CaseRecord;
  readonly changes: readonly CaseChange[];
}

/**
 * Decides on the stored fields of a case by the rules of today, where they are others than those of its decision and nothing was
 * asked yet. `undefined` where its decision stands.
 */
export async function decideAgain(context: EngineContext, found: Found): Promise<DecidedAgain | undefined> {
  const { state } = found.record;
  const { version } = context.rules;
  if (state?.rules === undefined || state.rules === version) return undefined;
  if (state.decision === undefined || !advance(state, eventOf(state, version, state.decision)).ok) return undefined;
  const existingNumber = state.places.find(({ number, isGone }) => number !== undefined && !isGone)?.number;
  const assessment = context.rules.assess(state.fields, {
    issuer: context.business.vatNumber,
    ...(existingNumber === undefined ? {} : { existingNumber }),
  });
  const [place] = state.places;
  const series = context.sources.find(({ id }) => id === place?.source)?.series;
  const { fields, sourceStanding: standing } = state;
  const identity = await identify(context, found.record, { fields, standing, assessment, series });
  const { holder } = identity;
  if (identity.kind === 'same' && holder !== undefined && canJoin(found.record)) return join(context, found, holder);
  const event = eventOf(state, version, assessment.decision, identity.kind === 'own' ? identity.invoiceId : undefined);
  let record = apply(found.record, event, traceOf(context));
  if (identity.kind === 'taken' && holder !== undefined) {
    const cause = idTaken(identity.invoiceId ?? '', holder.record, context.business.id);
    record = apply(record, { kind: 'id-taken', cause }, traceOf(context));
  }
  return { record, changes: [changeOf(record)] };
}

function eventOf(
  state: CaseState,
  rules: string,
  decision: NonNullable<CaseState['decision']>,
  invoiceId?: string,
): CaseEvent {
  const event = { kind: 'decided-again', decision, rules, rulesBefore: state.rules ?? '' } as const;
  return invoiceId === undefined ? event : { ...event, invoiceId };
}

/** Standings of cases for which nothing was asked yet, or nothing is open any more. A conflict waits for its person. */
const OPEN = ['waiting', 'not-required', 'invalid', 'already-allocated', 'queued', 'closed'] as const;

/**
 * Decides again whatever was decided by other rules than those of today and was not asked for yet, also what no source tells
 * any more. Never what was asked.
 */
export async function decideAllAgain(context: EngineContext, signal: AbortSignal): Promise<void> {
  const { business, ledger, rules } = context;
  const outdated: string[] = [];
  for await (const summary of ledger.list({ business: business.id, standings: OPEN })) {
    if (summary.rules !== rules.version) outdated.push(summary.id);
  }
  for (const id of outdated) {
    if (signal.aborted) return;
    const record = await commitAnew(ledger, async () => {
      const stored = await ledger.load(id);
      const found = stored && { record: openCase(stored, business.id), entries: stored.entries };
      const again = found && (await decideAgain(context, found));
      return { changes: again?.changes ?? [], result: again?.record };
    });
    const source = record?.state?.places[0]?.source;
    if (record !== undefined && source !== undefined) {
      context.report({ kind: 'read', source, summary: summaryOf(record) });
    }
  }
}
