import type { HeaderKey } from './document-key.ts';
import { createLineQueue } from './line-order.ts';
import type { LineOrder } from './line-order.ts';
import { createLineStore } from './line-store.ts';
import type { OpenRun } from './open-run.ts';
import { countIn } from './record-fields.ts';
import { strayLines } from './stray-lines.ts';
import type { KeptLine } from './stray-lines.ts';

/** Finds the lines of a document that do not stand behind its header. */
export interface LineFinder extends AsyncDisposable {
  /** All lines of a document; `own` are those behind its header. */
  find(header: HeaderKey, own: readonly KeptLine[]): Promise<readonly KeptLine[]>;
}

/** `undefined` where every line stands behind its header, so that there is nothing to find. */
export async function openLineFinder(
  run: OpenRun,
  order: LineOrder,
  signal: AbortSignal,
): Promise<LineFinder | undefined> {
  if (order === 'together') return undefined;
  return order === 'in-turn' ? inTurn(run, signal) : await anywhere(run, signal);
}

function inTurn(run: OpenRun, signal: AbortSignal): LineFinder {
  const queue = createLineQueue(run, signal);
  return {
    find: async (header, own) => (own.length > 0 ? own : ((await queue.take(header))?.lines ?? own)),
    [Symbol.asyncDispose]: () => queue.close(),
  };
}

async function anywhere(run: OpenRun, signal: AbortSignal): Promise<LineFinder> {
  const store = createLineStore();
  try {
    for await (const { key, lines } of strayLines(run, signal)) await store.put(key, lines);
  } catch (cause) {
    store[Symbol.dispose]();
    throw cause;
  }
  return {
    async find(header, own) {
      if (!header.mayHaveLines) return own;
      // A line number that comes again is that of another document of the same number.
      const seen = new Set(own.map(indexOf));
      const found = [...own];
      for (const key of header.keys()) {
        const others: KeptLine[] = [];
        for (const line of store.take(key)) {
          const index = indexOf(line);
          if (index !== 0 && seen.has(index)) others.push(line);
          else found.push(line);
          seen.add(index);
        }
        if (others.length > 0) await store.put(key, others);
      }
      return found.toSorted((one, other) => indexOf(one) - indexOf(other));
    },
    [Symbol.asyncDispose]: async () => store[Symbol.dispose](),
  };
}

function indexOf({ text }: KeptLine): number {
  return countIn(text, 1255) ?? 0;
}
