import { badParameters, fieldNotPlaced } from './errors.ts';
import { meaningOf, REQUIRED_LINES } from './layouts.ts';
import type { FieldKind, LayoutName } from './layouts.ts';
import { findMisnumbered } from './parameter-remarks.ts';

/** Where a field stands in a record: positions from 1, both included, as a PRM file writes them. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Guard extends Place {
  /** The line of the PRM whose field stands beside it. */
  readonly line: number;
}

/** A parameter file that was understood. */
export interface Parameters {
  readonly layout: LayoutName;
  /** As messages call it: `IMOVEIN.PRM`. */
  readonly name: string;
  /** A record's length as line 1 has it: with the line end, with one character more, or without either. */
  readonly recordLength: number;
  /** Up to which position fields stand. A record is this long at the least. */
  readonly lastPosition: number;
  /** By the line of the PRM. Only fields that are read. */
  readonly places: ReadonlyMap<number, Place>;
  /** Places beside fields that are read, which belong to no field: a value there has lost a part of itself. */
  readonly guards: readonly Guard[];
  /** How many lines the file has, line 1 included. */
  readonly lines: number;
}

type PlacedLine = Place & { readonly line: number };

/** So many lines a PRM of today has; older programs write fewer. */
const MOST_FIELDS: Readonly<Record<LayoutName, number>> = { IMOVEIN: 87, MOVEIN: 35, HESHIN: 69 };
const NUMBER_WIDTH = 250;
/** Of HESHIN: the VAT number. */
const DEALER_LINE = 30;
/** Line 1 may count the line end; a separator may stand before it. */
const LONGEST_END = 3;
const MOST_LOST = 3;
/** No PRM has more; the longest that Hashavshevet describes has 87. */
const MOST_LINES = 200;
/** DOS programs end a file with it (Ctrl-Z). */
const END_OF_FILE = '\u001a';
/** A record of 64 KiB has room for every field ten times over. */
const LONGEST_RECORD = 65_536;

/**
 * Reads a parameter file. Line 1 is the length of a record, each further line two positions, parted by spaces or tabs;
 * whatever follows is a remark, whatever it holds. `0 0` is a field that the records do not have, and so is a line that an older
 * program did not write.
 *
 * @throws IshurError (`fix-config`) `hashavshevet/bad-parameters` with the line, or `hashavshevet/field-not-placed`.
 */
export function readParameters(bytes: Uint8Array, name: string, layout: LayoutName): Parameters {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimEnd();
  const content = text.endsWith(END_OF_FILE) ? text.slice(0, -1) : text;
  const lines = content.trimEnd().split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) throw badParameters(name, MOST_LINES + 1, lines[MOST_LINES] ?? '', 'too-long');
  const recordLength = Number(/^\s*(\d{1,6})(?![\d.])/.exec(lines[0] ?? '')?.[1] ?? 0);
  if (recordLength < 1 || recordLength > LONGEST_RECORD) throw badParameters(name, 1, lines[0] ?? '', 'record-length');
  const places = new Map<number, Place>();
  const all: PlacedLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const place = placeIn(line, index + 1, name);
    if (place === undefined) continue;
    if (place.end > recordLength) throw badParameters(name, index + 1, line, 'beyond-record', String(recordLength));
    all.push({ ...place, line: index + 1 });
    if (meaningOf(layout, index + 1) !== undefined) places.set(index + 1, place);
  }
  if (/^\s*\d+\D.*?\d+[ \t]+\d+[ \t]*(?:;|$)/.test(lines[0] ?? ''))
    throw badParameters(name, 1, lines[0] ?? '', 'two-lines');
  const misnumbered = findMisnumbered(lines);
  if (misnumbered !== undefined) throw badParameters(name, misnumbered + 1, lines[misnumbered] ?? '', 'misnumbered');
  refuseOverlaps(all, lines, name, layout);
  if (lines.length < MOST_FIELDS[layout]) refuseLostLine(all, lines, name, layout);
  if (lines.length > MOST_FIELDS[layout]) refuseDoubledLine(all, lines, name, layout);
  for (const line of REQUIRED_LINES[layout]) {
    if (!places.has(line)) throw fieldNotPlaced(name, line, layout);
  }
  const lastPosition = Math.max(...all.map(({ end }) => end));
  // An old program knows no VAT number, and its records end with what it knows. Where they go on, lines were cut off.
  const isCutOff = layout === 'HESHIN' && lines.length < DEALER_LINE && recordLength > lastPosition + LONGEST_END;
  if (isCutOff) throw fieldNotPlaced(name, DEALER_LINE, layout);
  return {
    layout,
    name,
    recordLength,
    lastPosition,
    places,
    guards: guardsOf(places, all, layout, recordLength),
    lines: lines.length,
  };
}

