import { advance } from '@ishur/core';
import type { Advance, CaseEvent, CaseState } from '@ishur/core';

/** The workflow on an event that was stored: it may have been changed since into something that is no event at all. */
export function advanceStored(state: CaseState | undefined, event: unknown): Advance {
  const refused: Advance = { ok: false, refusal: 'It is no event of ours.' };
  try {
    return (advance(state, event as CaseEvent) as Advance | undefined) ?? refused;
  } catch {
    return refused;
  }
}
