import type { Fault } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { tooManyFaults } from './record-faults.ts';

export type Item = SourceDocument | UnreadableItem;

/** What was read since the last batch. */
export interface Batch {
  readonly length: number;
  add(document: SourceDocument): void;
  /** Tells what is wrong with a record. A file that is wrong in every line is not told line by line. */
  tell(where: string, faults: readonly Fault[]): void;
  /** Tells what is wrong with the file, however much there is. */
  note(where: string, fault: Fault): void;
  take(): readonly Item[];
}

const MOST_FAULTY_RECORDS = 1000;
const MOST_FAULTS = 8;

export function createBatch(name: string): Batch {
  let items: Item[] = [];
  let told = 0;

  function push(where: string, faults: readonly Fault[]): void {
    items.push({ kind: 'unreadable', cursor: where, where, faults: faults.slice(0, MOST_FAULTS) });
  }

  return {
    get length() {
      return items.length;
    },
    add(document) {
      items.push(document);
    },
    tell(where, faults) {
      told += 1;
      if (told <= MOST_FAULTY_RECORDS) push(where, faults);
      else if (told === MOST_FAULTY_RECORDS + 1) push(where, [tooManyFaults(name, MOST_FAULTY_RECORDS)]);
    },
    note(where, fault) {
      push(where, [fault]);
    },
    take() {
      const taken = items;
      items = [];
      return taken;
    },
  };
}
