import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { BusinessRun } from '../business-run.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { parseSchedule } from '../configuration/schedule.ts';
import { EXIT } from '../exit-codes.ts';
import { runBusiness } from './run-business.ts';
import type { Running } from './run-business.ts';

/** A source without a schedule is read so often. Ours: a number is wanted while the customer still stands there. */
const DEFAULT_SCHEDULE = '5m';

/** Waits are cut here, because timers overflow, and because a clock may be set meanwhile. */
const LONGEST_WAIT_MS = 60_000;

/** Runs for ever, every business by itself: each source when its schedule says, and what failed when its journal says. */
export async function watch(
  context: CliContext,
  running: Running,
  businesses: readonly BusinessConfiguration[],
  tell: (run: BusinessRun) => void,
  options: CommonOptions,
): Promise<number> {
  const words = {
    he: `עוקבים אחרי ${businesses.length} עסקים. לעצירה: Ctrl+C (פעמיים: מיד)\n`,
    en: `Watching ${businesses.length} businesses. Stop with Ctrl+C (twice: at once)\n`,
  };
  if (options.json !== true) context.err(words[options.lang]);
  await Promise.all(businesses.map((business) => watchBusiness(context, running, business, tell, options)));
  return EXIT.success;
}

async function watchBusiness(
  context: CliContext,
  running: Running,
  settings: BusinessConfiguration,
  tell: (run: BusinessRun) => void,
  options: CommonOptions,
): Promise<void> {
  const { clock, signal, force } = context;
  const now = (): number => clock.now().getTime();
  const readAt = new Map(settings.sources.map(({ id }) => [id, now()]));
  let told = '';
  while (!signal.aborted) {
    const due = settings.sources.filter(({ id }) => (readAt.get(id) ?? 0) <= now());
    const result = await runBusiness(running, settings, { force, try: 'due', read: due.map(({ id }) => id) });
    for (const { id, every } of due) {
      const next = parseSchedule(every ?? DEFAULT_SCHEDULE)?.next(clock.now());
      readAt.set(id, next === undefined ? Infinity : next.getTime());
    }
    // Told when something is new, and not every five minutes that nothing is.
    const { numbered, reminder } = result;
    const standing = { ...result, business: settings.id, numbered: [], doubtful: [] };
    const summary = JSON.stringify(standing, (key, value: unknown) => (key === 'asked' ? undefined : value));
    if (options.json === true)
      context.json({ event: 'ran', business: settings.id, ...result.status, connection: reminder });
    else if (numbered.length > 0 || summary !== told) tell(result);
    told = summary;
    const nextDue = result.nextDue?.getTime() ?? Infinity;
    await pause(Math.min(nextDue, ...readAt.values()) - now(), signal);
  }
}

/** Waits, and not beyond the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || milliseconds <= 0) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.min(milliseconds, LONGEST_WAIT_MS));
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
