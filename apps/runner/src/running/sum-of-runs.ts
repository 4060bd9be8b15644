import type { Status } from '@ishur/engine';

/** The last line of `ishur run --json`: the figures of all businesses together. */
export function sumOf(statuses: readonly Status[]): Status {
  const [first, ...others] = statuses;
  const total: Record<string, number> = { ...(first ?? EMPTY) };
  for (const status of others) {
    for (const [key, value] of Object.entries(status)) total[key] = (total[key] ?? 0) + value;
  }
  return total as Status;
}

const EMPTY: Status = {
  read: 0,
  unreadable: 0,
  notRequired: 0,
  invalid: 0,
  alreadyAllocated: 0,
  waiting: 0,
  queued: 0,
  allocated: 0,
  held: 0,
  closed: 0,
  rejected: 0,
  unconfirmed: 0,
  parked: 0,
  diverged: 0,
  conflict: 0,
  recorded: 0,
};
