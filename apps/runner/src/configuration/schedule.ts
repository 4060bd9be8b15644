import { Cron } from 'croner';

/** When a source is read by `ishur run --watch`. */
export interface Schedule {
  /** The first moment after another; `undefined`: never again. */
  next(after: Date): Date | undefined;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
/** Shorter than this, reading a source would be all that there is. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * `10m`, `30s`, `2h`: so long after the last reading. Or the five fields of cron, in Israel's time: `0 7-19 * * 0-4`.
 * `undefined` where the text is neither, or names a time that never comes.
 */
export function parseSchedule(text: string): Schedule | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smh])$/.exec(text.trim()) ?? [];
  if (count !== undefined) {
    const milliseconds = Number(count) * (UNITS[unit] ?? 0);
    if (milliseconds < SHORTEST_MS || milliseconds > LONGEST_MS) return undefined;
    return { next: (after) => new Date(after.getTime() + milliseconds) };
  }
  if (text.trim().split(/\s+/).length !== 5) return undefined;
  try {
    const cron = new Cron(text.trim(), { timezone: 'Asia/Jerusalem', paused: true });
    if (cron.nextRun() === null) return undefined;
    return { next: (after) => cron.nextRun(after) ?? undefined };
  } catch {
    return undefined;
  }
}
