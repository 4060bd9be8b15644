import { keyOfHeader } from './document-key.ts';
import type { HeaderKey } from './document-key.ts';
import type { DataCode } from './layout.ts';
import type { OpenRun } from './open-run.ts';
import { scanRecords } from './scan-records.ts';
import { strayLines } from './stray-lines.ts';
import type { LineGroup } from './stray-lines.ts';
import { FOREIGN_LINES, hasKey } from './tally.ts';

/**
 * How the lines of documents stand to their headers, which the rules leave open (OF 1.31, section 2.5): behind their header;
 * elsewhere, but in the same order as the headers (all headers first and then all lines, or the other way about); or anyhow.
 */
export type LineOrder = 'together' | 'in-turn' | 'arbitrary';

/** What is known of a file before its first document is read. */
export interface FileShape {
  readonly order: LineOrder;
  /** Where a file ends without Z900: what it ends in. */
  readonly cut: Cut | undefined;
}

interface Cut {
  /** The last D110 record; 0 where there is none. */
  readonly lastDetail: number;
  /** Whether its last record belongs to a document, or is not whole enough to say. */
  readonly isInDocument: boolean;
}

/**
 * Looks at the whole file before the first document is delivered: whether a header has more lines further on cannot be known
 * otherwise, and a document that went out without some of its lines cannot be called back. It reads type and number alone.
 */
export async function findShape(run: OpenRun, signal: AbortSignal): Promise<FileShape> {
  const { data, spelling, facts } = run;
  // What headers without lines behind them and what stray lines follow each other, each as one number.
  let headers = 0;
  let groups = 0;
  let hasStrays = false;
  let isForeign = true;
  let header: HeaderKey | undefined;
  let hasOwn = false;
  let last = { hash: 0, index: 0 };
  let isClosed = false;
  let lastCode: DataCode | undefined;
  let lastDetail = 0;
  const endHeader = (): void => {
    if (header?.mayHaveLines === true && !hasOwn) headers = chain(headers, header.hash);
  };
  for await (const piece of scanRecords(data, spelling, signal)) {
    for (let record = piece.next(); record !== undefined; record = piece.next()) {
      isForeign &&= record.code === undefined;
      isClosed ||= record.code === 'Z900';
      lastCode = record.code;
      if (record.code === 'D110') lastDetail = record.line;
      // Another file is refused where it is read.
      if (isForeign && record.line >= FOREIGN_LINES) return { order: 'together', cut: undefined };
      if (record.code === 'C100') {
        endHeader();
        header = keyOfHeader(record, facts.hasBranches);
        hasOwn = false;
      } else if (record.code === 'D110' && hasKey(record)) {
        if (header?.owns(record) === true) {
          hasOwn = true;
          continue;
        }
        const [hash, index] = [record.keyHash(), record.lineIndex()];
        const goesOn = hasStrays && hash === last.hash && (index === 0 || index > last.index);
        if (!goesOn) groups = chain(groups, hash);
        last = { hash, index };
        hasStrays = true;
      }
    }
  }
  endHeader();
  const isInDocument = lastCode === undefined || OF_DOCUMENTS.has(lastCode);
  const cut = isClosed ? undefined : { lastDetail, isInDocument };
  if (!hasStrays) return { order: 'together', cut };
  // A rare chance lets two orders look alike; lines that then find no header are told as such.
  const isSame = headers === groups && !facts.hasBranches;
  return { order: isSame || (await isInTurn(run, signal)) ? 'in-turn' : 'arbitrary', cut };
}

const OF_DOCUMENTS: ReadonlySet<DataCode> = new Set(['C100', 'D110', 'D120']);

function chain(before: number, hash: number): number {
  return (Math.imul(before, 31) + hash + 1) | 0;
}

/** True where every stray line is taken by a header when headers and lines are gone through side by side. */
async function isInTurn(run: OpenRun, signal: AbortSignal): Promise<boolean> {
  const { data, spelling, facts } = run;
  const queue = createLineQueue(run, signal);
  let header: HeaderKey | undefined;
  let hasOwn = false;
  try {
    for await (const piece of scanRecords(data, spelling, signal)) {
      for (let record = piece.next(); record !== undefined; record = piece.next()) {
        if (record.code === 'C100') {
          if (header !== undefined && !hasOwn) await queue.take(header);
          header = keyOfHeader(record, facts.hasBranches);
          hasOwn = false;
        } else if (record.code === 'D110' && hasKey(record) && header?.owns(record) === true) {
          hasOwn = true;
        }
      }
    }
    if (header !== undefined && !hasOwn) await queue.take(header);
    return await queue.isEmpty();
  } finally {
    await queue.close();
  }
}

/** The stray lines of a file, taken by the headers in turn. */
export interface LineQueue {
  /** The next group, if it is this header's. */
  take(header: HeaderKey): Promise<LineGroup | undefined>;
  isEmpty(): Promise<boolean>;
  close(): Promise<void>;
}

export function createLineQueue(run: OpenRun, signal: AbortSignal): LineQueue {
  const groups = strayLines(run, signal);
  let first: LineGroup | undefined;
  const peek = async (): Promise<LineGroup | undefined> => (first ??= (await groups.next()).value ?? undefined);
  return {
    async take(header) {
      if (!header.mayHaveLines) return undefined;
      const group = await peek();
      if (group === undefined || !header.keys().includes(group.key)) return undefined;
      first = undefined;
      return group;
    },
    isEmpty: async () => (await peek()) === undefined,
    async close() {
      await groups.return();
    },
  };
}
