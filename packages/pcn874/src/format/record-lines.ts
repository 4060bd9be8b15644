/** Bytes of a file, in pieces of any size. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** One line of a file. Every character stands for one byte (ISO 8859-1), so that nothing is lost or changed on the way. */
export interface RecordLine {
  /** From 1. */
  readonly number: number;
  /** Without the line end; of a line longer than {@link LONGEST_LINE}, its beginning. */
  readonly text: string;
  /** Bytes of the line, also of one that is cut, without its line end. */
  readonly length: number;
  /** As it stands; empty in a last line that has none. */
  readonly end: '\r\n' | '\n' | '';
  /** True where the UTF-8 byte order mark stood before it, which is not part of the text. */
  readonly hasMark: boolean;
}

/** Bytes that are kept of a line. The longest record has 131; a file without line ends does not fill the memory. */
export const LONGEST_LINE = 256;

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];
const MARK = [0xef, 0xbb, 0xbf];

/** Splits a file into lines as it comes: at most {@link LONGEST_LINE} bytes are held, whatever the file is. */
export async function* splitLines(source: ByteSource): AsyncGenerator<RecordLine, void> {
  const kept = new Uint8Array(LONGEST_LINE);
  let [length, number, before] = [0, 0, 0];

  const take = (hasFeed: boolean): RecordLine => {
    number += 1;
    const isPair = hasFeed && before === CARRIAGE_RETURN && length > 0;
    const whole = isPair ? length - 1 : length;
    const hasMark = number === 1 && MARK.every((byte, index) => index < whole && kept[index] === byte);
    const start = hasMark ? MARK.length : 0;
    const text = String.fromCharCode(...kept.subarray(start, Math.min(whole, LONGEST_LINE)));
    [length, before] = [0, 0];
    return { number, text, length: whole - start, end: isPair ? '\r\n' : hasFeed ? '\n' : '', hasMark };
  };

  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    if (length < LONGEST_LINE) kept.set(bytes.subarray(0, LONGEST_LINE - length), length);
    length += bytes.length;
    before = bytes.at(-1) ?? 0;
  };

  for await (const piece of source) {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, start)) {
      keep(piece.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    keep(piece.subarray(start));
  }
  if (length > 0) yield take(false);
}

/**
 * The bytes of a line, exactly as they were read.
 *
 * @throws RangeError for a line of which only the beginning was kept.
 */
export function bytesOfLine(line: RecordLine): Uint8Array {
  if (line.text.length !== line.length) throw new RangeError(`Line ${line.number} was not kept whole.`);
  const mark = line.hasMark ? String.fromCharCode(...MARK) : '';
  return bytesOf(`${mark}${line.text}${line.end}`);
}

/** One byte for every character, which must be below 256. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
