import { openBook } from './book.ts';
import type { Book } from './book.ts';
import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { planFaults } from './faults/fault-plan.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { Fault } from './faults/fault.ts';
import { openLogBook } from './log/log-book.ts';
import type { LogBook } from './log/log-book.ts';
import type { LogEntry } from './log/log-entry.ts';
import { numberMaker } from './numbers.ts';
import { openTokenStore } from './oauth/token-store.ts';
import type { TokenStore } from './oauth/token-store.ts';
import { settingsOf } from './settings.ts';
import type { Scenario, Settings, SimulatorOptions } from './settings.ts';
import { openWaitingRoom } from './waiting/waiting-room.ts';
import type { WaitingRoom } from './waiting/waiting-room.ts';

/** Everything that the services share. */
export interface Simulation {
  settings: Settings;
  book: Book;
  clock: Clock;
  tokens: TokenStore;
  faults: FaultPlan;
  logBook: LogBook;
  readonly waiting: WaitingRoom;
  /** Told of faults that are set while the simulator runs: some happen before a request can be read. */
  faultsChanged: ((faults: readonly Fault[]) => void) | undefined;
  readonly log: ((entry: LogEntry) => void) | undefined;
  nextNumber: () => string;
  /** What the authority's support would ask for. */
  nextErrorId: () => string;
  nextTransactionId: () => string;
  /** Faults from now on, instead of those that are planned. */
  setFaults(faults: readonly Fault[]): void;
  /** Forgets everything that happened and sets the clock back; what was set by options or scenario stays. */
  reset(): void;
  /** Another scenario instead of the one there is, and begins anew. */
  replaceScenario(scenario: Scenario): void;
}

export function createSimulation(options: SimulatorOptions = {}): Simulation {
  const base = options.now ?? (() => new Date());
  const { scenario, port: _port, host: _host, now: _now, log, ...own } = options;
  let settings = settingsOf({ ...scenario, ...own });

  const fresh = (): Omit<
    Simulation,
    'waiting' | 'log' | 'faultsChanged' | 'setFaults' | 'reset' | 'replaceScenario'
  > => {
    const clock = createClock(base);
    const { seed } = settings;
    return {
      settings,
      clock,
      book: openBook(settings.invoices),
      tokens: openTokenStore(clock, settings.oauth),
      faults: planFaults(settings.faults, seed),
      logBook: openLogBook(),
      nextNumber: numberMaker(() => clock.now(), seed),
      nextErrorId: numberMaker(() => clock.now(), seed + 1),
      nextTransactionId: numberMaker(() => clock.now(), seed + 2),
    };
  };
  return {
    ...fresh(),
    waiting: openWaitingRoom(),
    faultsChanged: undefined,
    log,
    setFaults(faults) {
      this.faults = planFaults(faults, settings.seed);
      this.faultsChanged?.(faults);
    },
    reset() {
      this.waiting.release();
      Object.assign(this, fresh());
      this.faultsChanged?.(settings.faults);
    },
    replaceScenario(next) {
      settings = settingsOf(next);
      this.reset();
    },
  };
}
