import type { CaseEvent } from '@ishur/core';
import { apply, changeOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange } from '../ports/ledger.ts';
import type { Found } from './identify.ts';

type Seen = Extract<CaseEvent, { kind: 'seen' }>;

/**
 * A case proved to be the document of another one: its places go there, in one commit, with what was last seen in each.
 *
 * @param seen what is seen now, where that is how it was found out.
 */
export function join(
  context: { readonly clock: EngineContext['clock']; readonly runner: { readonly name: string } },
  own: Found,
  holder: Found,
  seen?: Seen,
): { readonly record: CaseRecord; readonly changes: readonly CaseChange[] } {
  const trace = traceOf(context);
  let record = holder.record;
  for (const place of own.record.state?.places ?? []) {
    if (place.source === seen?.source && place.ref === seen.ref) continue;
    const told = lastSeen(own, place);
    if (told !== undefined) record = apply(record, inAnother(record, told), trace);
    if (place.isGone) record = apply(record, { kind: 'gone', source: place.source, ref: place.ref }, trace);
  }
  if (seen !== undefined) record = apply(record, inAnother(record, seen), trace);
  const joined = apply(own.record, { kind: 'joined', case: record.id }, trace);
  return { record, changes: [changeOf(joined), changeOf(record)] };
}

/** What was last said of a place. */
export function lastSeen({ entries }: Found, at: { readonly source: string; readonly ref: string }): Seen | undefined {
  const said = entries.map(({ event }) => event).filter((event) => event.kind === 'seen');
  return said.findLast(({ source, ref }) => source === at.source && ref === at.ref);
}

/** The other case has an id of its own, and what it rests on is settled there. */
function inAnother({ state }: CaseRecord, seen: Seen): Seen {
  const { invoiceId: _own, waitsFor: _theirs, ...rest } = seen;
  return state?.waitsFor === undefined ? rest : { ...rest, waitsFor: state.waitsFor };
}
