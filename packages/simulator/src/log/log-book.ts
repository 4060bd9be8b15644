import type { LogEntry } from './log-entry.ts';

/** Entries that are kept for `GET /__simulator/log`; older ones are forgotten, so that a long load test fits. */
const KEPT = 10_000;

export interface LogBook {
  readonly entries: readonly LogEntry[];
  add(entry: LogEntry): void;
}

export function openLogBook(): LogBook {
  let entries: LogEntry[] = [];
  return {
    get entries() {
      return entries.slice(-KEPT);
    },
    add(entry) {
      entries.push(entry);
      if (entries.length >= 2 * KEPT) entries = entries.slice(-KEPT);
    },
  };
}
