import type { ToldAttention } from './attention-code.ts';
import type { CaseState } from './case-state.ts';
import { mattersOf } from './matters.ts';

/** Somebody was told something. What was told of the same thing before, of an earlier stage or day, is replaced. */
export function withTold(state: CaseState, what: ToldAttention): CaseState {
  return { ...state, told: [...state.told.filter((told) => !isSameMatter(told, what)), what] };
}

/** What does not wait any more is forgotten, so that it is told again when it starts anew. */
export function withoutOver(state: CaseState): CaseState {
  if (state.told.length === 0) return state;
  const matters = mattersOf(state);
  const told = state.told.filter((each) => matters.some((matter) => isSameMatter(each, matter)));
  return told.length === state.told.length ? state : { ...state, told };
}

/** Whether this was told already, as it is today. */
export function isTold({ told }: Pick<CaseState, 'told'>, what: ToldAttention): boolean {
  return told.some((each) => isSameMatter(each, what) && each.stage === what.stage && each.day === what.day);
}

function isSameMatter(
  one: Pick<ToldAttention, 'code' | 'place'>,
  other: Pick<ToldAttention, 'code' | 'place'>,
): boolean {
  if (one.code !== other.code) return false;
  return one.place?.source === other.place?.source && one.place?.ref === other.place?.ref;
}
