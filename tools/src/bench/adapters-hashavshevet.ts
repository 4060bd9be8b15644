import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Widths by the line of the PRM; every other line is `0 0`, as in a company that does not use it. */
const widths: ReadonlyMap<number, number> = new Map([
  [2, 15],
  [3, 9],
  [4, 2],
  [5, 50],
  [9, 10],
  [17, 5],
  [18, 5],
  [22, 20],
  [23, 10],
  [24, 10],
  [28, 100],
  [54, 9],
  [60, 9],
  [87, 26],
]);
const lastLine = 87;

/** Writes IMOVEIN.PRM and IMOVEIN.DOC in Windows-1255, with two records for each document. */
export function writeImovein(folder: string, rows: number): void {
  let position = 1;
  const places = new Map<number, string>();
  for (const [line, width] of widths) {
    places.set(line, `${position} ${position + width - 1}`);
    position += width;
  }
  const lines = Array.from({ length: lastLine - 1 }, (_, index) => places.get(index + 2) ?? '0 0');
  writeFileSync(join(folder, 'IMOVEIN.PRM'), [position - 1, ...lines, ''].join('\r\n'));
  const file = openSync(join(folder, 'IMOVEIN.DOC'), 'w');
  let piece = '';
  for (let row = 0; row < rows; row += 1) {
    piece += `${recordOf(row)}\r\n`;
    if (piece.length < 1_000_000) continue;
    writeSync(file, piece, undefined, 'latin1');
    piece = '';
  }
  writeSync(file, piece, undefined, 'latin1');
  closeSync(file);
}

const hebrew = (value: string): string =>
  value.replace(/[א-ת]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x4f0));
const customer = hebrew('מאפיית הכפר בע"מ');
const goods = hebrew('שעות ייעוץ');

function recordOf(row: number): string {
  const document = Math.floor(row / 2);
  const values: readonly (readonly [number, string])[] = [
    [2, `C-${document % 500}`],
    [3, String(100_000 + document)],
    [4, '1'],
    [5, customer],
    [9, `${String(1 + (document % 28)).padStart(2, '0')}/06/2026`],
    [17, '0'],
    [18, '18'],
    [22, `SKU-${row % 300}`],
    [23, '2'],
    [24, `${5000 + (document % 997)}.50`],
    [28, goods],
    [54, String(1 + (row % 2))],
    [60, '777777723'],
    [87, ''],
  ];
  return values.map(([line, value]) => value.padEnd(widths.get(line) ?? 0)).join('');
}
