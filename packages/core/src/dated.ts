import type { BusinessDay } from './business-day.ts';

/** A value of the law with the day from which it holds. Tables of these run from the newest to the oldest. */
export interface Dated {
  readonly since: BusinessDay;
  /** The law, directive or document that says so. */
  readonly source: string;
}

/** What holds on a day: the newest entry that does not start after it; `undefined` before the first. */
export function inForceOn<Entry extends Dated>(table: readonly Entry[], day: BusinessDay): Entry | undefined {
  for (const entry of table) if (entry.since <= day) return entry;
  return undefined;
}
