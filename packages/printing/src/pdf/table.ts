import type { Column, ColumnKind, Sheet } from '../content/sheet.ts';
import { PAGE } from './canvas.ts';
import { widthOf } from './set-text.ts';
import { BOTTOM, MARGIN, WIDTH } from './writer.ts';
import type { Area, Block, Style, Writer } from './writer.ts';

/** Sizes of the letters, the usual one first: where amounts are very long, the whole table is set smaller rather than an amount broken. */
const SIZES = [9, 8, 7, 6] as const;
const PADDING = { side: 4, row: 4 } as const;

/** The least and the most that a column takes, in points; the description takes the rest. */
const WIDTHS: Readonly<Record<Exclude<ColumnKind, 'text'>, { readonly least: number; readonly most: number }>> = {
  index: { least: 26, most: 44 },
  code: { least: 44, most: 90 },
  unit: { least: 36, most: 70 },
  number: { least: 34, most: 90 },
  amount: { least: 48, most: 120 },
};
const LEAST_TEXT = 92;
/** The last column, under which the totals stand in larger letters. */
const LEAST_TOTAL = 74;

const ALIGN: Readonly<Record<ColumnKind, NonNullable<Style['align']>>> = {
  index: 'center',
  code: 'start',
  text: 'start',
  unit: 'start',
  // The last digits stand under each other, also in a table that is read from right to left.
  number: 'right',
  amount: 'right',
};

/** Draws the lines from `y` on over as many pages as they need; `nextPage` opens one and says where it begins. */
export function drawTable(writer: Writer, { columns, rows }: Sheet, y: number, nextPage: () => number): TableEnd {
  if (columns.length === 0) return { y };
  const { areas, size } = measure(writer, columns, rows);
  const head = setRow(
    writer,
    columns.map(({ heading }) => heading),
    columns,
    areas,
    { size, weight: 'bold' },
  );
  let at = y;
  const drawHead = (): void => {
    writer.canvas.box(MARGIN.side, at, WIDTH, head.height, { isFilled: true, grey: 0.9 });
    drawRow(writer, head, areas, at);
    at += head.height;
  };
  // A head alone at the foot of a page says nothing: it takes a few lines with it.
  if (at + head.height * 3 > BOTTOM) at = nextPage();
  drawHead();
  for (const cells of rows) {
    const row = setRow(writer, cells, columns, areas, { size });
    if (at + row.height > BOTTOM) {
      at = nextPage();
      drawHead();
    }
    drawRow(writer, row, areas, at);
    at += row.height;
    writer.canvas.rule(MARGIN.side, at, PAGE.width - MARGIN.side, at, { grey: 0.8 });
  }
  return { y: at, lastColumn: areas.at(-1) };
}

/** Where the table ends, and the column in which the totals of its lines stand. */
export interface TableEnd {
  readonly y: number;
  readonly lastColumn?: Area | undefined;
}

interface Row {
  readonly blocks: readonly Block[];
  readonly height: number;
}

function setRow(
  writer: Writer,
  cells: readonly string[],
  columns: readonly Column[],
  areas: readonly Area[],
  style: Style,
): Row {
  const blocks = cells.map((cell, at) => {
    const width = (areas[at]?.width ?? 0) - 2 * PADDING.side;
    return writer.set(cell, width, { ...style, align: ALIGN[columns[at]?.kind ?? 'text'] });
  });
  return { blocks, height: Math.max(style.size * 1.36, ...blocks.map(({ height }) => height)) + 2 * PADDING.row };
}

function drawRow(writer: Writer, { blocks }: Row, areas: readonly Area[], y: number): void {
  for (const [at, block] of blocks.entries()) {
    const { x, width } = areas[at] ?? { x: 0, width: 0 };
    writer.draw(block, { x: x + PADDING.side, width: width - 2 * PADDING.side }, y + PADDING.row);
  }
}

/** Columns as wide as what stands in them, the first at the side where lines begin, and the size in which they fit. */
function measure(
  writer: Writer,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): { readonly areas: readonly Area[]; readonly size: number } {
  // In the usual size; every other is in proportion.
  const widest = columns.map((column, at) => widestIn(writer, column, rows, at));
  const fitting = SIZES.values().flatMap((size) => [
    { size, widths: widthsIn(columns, widest, size, 'wide') },
    { size, widths: widthsIn(columns, widest, size, 'narrow') },
  ]);
  const smallest = SIZES[SIZES.length - 1] ?? SIZES[0];
  const room = WIDTH - LEAST_TEXT;
  const { size, widths } = fitting.find((each) => sum(each.widths) <= room) ?? {
    size: smallest,
    widths: widthsIn(columns, widest, smallest, 'narrow'),
  };
  // What does not even fit in the smallest size breaks inside its cell.
  const scale = Math.min(1, room / sum(widths));
  const rest = WIDTH - sum(widths) * scale;
  let from = 0;
  const areas = columns.map(({ kind }, at) => {
    const to = from + (kind === 'text' ? rest : (widths[at] ?? 0) * scale) / WIDTH;
    const area = writer.area(from, to);
    from = to;
    return area;
  });
  return { areas, size };
}

/** Words may break, so that their columns may be `narrow`; figures may not. The description takes what is left. */
function widthsIn(
  columns: readonly Column[],
  widest: readonly number[],
  size: number,
  words: 'wide' | 'narrow',
): readonly number[] {
  return columns.map(({ kind }, at) => {
    if (kind === 'text') return 0;
    const { least, most } = WIDTHS[kind];
    if (words === 'narrow' && (kind === 'code' || kind === 'unit')) return least;
    const wanted = ((widest[at] ?? 0) * size) / SIZES[0] + 2 * PADDING.side + 1;
    return Math.min(most, Math.max(at === columns.length - 1 ? LEAST_TOTAL : least, wanted));
  });
}

function widestIn(writer: Writer, column: Column, rows: readonly (readonly string[])[], at: number): number {
  if (column.kind === 'text') return 0;
  const { regular, bold } = writer.canvas.fonts;
  const words = column.heading.split(' ').map((word) => widthOf(word, bold, SIZES[0]));
  const cells = rows.slice(0, MEASURED_ROWS).map((row) => widthOf(row[at] ?? '', regular, SIZES[0]));
  return [...words, ...cells].reduce((most, width) => Math.max(most, width), 0);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** Rows whose cells are measured to find the width of a column. */
const MEASURED_ROWS = 2000;
