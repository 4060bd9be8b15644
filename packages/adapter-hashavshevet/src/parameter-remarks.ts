/** Fewer numbered remarks say nothing. */
const FEWEST = 10;
const FIRST_LINE = /^\s*\d+[ \t]*[;\t -][ \t]*(1)(?![\d.])/;
const LINE = /^\s*\d+[ \t,]+\d+[ \t]*[;\t -][ \t]*(\d{1,3})(?![\d.])/;

/** Lines numbered as they are, fields from 1, or fields from 0, as an offset to the index of the line. */
const FROM: readonly number[] = [1, 0, -1];

/**
 * The index of the first line whose remark numbers it otherwise than the remarks before it. Many programs begin a remark with
 * the number of its line; where one line was lost or stands twice, all remarks behind it are off by one, and so is every field.
 * Remarks that begin with other figures (a width, a year) have no order, and say nothing.
 */
export function findMisnumbered(lines: readonly string[]): number | undefined {
  const numbered = lines.flatMap((line, index) => {
    // Line 1 has one number of its own; its remark is a number of a line if it says 1.
    const number = (index === 0 ? FIRST_LINE : LINE).exec(line)?.[1];
    return number === undefined ? [] : [{ index, offset: Number(number) - index }];
  });
  const counts = new Map<number, number>();
  for (const { offset } of numbered) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  const usual = Math.max(0, ...counts.values());
  if (usual < FEWEST || usual < numbered.length / 3) return undefined;
  const [first] = numbered;
  // All in order, and none where it should be: the beginning of the file was lost.
  if (first !== undefined && counts.size === 1) return FROM.includes(first.offset) ? undefined : first.index;
  return numbered.find(({ offset }) => offset !== numbered[0]?.offset)?.index;
}
