import { bytesAsText, createLineSplitter, detectEncoding, placeOf } from '@ishur/adapter-kit';
import type { ByteLine } from '@ishur/adapter-kit';
import { LAYOUT } from './layout.ts';
import type { Fault } from '@ishur/contract';
import { recordFault } from './faults.ts';
import { countIn, rawField } from './record-fields.ts';

/** What INI.TXT says of its run, in raw fields: their text is spelled only when the run's spelling is known. */
export interface Ini {
  readonly name: string;
  /** The A000 record, padded to its length; `undefined` where there is none. */
  readonly master: string | undefined;
  /** Summary records: how many of each code there are said to be, and in which line. */
  readonly counts: ReadonlyMap<string, { readonly count: number | undefined; readonly line: number }>;
  readonly faults: readonly { readonly line: number; readonly fault: Fault }[];
}

/** INI.TXT holds one record of 466 and a few of 19 characters. */
export const LARGEST_INI = 65_536;
const MOST_SUMMARIES = 100;

export function readIni(name: string, bytes: Uint8Array): Ini {
  // In UTF-8 a position is a character of several bytes, so it has to be known before a field can be cut.
  const isUtf8 = detectEncoding(bytes)?.name === 'utf-8';
  const splitter = createLineSplitter(LAYOUT.A000.length * 2);
  const counts = new Map<string, { count: number | undefined; line: number }>();
  const faults: Ini['faults'][number][] = [];
  let master: string | undefined;
  for (const line of [...lines(splitter.push(bytes), isUtf8), ...lines(splitter.end(), isUtf8)]) {
    const { text, number } = line;
    const code = text.slice(0, 4);
    if (code === 'A000' && master === undefined) {
      if (text.length < LAST_NEEDED) faults.push({ line: number, fault: shortMaster(name, number, text.length) });
      master = text.padEnd(LAYOUT.A000.length, ' ');
    } else if (/^[A-Z]\d{3}$/.test(code) && counts.size < MOST_SUMMARIES) {
      counts.set(code, { count: countIn(text, 1051), line: number });
    }
  }
  if (master === undefined) faults.push({ line: 1, fault: noMaster(name) });
  return { name, master, counts, faults };
}

/** The last position that is used here: 1034, whether there are branches. Some programs leave out the reserved rest. */
const LAST_NEEDED = 420;

function* lines(split: Generator<ByteLine, void>, isUtf8: boolean): Generator<{ text: string; number: number }> {
  for (const { bytes, number } of split) {
    const text = isUtf8 ? bytes.toString('utf8').replace(/^\ufeff/, '') : bytesAsText(bytes);
    yield { text, number };
  }
}

/** A field of the A000 record as it stands; empty where there is no such record. */
export function iniField(ini: Ini | undefined, field: number): string {
  return ini?.master === undefined ? '' : rawField(ini.master, field).trim();
}

function shortMaster(name: string, line: number, length: number): Fault {
  const where = placeOf(name, line);
  return recordFault('uniform-file/bad-ini', 1000, {
    he: `${where}: רשומת A000 באורך ${length} תווים במקום ${LAYOUT.A000.length}. הפיקו את הקבצים מחדש.`,
    en: `${where}: the A000 record has ${length} characters instead of ${LAYOUT.A000.length}. Produce the files again.`,
  });
}

function noMaster(name: string): Fault {
  return recordFault('uniform-file/bad-ini', 1000, {
    he: `${name}: אין בקובץ רשומת A000, ולכן פרטי ההפקה אינם ידועים. הפיקו את הקבצים מחדש.`,
    en: `${name}: there is no A000 record, so nothing is known of the run. Produce the files again.`,
  });
}
