import type { Fault } from '@ishur/contract';
import { placeOf } from '@ishur/adapter-kit';
import { fieldFault } from './faults.ts';
import { LAYOUT } from './layout.ts';
import type { DataCode } from './layout.ts';
import { iniField } from './read-ini.ts';
import type { Ini } from './read-ini.ts';
import { afterClosing, closingMissing, codeFault, lengthFault, openingMissing } from './record-faults.ts';
import { countIn, rawField } from './record-fields.ts';
import { KEY_TO } from './scan-records.ts';
import type { ScannedRecord } from './scan-records.ts';

/** A fault and the line of the data file that it belongs to. */
export interface PlacedFault {
  readonly where: string;
  readonly fault: Fault;
}

/** Counts the records of a file while they pass, and says in the end whether all are there. */
export interface Tally {
  readonly counts: ReadonlyMap<DataCode, number>;
  readonly records: number;
  /** The first record whose running number is not its place in the file, by line. */
  readonly misnumbered: number | undefined;
  /** D110 records that are too short to say to which document they belong. */
  readonly brokenLines: number;
  /** True while nothing that belongs to the uniform file has passed. */
  readonly isForeign: boolean;
  /** Whether blanks stand behind the first record, and may behind others. */
  readonly isPadded: boolean;
  /** What is wrong with the frame of this record, if anything. */
  add(record: ScannedRecord): Fault | undefined;
  end(): PlacedFault[];
}

/** What this many lines hold of nothing known is another file. */
export const FOREIGN_LINES = 10;

export function createTally(name: string, ini: Ini | undefined): Tally {
  const counts = new Map<DataCode, number>();
  const found: PlacedFault[] = [];
  let records = 0;
  let lastLine = 0;
  let misnumbered: number | undefined;
  let brokenLines = 0;
  let closing: { line: number; text: string } | undefined;
  let identifier: string | undefined;
  let isFollowed = false;
  let isPadded = false;

  function check(field: number, line: number, text: string, expected: string): void {
    const identifierThere = rawField(text, field).trim();
    if (identifierThere === expected) return;
    const where = placeOf(name, line);
    found.push({ where, fault: fieldFault('wrong-identifier', where, field, identifierThere, expected) });
  }

  return {
    counts,
    get records() {
      return records;
    },
    get misnumbered() {
      return misnumbered;
    },
    get brokenLines() {
      return brokenLines;
    },
    get isPadded() {
      return isPadded;
    },
    get isForeign() {
      return counts.size === 0;
    },
    add(record) {
      const { line, code } = record;
      records += 1;
      lastLine = line;
      if (records === 1 && code !== 'A100') {
        const where = placeOf(name, line);
        found.push({ where, fault: openingMissing(where) });
      }
      if (closing !== undefined && !isFollowed) {
        isFollowed = true;
        const where = placeOf(name, line);
        found.push({ where, fault: afterClosing(where, closing.line) });
      }
      if (code === undefined) return codeFault(placeOf(name, line), record.text().slice(0, 4));
      counts.set(code, (counts.get(code) ?? 0) + 1);
      // Field 2 of every record is its running number.
      if (misnumbered === undefined && record.runningNumber() !== records) misnumbered = line;
      // Programs that put blanks behind their records put them behind all of them; behind one alone, it is shifted.
      if (records === 1) isPadded = code !== 'A100' || record.length > LAYOUT.A100.length;
      if (!isWhole(record, isPadded)) {
        // One that still says to which document it belongs is told with that.
        if (code === 'D110' && hasKey(record)) return undefined;
        if (code === 'D110') brokenLines += 1;
        return lengthFault(placeOf(name, line), code, record.length);
      }
      if (code !== 'A100' && code !== 'Z900') return undefined;
      const text = record.text();
      if (code === 'A100') {
        identifier = rawField(text, 1103).trim();
        if (ini?.master !== undefined) check(1103, line, text, iniField(ini, 1004));
      }
      if (code === 'Z900') {
        closing ??= { line, text };
        if (identifier !== undefined) check(1153, line, text, identifier);
      }
      return undefined;
    },
    end() {
      const wrongCount = (where: string, field: number, said: number | undefined, expected: number): void => {
        if (said === expected) return;
        const text = said === undefined ? '' : String(said);
        found.push({ where, fault: fieldFault('wrong-count', where, field, text, String(expected)) });
      };
      if (closing === undefined) {
        const where = placeOf(name, lastLine);
        found.push({ where, fault: closingMissing(where, records) });
      } else {
        wrongCount(placeOf(name, closing.line), 1155, countIn(closing.text, 1155), records);
      }
      if (ini?.master === undefined) return found;
      wrongCount(placeOf(ini.name, 1), 1002, countIn(ini.master, 1002), records);
      for (const [code, { count, line }] of ini.counts)
        wrongCount(placeOf(ini.name, line), 1051, count, counts.get(code as DataCode) ?? 0);
      for (const code of ini.counts.size > 0 ? SUMMED : []) {
        const count = counts.get(code) ?? 0;
        if (!ini.counts.has(code) && count > 0) wrongCount(placeOf(ini.name, 1), 1051, undefined, count);
      }
      return found;
    },
  };
}

/** INI.TXT sums up each of these that the file has. */
const SUMMED: readonly DataCode[] = ['B100', 'B110', 'C100', 'D110', 'D120', 'M100'];

function isWhole(record: ScannedRecord, isPadded: boolean): boolean {
  const { code, length } = record;
  if (code === undefined) return false;
  return length === LAYOUT[code].length || isWholeText(code, record.text(), isPadded);
}

/** Blanks behind the records of a file say nothing, so that they may be longer by them. */
export function isWholeText(code: DataCode, text: string, isPadded: boolean): boolean {
  const expected = LAYOUT[code].length;
  return text.length === expected || (isPadded && text.length > expected && text.slice(expected).trim() === '');
}

/** Whether a D110 record is long enough to say to which document it belongs. */
export function hasKey({ length }: ScannedRecord): boolean {
  return length >= KEY_TO;
}
