import { openBook } from './book.ts';
import type { Book } from './book.ts';
import { numberMaker } from './numbers.ts';
import { DEFAULT_WINDOW } from './settings.ts';
import type { DateWindow, Personality, SimulatorOptions } from './settings.ts';

/** Everything that the services share, until the next reset. */
export interface Simulation {
  readonly now: () => Date;
  readonly personality: Personality;
  readonly window: DateWindow;
  book: Book;
  nextNumber: () => string;
  /** What the authority's support would ask for. */
  nextErrorId: () => string;
  reset(): void;
}

export function createSimulation(options: SimulatorOptions): Simulation {
  const now = options.now ?? (() => new Date());
  const seed = options.seed ?? 0;
  return {
    now,
    personality: options.personality ?? 'same-number',
    window: { ...DEFAULT_WINDOW, ...options.window },
    book: openBook(),
    nextNumber: numberMaker(now, seed),
    nextErrorId: numberMaker(now, seed + 1),
    reset() {
      this.book = openBook();
      this.nextNumber = numberMaker(now, seed);
      this.nextErrorId = numberMaker(now, seed + 1);
    },
  };
}
