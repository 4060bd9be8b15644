/** One exchange whose answer is held back. */
export interface WaitingExchange {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly invoice_ids: readonly string[];
  /** Whether it was processed already, and only the answer waits. */
  readonly processed: boolean;
}

/** Where answers wait until a test lets them go. */
export interface WaitingRoom {
  readonly waiting: readonly WaitingExchange[];
  /** Resolves when it is released, or when `gone` is aborted. */
  enter(exchange: Omit<WaitingExchange, 'id'>, gone: AbortSignal): Promise<void>;
  /** Lets one go, or all. How many it were. */
  release(id?: number): number;
  /** Resolves when at least so many wait, or when `enough` is aborted. */
  atLeast(count: number, enough: AbortSignal): Promise<void>;
}

export function openWaitingRoom(): WaitingRoom {
  const inside = new Map<number, { readonly exchange: WaitingExchange; readonly leave: () => void }>();
  const watchers = new Set<() => void>();
  let last = 0;
  return {
    get waiting() {
      return [...inside.values()].map(({ exchange }) => exchange);
    },
    async enter(exchange, gone) {
      if (gone.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const id = (last += 1);
      inside.set(id, { exchange: { id, ...exchange }, leave: resolve });
      gone.addEventListener('abort', () => resolve(), { once: true });
      for (const look of watchers) look();
      await promise;
      inside.delete(id);
    },
    release(id) {
      const chosen = [...inside].filter(([key]) => id === undefined || key === id);
      for (const [key, { leave }] of chosen) {
        inside.delete(key);
        leave();
      }
      return chosen.length;
    },
    async atLeast(count, enough) {
      if (inside.size >= count || enough.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (inside.size >= count) resolve();
      };
      watchers.add(look);
      enough.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      watchers.delete(look);
    },
  };
}
