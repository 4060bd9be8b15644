import { parseEntry } from './entry.ts';
import type { ReportEntry } from './entry.ts';
import { parseHeader } from './header.ts';
import type { ReportHeader } from './header.ts';
import { CLOSING, LENGTHS, cut } from './layout.ts';
import { isEntryLetter } from './letters.ts';
import type { EntryLetter } from './letters.ts';
import { splitLines } from './record-lines.ts';
import type { ByteSource, RecordLine } from './record-lines.ts';

/**
 * One record of a report, taken for what its first character says. `undefined` inside: its length or the form of one of its
 * fields is wrong, and only the line itself says what stands there.
 */
export type ReportRecord =
  | { readonly kind: 'header'; readonly line: RecordLine; readonly header: ReportHeader | undefined }
  | {
      readonly kind: 'entry';
      readonly line: RecordLine;
      readonly letter: EntryLetter;
      readonly entry: ReportEntry | undefined;
    }
  | { readonly kind: 'closing'; readonly line: RecordLine; readonly dealer: string | undefined }
  | { readonly kind: 'unknown'; readonly line: RecordLine };

/**
 * Reads a PCN874 file as it comes. Nothing is judged and nothing is held: memory does not grow with the file, and every
 * record carries the bytes that it was read from ({@link bytesOfLine}).
 */
export async function* readReport(source: ByteSource): AsyncGenerator<ReportRecord, void> {
  for await (const line of splitLines(source)) yield recordOfLine(line);
}

function recordOfLine(line: RecordLine): ReportRecord {
  const { text, length } = line;
  const letter = text[0] ?? '';
  // What was cut is not what stands in the file.
  const isWhole = text.length === length;
  if (letter === 'O') return { kind: 'header', line, header: isWhole ? parseHeader(text) : undefined };
  if (letter === 'X') return { kind: 'closing', line, dealer: closingDealer(text, length) };
  if (isEntryLetter(letter)) return { kind: 'entry', line, letter, entry: isWhole ? parseEntry(text) : undefined };
  return { kind: 'unknown', line };
}

function closingDealer(text: string, length: number): string | undefined {
  const dealer = cut(text, CLOSING.dealer);
  return length === LENGTHS.closing && /^\d{9}$/.test(dealer) ? dealer : undefined;
}
