import type { Sheet } from '../content/sheet.ts';
import { PAGE } from './canvas.ts';
import type { TableEnd } from './table.ts';
import { BOTTOM, MARGIN, WIDTH } from './writer.ts';
import type { Area, Style, Writer } from './writer.ts';

const PADDING = 4;

/** All totals on one page, with the figures under those of the lines. Gives where they end. */
export function drawTotals(writer: Writer, sheet: Sheet, table: TableEnd, nextPage: () => number): number {
  const { totals, direction } = sheet;
  const labels = writer.area(0.5, 1).width;
  const rows = totals.map(({ label, amount, isLast = false }) => {
    const style: Style = { size: isLast ? 11 : 9.5, weight: isLast ? 'bold' : 'regular', direction };
    const figure = writer.set(amount, labels, { ...style, align: 'right', direction: 'ltr' });
    return { label, style, figure, isLast };
  });
  const widest = Math.max(0, ...rows.flatMap(({ figure }) => figure.lines.map(({ width }) => width)));
  const [words, figures] = areasOf(writer, widest + 2 * PADDING, table.lastColumn);
  const placed = rows.map(({ label, style, ...row }) => {
    const block = writer.set(label, words.width - 2 * PADDING, style);
    return { ...row, block, height: Math.max(block.height, row.figure.height) + 6 };
  });
  const height = placed.reduce((sum, row) => sum + row.height, 0);
  let at = placed.length > 0 && table.y + GAP + height > BOTTOM ? nextPage() : table.y + GAP;
  for (const { block, figure, isLast, height: rowHeight } of placed) {
    if (isLast) writer.canvas.box(Math.min(words.x, figures.x), at, words.width + figures.width, rowHeight);
    writer.draw(block, { x: words.x + PADDING, width: words.width - 2 * PADDING }, at + 3);
    writer.draw(figure, { x: figures.x + PADDING, width: figures.width - 2 * PADDING }, at + 3);
    at += rowHeight;
  }
  return at;
}

/** Between the lines and the totals. */
const GAP = 12;

/** Words and figures: the figures in the last column of the table, or wider where they need it. */
function areasOf(writer: Writer, widest: number, lastColumn: Area | undefined): readonly [Area, Area] {
  const width = Math.max(widest, lastColumn?.width ?? 0);
  const words = WIDTH * 0.46 - width;
  if (writer.direction === 'rtl') {
    return [
      { x: MARGIN.side + width, width: words },
      { x: MARGIN.side, width },
    ];
  }
  const x = PAGE.width - MARGIN.side - width;
  return [
    { x: x - words, width: words },
    { x, width },
  ];
}
