import type { CaseState } from '@ishur/core';
import { apply, changeOf, openCase } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { decideAgain } from '../collecting/decide-again.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange, StoredCase } from '../ports/ledger.ts';
import { BATCH_REFUSED, BYTES_LOST, onlyByHand, tooOften } from './ask-errors.ts';
import { linkToAsk } from '../linking/link-to-ask.ts';
import { prepare } from './prepare.ts';
import type { Prepared, SpelledBefore } from './prepare.ts';
import { askerOf, overAt, sendingsAllowed, sendingsOf } from './sendings.ts';

/**
 * What is to be done about a case that may be asked for: nothing; something to be noted and nothing to be sent; or an ask.
 * Nothing is written yet.
 */
export type Plan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'note'; readonly record: CaseRecord; readonly changes: readonly CaseChange[] }
  | {
      readonly kind: 'ask';
      readonly record: CaseRecord;
      readonly prepared: Prepared;
      /** It never went out, and was not turned away with others, so it may go out with others. */
      readonly mayGoTogether: boolean;
      /** What it rests on, with what has to be committed there together with the ask. */
      readonly on?: CaseRecord;
    };

const NOTHING: Plan = { kind: 'nothing' };

/** @param before bytes of this case that certainly reached nobody. */
export async function planFor(
  context: EngineContext,
  id: string,
  dueOnly: boolean,
  before?: SpelledBefore,
): Promise<Plan> {
  const stored = await context.ledger.load(id);
  if (stored === undefined) return NOTHING;
  let record = openCase(stored, context.business.id);
  const trace = traceOf(context);
  if (record.state?.standing === 'asking') {
    if (isUnderWay(context, stored)) return NOTHING;
    record = apply(record, { kind: 'lapsed' }, trace);
  }
  const again = record.added.length === 0 ? await decideAgain(context, { record, entries: stored.entries }) : undefined;
  if (again !== undefined) {
    // Noted by itself; where it is still to be asked for, the next look asks.
    return { kind: 'note', record: again.record, changes: again.changes };
  }
  const { state } = record;
  if (state === undefined) return NOTHING;
  if (state.standing === 'unconfirmed') {
    const sendings = sendingsOf(stored.entries, state.ask?.number);
    if (sendings >= sendingsAllowed(context.policies)) {
      const cause = context.policies.unconfirmed === 'manual' ? onlyByHand() : tooOften(sendings);
      return noted(apply(record, { kind: 'parked', cause }, trace));
    }
  }
  if (dueOnly && !isDue(context, state)) return record.added.length > 0 ? noted(record) : NOTHING;
  // What rests on another document is looked at anew whenever its ask is made; bytes that may have arrived stay what they are.
  const link = state.link !== undefined && state.standing === 'queued' ? await linkToAsk(context, record) : undefined;
  if (link !== undefined && 'cause' in link)
    return noted(apply(record, { kind: 'held-back', cause: link.cause }, trace));
  const prepared = prepare(context, record, before);
  if (prepared !== undefined) {
    const mayGoTogether = state.standing === 'queued' && state.cause?.code !== BATCH_REFUSED && link === undefined;
    return { kind: 'ask', record, prepared, mayGoTogether, ...link };
  }
  if (state.standing === 'unconfirmed') return noted(apply(record, { kind: 'parked', cause: BYTES_LOST }, trace));
  // Nothing is to be sent; that the other process is gone is told all the same.
  return record.added.length > 0 ? noted(record) : NOTHING;
}

function noted(record: CaseRecord): Plan {
  return { kind: 'note', record, changes: [changeOf(record)] };
}

/** Whether another process may still be asking. One of another machine cannot be looked at, and is waited for. */
function isUnderWay({ clock, runner }: EngineContext, { entries }: StoredCase): boolean {
  const asker = askerOf(entries);
  return asker === undefined || (clock.now().getTime() < overAt(entries) && runner.isAlive(asker));
}

function isDue({ clock }: EngineContext, { notBefore }: CaseState): boolean {
  return notBefore === undefined || Date.parse(notBefore) <= clock.now().getTime();
}