function guardsOf(
  places: ReadonlyMap<number, Place>,
  all: readonly PlacedLine[],
  layout: LayoutName,
  recordLength: number,
): Guard[] {
  const sorted = all.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const last = sorted.at(-1)?.end ?? 0;
  return sorted.flatMap((place, index): Guard[] => {
    const next = sorted[index + 1];
    const [start, end] = [place.end + 1, (next?.start ?? last + 2) - 1];
    if (end < start) return [];
    // Of HESHIN many programs write no lines behind the VAT number, though the records go on.
    if (next === undefined)
      return layout === 'HESHIN' ? [] : [{ start, end: Math.max(end, recordLength), line: place.line }];
    const [isRead, isNextRead] = [places.has(place.line), places.has(next.line)];
    // Between two neighbours nothing was left out on purpose: `0 0` would stand between them. And a number that is not seen
    // is asked for a second time.
    const isBesideNumber = [place, next].some(({ line }) => meaningOf(layout, line)?.kind === 'allocation');
    if (next.line === place.line + 1 || isBesideNumber)
      return isRead || isNextRead ? [{ start, end, line: isRead ? place.line : next.line }] : [];
    return [
      ...(isRead ? [{ start, end: start, line: place.line }] : []),
      ...(isNextRead ? [{ start: end, end, line: next.line }] : []),
    ];
  });
}

/** The numbers of a line; `undefined` for a field that is not there. */
function placeIn(line: string, number: number, name: string): Place | undefined {
  const match = /^\s*(\d{1,6})[ \t,]+(\d{1,6})(?!\d)/.exec(line);
  if (match === null) throw badParameters(name, number, line, 'positions');
  const [start, end] = [Number(match[1]), Number(match[2])];
  if (start === 0 && end === 0) return undefined;
  if (start === 0 || end < start) throw badParameters(name, number, line, 'positions');
  return { start, end };
}

/**
 * Where two lines ran into one, every field behind them is read from its neighbour's place, and the allocation number from
 * none. It shows where fields that follow each other at one distance have a hole in them that no `0 0` accounts for, or a
 * remark that holds another field. Only looked for where lines are missing.
 */
function refuseLostLine(
  places: readonly PlacedLine[],
  lines: readonly string[],
  name: string,
  layout: LayoutName,
): void {
  const merged = lines.findIndex((line, index) => index > 0 && /^\s*\d+[ \t,]+\d+.*\D\d+[ \t]+\d/.test(line));
  if (merged !== -1) throw badParameters(name, merged + 1, lines[merged] ?? '', 'two-lines');
  // The allocation number is the last field and 250 wide, and none of those before it is.
  const end = places.at(-1);
  const isNumber = end !== undefined && end.line === lines.length && end.end - end.start >= NUMBER_WIDTH - 1;
  if (layout !== 'HESHIN' && isNumber && lines.length >= MOST_FIELDS[layout] - MOST_LOST)
    throw badParameters(name, end.line, lines[end.line - 1] ?? '', 'line-lost');
  const steps = places.flatMap((place, index) => {
    const before = places[index - 1];
    return before === undefined || place.line !== before.line + 1 ? [] : [{ place, gap: place.start - before.end }];
  });
  const usual = Math.min(...steps.map(({ gap }) => gap));
  const holes = steps.filter(({ gap }) => gap > usual);
  // A layout that somebody made by hand has gaps of all widths.
  const [hole] = holes;
  if (usual < 1 || hole === undefined || holes.length > steps.length / 10) return;
  throw badParameters(name, hole.place.line, lines[hole.place.line - 1] ?? '', 'line-lost');
}

/**
 * Where a line stands twice, every field behind it is read from its neighbour's place. It shows in a file of more lines than
 * there are fields: two neighbours share a place, or the allocation number does not stand in the last line.
 */
function refuseDoubledLine(
  places: readonly PlacedLine[],
  lines: readonly string[],
  name: string,
  layout: LayoutName,
): void {
  const doubled = places.find((place, index) => {
    const before = places[index - 1];
    return before?.line === place.line - 1 && before.start === place.start && before.end === place.end;
  });
  const behind = places.find(({ line }) => layout !== 'HESHIN' && line > MOST_FIELDS[layout]);
  const first = doubled ?? behind;
  if (first !== undefined) throw badParameters(name, first.line, lines[first.line - 1] ?? '', 'line-doubled');
}

/** Two fields of one kind may share a whole place; anything else would read one field's characters as another's. */
function refuseOverlaps(
  places: readonly PlacedLine[],
  lines: readonly string[],
  name: string,
  layout: LayoutName,
): void {
  const sorted = places.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let before: PlacedLine | undefined;
  for (const place of sorted) {
    if (before !== undefined && place.start <= before.end && !isShared(before, place, layout)) {
      const [first, second] = before.line < place.line ? [before, place] : [place, before];
      throw badParameters(name, second.line, lines[second.line - 1] ?? '', 'overlap', String(first.line));
    }
    if (before === undefined || place.end > before.end) before = place;
  }
}

function isShared(one: PlacedLine, other: PlacedLine, layout: LayoutName): boolean {
  if (one.start !== other.start || one.end !== other.end) return false;
  const [first, second] = [meaningOf(layout, one.line)?.kind, meaningOf(layout, other.line)?.kind];
  if (first === undefined || second === undefined) return first === second || SHAREABLE.has(first ?? second ?? 'sum');
  return first === second && SHAREABLE.has(first);
}

/** One date is often written for the reference's and the value's, one number for two references. */
const SHAREABLE: ReadonlySet<FieldKind> = new Set(['date', 'reference', 'text']);
