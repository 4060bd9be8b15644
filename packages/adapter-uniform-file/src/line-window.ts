import type { ByteSource } from './byte-source.ts';
import { placeOf } from './named-file.ts';
import { keyOfLine, readLine } from './read-line.ts';
import type { DocumentLine } from './read-line.ts';
import { countIn } from './record-fields.ts';
import { scanRecords } from './scan-records.ts';
import type { Spelling } from './spelling.ts';
import { isWhole } from './tally.ts';

/** Finds the D110 lines of each header. */
export interface LineWindow extends AsyncDisposable {
  /** The lines of the next document with this key; none where it has none. */
  take(key: string): Promise<readonly DocumentLine[]>;
}

/** So many lines wait for their headers at the utmost. */
const MOST_WAITING = 10_000;
/** A line's number has four digits. */
const MOST_IN_DOCUMENT = 9999;

/**
 * Walks through the file a second time, beside the walk through its headers. The rules do not say where the lines of a
 * document stand: some programs write them after their header, others all headers first and then all lines (OF 1.31, 2.5).
 * Lines whose header has not come yet wait, so headers and lines need not be in the same order; memory does not grow with
 * the file, because only some lines may wait.
 */
export function openLineWindow(data: ByteSource, spelling: Spelling, signal: AbortSignal): LineWindow {
  const pieces = scanRecords(data, spelling, signal);
  const waiting = new Map<string, DocumentLine[][]>();
  let waitingLines = 0;
  let isAtEnd = false;
  let current: { key: string; lastIndex: number; lines: DocumentLine[] } | undefined;

  function close(): void {
    if (current === undefined) return;
    const groups = waiting.get(current.key);
    if (groups === undefined) waiting.set(current.key, [current.lines]);
    else groups.push(current.lines);
    waitingLines += current.lines.length;
    current = undefined;
  }

  async function fill(): Promise<void> {
    const piece = await pieces.next();
    if (piece.done === true) {
      isAtEnd = true;
      close();
      return;
    }
    for (const { code, text, line, length } of piece.value) {
      if (code !== 'D110') {
        if (code !== 'D120') close();
        continue;
      }
      if (!isWhole(code, text, length)) continue;
      const key = keyOfLine(text);
      const index = countIn(text, 1255) ?? 0;
      // Two documents of one number may follow each other; the second starts counting again.
      const isSame =
        current?.key === key && (index === 0 || index > current.lastIndex) && current.lines.length < MOST_IN_DOCUMENT;
      if (!isSame) close();
      current ??= { key, lastIndex: 0, lines: [] };
      current.lastIndex = index;
      current.lines.push(readLine(text, placeOf(data.name, line), spelling));
    }
  }

  return {
    async take(key) {
      while (!waiting.has(key) && !isAtEnd && waitingLines < MOST_WAITING) await fill();
      const groups = waiting.get(key);
      const lines = groups?.shift();
      if (groups?.length === 0) waiting.delete(key);
      waitingLines -= lines?.length ?? 0;
      return lines ?? [];
    },
    async [Symbol.asyncDispose]() {
      await pieces.return();
    },
  };
}
