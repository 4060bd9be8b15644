import { cellTooLong, rowTooLong } from './errors.ts';

/** One row of the file, which may span several lines where a quoted cell does. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** The row as it stands in the file, without its line end. */
  readonly raw: string;
  readonly lineEnd: string;
  /** Number of its first line in the file, from 1. */
  readonly line: number;
}

export interface RecordSplitter {
  /** The records that are complete with this piece of text. */
  push(text: string): CsvRecord[];
  /** The record that the end of the file completes, if any. */
  end(): CsvRecord[];
}

export interface SplitterOptions {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** For messages. */
  readonly file: string;
  /** A stand-in for `String.indexOf`, with which tests count the characters that are looked at. */
  readonly find?: FindText;
}

type FindText = (text: string, part: string, from: number) => number;

/** In characters. A cell of a document is shorter; more is a quotation mark that nobody closed, or an attack. */
export const LONGEST_CELL = 65_536;
export const LONGEST_ROW = 1_048_576;

const QUOTE = '"';

/**
 * Splits text into records. The work grows with the text and with nothing else, whatever is in it and whatever the pieces
 * are: the next delimiter and the next line end are looked up once, and again only when they are passed; and a record that
 * is not complete is tried again only when twice as much of it is there.
 *
 * Why not a library: a result file has to carry every row over as it stands, so the raw row is needed; messages need real
 * line numbers; and Hebrew is full of quotation marks that quote nothing (`ש"ח`, `בע"מ`, `"תקווה" בע"מ`), after which a
 * usual parser swallows the rows that follow. Here a cell is quoted only if it begins with `"` and the next single `"` is
 * followed by a delimiter, a line end or the end of the file. In any other cell quotation marks are ordinary characters.
 *
 * @throws IshurError (`fix-config`) `csv/cell-too-long` or `csv/row-too-long`.
 */
