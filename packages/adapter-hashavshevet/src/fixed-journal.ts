import type { Parameters, Place } from './parameters.ts';

/** The record of MOVEIN.DAT in the detailed method, 180 bytes with its line end, by the lines of MOVEIN.PRM. */
const PLACES: readonly (readonly [line: number, start: number, end: number])[] = [
  [2, 1, 3],
  [3, 4, 8],
  [5, 9, 14],
  [4, 15, 19],
  [6, 20, 25],
  [8, 26, 28],
  [9, 29, 50],
  [10, 51, 58],
  [11, 59, 66],
  [12, 67, 74],
  [13, 75, 82],
  [14, 83, 94],
  [15, 95, 106],
  [16, 107, 118],
  [17, 119, 130],
];

/** Without the line end. */
const FIXED_RECORD_LENGTH = 178;

/** MOVEIN.DAT needs no PRM. `name` is the data file's own, since it has its places from itself. */
export function fixedJournal(name: string): Parameters {
  return {
    layout: 'MOVEIN',
    name,
    recordLength: FIXED_RECORD_LENGTH + 2,
    lastPosition: FIXED_RECORD_LENGTH,
    places: new Map(PLACES.map(([line, start, end]): readonly [number, Place] => [line, { start, end }])),
    guards: [],
    lines: 0,
  };
}
