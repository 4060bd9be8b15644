import { createDecoder, encodingOfMark, HEADER_FIELD_NAMES, mapHeaders } from '@ishur/adapter-kit';
import type { EncodingName, HeaderField, NamedFile, StreamingDecoder } from '@ishur/adapter-kit';
import type { HashavshevetConfig } from './config.ts';
import { headerNotFound, notThisEncoding } from './errors.ts';
import { readHead, readPieces } from './read-pieces.ts';
import { findSpelling } from './spelling.ts';
import type { Spelling } from './spelling.ts';

/** How a report was understood. */
export interface ReportLayout {
  readonly encoding: EncodingName;
  readonly spelling: Spelling;
  readonly delimiter: string;
  readonly headerLine: number;
  readonly header: readonly string[];
  readonly columns: ReadonlyMap<HeaderField, number>;
}

export interface ReportLine {
  readonly line: number;
  readonly text: string;
  /** True where the line was longer than the bound; `text` then holds its beginning. */
  readonly isCut: boolean;
}

const DELIMITERS: readonly string[] = ['\t', ';', ',', '|'];
/** A title, the company, the period and the day stand above the header. */
const MOST_ABOVE = 50;
export const LONGEST_LINE = 65_536;
const HEAD = 262_144;

/**
 * Finds the header of a report: the first line that names the number, the date and two of the three amounts.
 *
 * @throws IshurError (`fix-config`) `hashavshevet/header-not-found` or `hashavshevet/not-this-encoding`.
 */
export async function inspectReport(
  file: NamedFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<ReportLayout> {
  const head = await readHead(file, HEAD, signal);
  const spelling = await findSpelling(file, config, signal);
  const encoding = config.encoding ?? encodingOfMark(head)?.name ?? spelling.encoding;
  const needed: readonly HeaderField[] = ['reference', 'documentDate'];
  let fewest: readonly HeaderField[] = [...needed, 'netAmount', 'vatAmount'];
  for await (const { line, text } of readLines(file, encoding, signal)) {
    if (line > MOST_ABOVE) break;
    for (const delimiter of DELIMITERS) {
      if (!text.includes(delimiter)) continue;
      const header = splitCells(text, delimiter);
      const { columns, missing } = mapHeaders(header, config.columns ?? {});
      const amounts = (['netAmount', 'vatAmount', 'grossAmount'] as const).filter((field) => columns.has(field));
      const hasType = columns.has('documentType') || config.documentType !== undefined;
      const absent: HeaderField[] = needed.filter((field) => !columns.has(field));
      if (amounts.length < 2)
        absent.push(...(['netAmount', 'vatAmount'] as const).filter((field) => !columns.has(field)));
      if (!hasType) absent.push('documentType');
      absent.push(...missing.map(({ field }) => field));
      if (absent.length === 0) return { encoding, spelling, delimiter, headerLine: line, header, columns };
      if (absent.length < fewest.length) fewest = absent;
    }
  }
  throw headerNotFound(
    file.name,
    [...new Set(fewest)].map((field) => `${HEADER_FIELD_NAMES[field].he} (${field})`).join(', '),
  );
}

/** The lines of a report, decoded. */
export async function* readLines(
  file: NamedFile,
  encoding: EncodingName,
  signal: AbortSignal,
): AsyncGenerator<ReportLine, void> {
  const decoder = createDecoder(encoding);
  let pending = '';
  let isCut = false;
  let line = 0;
  const take = (text: string): ReportLine => {
    line += 1;
    const whole = isCut ? pending : pending + text;
    const taken = {
      line,
      text: whole.slice(0, LONGEST_LINE).replace(/\r$/, ''),
      isCut: isCut || whole.length > LONGEST_LINE,
    };
    pending = '';
    isCut = false;
    return taken;
  };
  for await (const piece of readPieces(file, signal)) {
    const lines = decode(decoder, piece, file, encoding).split('\n');
    const rest = lines.pop() ?? '';
    for (const text of lines) yield take(text);
    if (!isCut) pending += rest;
    if (pending.length > LONGEST_LINE) {
      pending = pending.slice(0, LONGEST_LINE);
      isCut = true;
    }
  }
  const last = decode(decoder, undefined, file, encoding);
  if (pending !== '' || last !== '') yield take(last);
}

function decode(
  decoder: StreamingDecoder,
  piece: Uint8Array | undefined,
  { name }: NamedFile,
  encoding: EncodingName,
): string {
  try {
    return piece === undefined ? decoder.end() : decoder.write(piece);
  } catch (cause) {
    throw notThisEncoding(name, encoding, cause);
  }
}

/** A cell is quoted where a mark begins it and another ends it; a mark within, as in ש"ח, is a letter. */
export function splitCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let start = 0;
  while (start <= text.length) {
    const quoted = text[start] === '"' ? closingMark(text, start, delimiter) : -1;
    if (quoted !== -1) {
      cells.push(text.slice(start + 1, quoted).replaceAll('""', '"'));
      start = quoted + 2;
      continue;
    }
    const end = text.indexOf(delimiter, start);
    cells.push(text.slice(start, end === -1 ? text.length : end));
    if (end === -1) break;
    start = end + 1;
  }
  return cells;
}

function closingMark(text: string, start: number, delimiter: string): number {
  let index = text.indexOf('"', start + 1);
  while (index !== -1) {
    if (text[index + 1] === '"') index = text.indexOf('"', index + 2);
    else if (index + 1 === text.length || text[index + 1] === delimiter) return index;
    else index = text.indexOf('"', index + 1);
  }
  return -1;
}
