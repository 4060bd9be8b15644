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
  /** One character. */
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
const QUOTE_CODE = 0x22;
const SPACE = 0x20;
const CARRIAGE_RETURN = 0x0d;
/** Below every position. */
const UNKNOWN = -2;

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
  const delimiterCode = delimiter.charCodeAt(0);
  const newlineCode = newline.charCodeAt(0);
  let buffer = '';
  let line = 1;
  /** Length of the buffer at which the record that it begins with may be complete. */
  let enough = 0;
  /** Where the next of each stands in the buffer; -1 for nowhere. Looked up again only when it is passed. */
  let newlineAt = UNKNOWN;
  let delimiterAt = UNKNOWN;
  let quoteAt = UNKNOWN;

  function nextNewline(from: number): number {
    if (newlineAt !== -1 && newlineAt < from) newlineAt = find(buffer, newline, from);
    return newlineAt;
  }

  function nextDelimiter(from: number): number {
    if (delimiterAt !== -1 && delimiterAt < from) delimiterAt = find(buffer, delimiter, from);
    return delimiterAt;
  }

  function nextQuote(from: number): number {
    if (quoteAt !== -1 && quoteAt < from) quoteAt = find(buffer, QUOTE, from);
    return quoteAt;
  }

  function split(isFinal: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let position = 0;
    newlineAt = delimiterAt = quoteAt = UNKNOWN;
    while (position < buffer.length) {
      const quote = nextQuote(position);
      let stop = nextNewline(position);
      if (stop === -1 && !isFinal) {
        if (buffer.length - position > LONGEST_ROW) throw rowTooLong(file, line, LONGEST_ROW);
        break;
      }
      if (stop === -1) stop = buffer.length;
      const record = quote === -1 || quote >= stop ? splitPlain(position, stop) : splitQuoted(position, isFinal);
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

  function splitPlain(start: number, stop: number): CsvRecord {
    const end = Math.max(start, endOfText(stop));
    const cells: string[] = [];
    cutCells(cells, start, end);
    return { cells, raw: buffer.slice(start, end), lineEnd: lineEndOf(end, stop), line };
  }

  /** Cells in which quotation marks mean nothing. */
  function cutCells(cells: string[], start: number, end: number): void {
    let position = start;
    for (;;) {
      const at = nextDelimiter(position);
      if (at === -1 || at >= end) break;
      cells.push(buffer.slice(position, at));
      position = at + 1;
    }
    cells.push(buffer.slice(position, end));
  }

  /** Where the text before a line end, or before the end of the file, stops: a carriage return is part of the line end. */
  function endOfText(stop: number): number {
    return newline === '\n' && buffer.charCodeAt(stop - 1) === CARRIAGE_RETURN ? stop - 1 : stop;
  }

  function lineEndOf(end: number, stop: number): string {
    if (stop === buffer.length) return buffer.slice(end);
    return end === stop ? newline : '\r\n';
  }

  /** `undefined` when the record is not complete in the buffer. */
  function splitQuoted(start: number, isFinal: boolean): CsvRecord | undefined {
    const cells: string[] = [];
    let position = start;
    for (;;) {
      const opensWithQuote = buffer.charCodeAt(position) === QUOTE_CODE;
      if (opensWithQuote) {
        const closing = closingQuote(position, isFinal);
        if (closing === undefined) return undefined;
        if (closing !== -1) {
          const quoted = buffer.slice(position + 1, closing);
          cells.push(hasDoubled ? withoutDoubling(quoted) : quoted);
          const after = afterSpaces(closing + 1);
          if (buffer.charCodeAt(after) !== delimiterCode) return endOfRecord(start, after, cells, isFinal);
          position = after + 1;
          continue;
        }
      }
      const end = nextDelimiter(position);
      const stop = nextNewline(position);
      if (end === -1 || (stop !== -1 && stop < end)) {
        const record = endOfRecord(start, position, cells, isFinal);
        if (record === undefined) return undefined;
        const last = buffer.slice(position, start + record.raw.length);
        cells.push(opensWithQuote ? withoutLooseQuotes(last) : last);
        return record;
      }
      const cell = buffer.slice(position, end);
      cells.push(opensWithQuote ? withoutLooseQuotes(cell) : cell);
      position = end + 1;
    }
  }

  /** The record that ends with the line in which `from` stands; `undefined` where that line is not complete. */
  function endOfRecord(start: number, from: number, cells: readonly string[], isFinal: boolean): CsvRecord | undefined {
    const found = nextNewline(from);
    if (found === -1 && !isFinal) return undefined;
    const stop = found === -1 ? buffer.length : found;
    const end = Math.max(from, endOfText(stop));
    const raw = buffer.slice(start, end);
    const firstLine = line;
    if (spansLines) line += countOf(newline, raw);
    spansLines = false;
    return { cells, raw, lineEnd: lineEndOf(end, stop), line: firstLine };
  }

  /** What {@link closingQuote} met on its way: a doubled quotation mark in the cell, a line end in the record. */
  let hasDoubled = false;
  let spansLines = false;

  /** Index of the quotation mark that closes a cell; -1 where the cell is not quoted at all; `undefined` when more text decides. */
  function closingQuote(opened: number, isFinal: boolean): number | undefined {
    let quote = opened;
    hasDoubled = false;
    for (;;) {
      quote = find(buffer, QUOTE, quote + 1);
      const reached = quote === -1 ? buffer.length : quote;
      if (reached - opened > LONGEST_CELL) throw cellTooLong(file, line, LONGEST_CELL);
      if (quote === -1) return isFinal ? -1 : undefined;
      if (quote + 1 === buffer.length && !isFinal) return undefined;
      const following = buffer.charCodeAt(quote + 1);
      if (following === QUOTE_CODE) {
        hasDoubled = true;
        quote += 1;
        continue;
      }
      if (following !== delimiterCode) {
        const after = afterSpaces(quote + 1);
        if (after >= buffer.length) return isFinal ? quote : undefined;
        if (buffer[after] === '\r' && after + 1 === buffer.length && !isFinal) return undefined;
        if (!isEndOfCell(after)) return -1;
      }
      const newlineNext = nextNewline(opened);
      if (newlineNext !== -1 && newlineNext < quote) spansLines = true;
      return quote;
    }
  }

  function isEndOfCell(position: number): boolean {
    const code = buffer.charCodeAt(position);
    if (code === delimiterCode || code === newlineCode) return true;
    if (newline === '\r' || code !== CARRIAGE_RETURN) return false;
    return buffer[position + 1] === '\n' || position + 1 === buffer.length;
  }

  function afterSpaces(position: number): number {
    let after = position;
    while (buffer.charCodeAt(after) === SPACE) after += 1;
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

function withoutDoubling(quoted: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const at = quoted.indexOf('""', from);
    if (at === -1) return text + quoted.slice(from);
    text += quoted.slice(from, at + 1);
    from = at + 2;
  }
}

/** Of a cell that begins with one: `"כהן בע"מ"`, from a program that puts them around a cell and does not double those in it. */
function withoutLooseQuotes(cell: string): string {
  return cell.length > 1 && cell.endsWith(QUOTE) ? cell.slice(1, -1) : cell;
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
