import type { Fault } from '@ishur/contract';
import type { DataRecord } from './scan-records.ts';

/** By what a document's records are known, damaged or not. */
export interface DocumentMarks {
  readonly number: string;
  /** With which a record of IMOVEIN begins; empty elsewhere. */
  readonly account: string;
}

/** Damaged records between two documents: each may be a line of the one before it, of the one behind it, or of a third. */
export interface StrayRecords {
  /** `number` is what stands where the document's number should; empty where nothing does. */
  add(record: DataRecord, number: string, faults: readonly Fault[]): void;
  all(): readonly Fault[];
  /** The faults of those that may be lines of a document, which without them is not all there. */
  of(document: DocumentMarks): readonly Fault[];
  clear(): void;
}

interface Stray {
  readonly text: string;
  readonly number: string;
  readonly faults: readonly Fault[];
}

/** Where more follow each other, nobody knows what stood there. */
const MOST_KEPT = 100;

export function createStrayRecords(): StrayRecords {
  let kept: Stray[] = [];
  let more = 0;
  const all = (): readonly Fault[] => kept.flatMap(({ faults }) => faults);
  return {
    add(record, number, faults) {
      if (kept.length >= MOST_KEPT) {
        more += 1;
        return;
      }
      const bytes = record.cut({ start: 1, end: record.length });
      kept.push({ text: Buffer.from(bytes).toString('latin1'), number, faults });
    },
    all,
    of: (document) => (more > 0 ? all() : kept.flatMap((stray) => (mayBelong(stray, document) ? stray.faults : []))),
    clear() {
      kept = [];
      more = 0;
    },
  };
}

/** It holds the document's number, or its customer and no whole number of another document of that customer. */
function mayBelong(stray: Stray, { number, account }: DocumentMarks): boolean {
  if (number !== '' && stray.text.includes(number)) return true;
  return account !== '' && stray.text.includes(account) && stray.number.length !== number.length;
}
