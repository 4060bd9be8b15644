import { timestampInIsrael } from './days.ts';

const RANGE = 1_000_000_000;
/** Shares no factor with the range, so a billion numbers pass before one returns. */
const STRIDE = 618_033_989;

/**
 * Makes confirmation numbers as the authority's look: seventeen digits of time and nine more, which often begin with
 * zeros.
 * Distinct, and the same for the same seed and clock. Only the look is imitated; the layout is documented nowhere.
 */
export function numberMaker(now: () => Date, seed: number): () => string {
  let last = Math.abs(Math.trunc(seed)) % RANGE;
  return () => {
    last = (last + STRIDE) % RANGE;
    return timestampInIsrael(now()) + String(last).padStart(9, '0');
  };
}