export function createRecordSplitter({
  delimiter,
  newline,
  file,
  find = (text, part, from) => text.indexOf(part, from),
}: SplitterOptions): RecordSplitter {
  const opening = delimiter + QUOTE;
  let buffer = '';
  let line = 1;
  /** Length of the buffer at which the record that it begins with may be complete. */
  let enough = 0;
  let next = lookUps();

  function lookUps(): Readonly<Record<'newline' | 'delimiter' | 'opening', (from: number) => number>> {
    return { newline: finderOf(newline), delimiter: finderOf(delimiter), opening: finderOf(opening) };
  }

  /** Finds a part of the buffer as it is now, for positions that never go back. */
  function finderOf(part: string): (from: number) => number {
    let found: number | undefined;
    return (from) => {
      if (found === undefined || (found !== -1 && found < from)) found = find(buffer, part, from);
      return found;
    };
  }

  function split(isFinal: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let position = 0;
    next = lookUps();
    while (position < buffer.length) {
      const quotedCell = next.opening(position);
      let newlineAt = next.newline(position);
      if (newlineAt === -1 && !isFinal) {
        if (buffer.length - position > LONGEST_ROW) throw rowTooLong(file, line, LONGEST_ROW);
        break;
      }
      if (newlineAt === -1) newlineAt = buffer.length;
      const record =
        buffer.startsWith(QUOTE, position) || (quotedCell !== -1 && quotedCell < newlineAt)
          ? splitQuoted(position, isFinal)
          : splitPlain(position, newlineAt);
      if (record === undefined) {
        if (buffer.length - position > LONGEST_ROW) throw rowTooLong(file, line, LONGEST_ROW);
        break;
      }
      checkLengths(record);
      records.push(record);
      position += record.raw.length + record.lineEnd.length;
      line += record.lineEnd === '' ? 0 : 1;
    }
    buffer = buffer.slice(position);
    enough = Math.min(buffer.length * 2, LONGEST_ROW + 1);
    return records;
  }

  function splitPlain(start: number, newlineAt: number): CsvRecord {
    const end = endOfText(newlineAt);
    const raw = buffer.slice(start, Math.max(start, end));
    return { cells: raw.split(delimiter), raw, lineEnd: buffer.slice(start + raw.length, newlineAt + 1), line };
  }

  /** Where the text before a line end, or before the end of the file, stops: a carriage return is part of the line end. */
  function endOfText(newlineAt: number): number {
    return newline === '\n' && buffer[newlineAt - 1] === '\r' ? newlineAt - 1 : newlineAt;
  }

  /** `undefined` when the record is not complete in the buffer. */
  function splitQuoted(start: number, isFinal: boolean): CsvRecord | undefined {
    const firstLine = line;
    const cells: string[] = [];
    let position = start;
    for (;;) {
      const closing = buffer[position] === QUOTE ? closingQuote(position, isFinal) : -1;
      if (closing === undefined) return undefined;
      if (closing !== -1) cells.push(buffer.slice(position + 1, closing).replaceAll('""', QUOTE));
      const from = closing === -1 ? position : afterSpaces(closing + 1);

      const newlineAt = next.newline(from);
      if (newlineAt === -1 && !isFinal) return undefined;
      const stop = newlineAt === -1 ? buffer.length : newlineAt;
      const delimiterAt = next.delimiter(from);
      if (delimiterAt !== -1 && delimiterAt < stop) {
        if (closing === -1) cells.push(withoutLooseQuotes(buffer.slice(position, delimiterAt)));
        position = delimiterAt + delimiter.length;
        continue;
      }
      const end = Math.max(position, endOfText(stop));
      if (closing === -1) cells.push(withoutLooseQuotes(buffer.slice(position, end)));
      const raw = buffer.slice(start, end);
      line += countOf(newline, raw);
      return { cells, raw, lineEnd: buffer.slice(end, stop + 1), line: firstLine };
    }
  }

  /** Index of the quotation mark that closes a cell; -1 where the cell is not quoted at all; `undefined` when more text decides. */
  function closingQuote(opening: number, isFinal: boolean): number | undefined {
    let quote = opening;
    for (;;) {
      quote = find(buffer, QUOTE, quote + 1);
      const reached = quote === -1 ? buffer.length : quote;
      if (reached - opening > LONGEST_CELL) throw cellTooLong(file, line, LONGEST_CELL);
      if (quote === -1) return isFinal ? -1 : undefined;
      if (quote + 1 === buffer.length && !isFinal) return undefined;
      if (buffer[quote + 1] === QUOTE) {
        quote += 1;
        continue;
      }
      const after = afterSpaces(quote + 1);
      if (after >= buffer.length) return isFinal ? quote : undefined;
      if (buffer[after] === '\r' && after + 1 === buffer.length && !isFinal) return undefined;
      return isEndOfCell(after) ? quote : -1;
    }
  }

  function isEndOfCell(position: number): boolean {
    if (buffer.startsWith(delimiter, position) || buffer.startsWith(newline, position)) return true;
    if (newline === '\r' || buffer[position] !== '\r') return false;
    return buffer[position + 1] === '\n' || position + 1 === buffer.length;
  }

  function afterSpaces(position: number): number {
    let after = position;
    while (buffer[after] === ' ') after += 1;
    return after;
  }

  function checkLengths(record: CsvRecord): void {
    if (record.raw.length > LONGEST_ROW) throw rowTooLong(file, record.line, LONGEST_ROW);
    if (record.raw.length <= LONGEST_CELL) return;
    if (record.cells.some((cell) => cell.length > LONGEST_CELL)) throw cellTooLong(file, record.line, LONGEST_CELL);
  }

  return {
    push(text) {
      buffer += text;
      return buffer.length < enough ? [] : split(false);
    },
    end() {
      return split(true);
    },
  };
}

/** `"כהן בע"מ"`, from a program that puts quotation marks around a cell and does not double those in it. */
function withoutLooseQuotes(cell: string): string {
  return cell.length > 1 && cell.startsWith(QUOTE) && cell.endsWith(QUOTE) ? cell.slice(1, -1) : cell;
}

function countOf(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** A cell as it is written to a file: quoted only where it has to be. */
export function writeCell(text: string, delimiter: string): string {
  const needsQuotes = text.includes(delimiter) || /["\r\n]/.test(text) || /^ | $/.test(text);
  return needsQuotes ? `"${text.replaceAll(QUOTE, '""')}"` : text;
}
