import type { Language } from '../language.ts';

/** Lines of one kind that a person is shown. Whoever has more mends the cause, and not the rows. */
const SHOWN = 30;

/** The first lines, and how many more there are. `beyond` were not even kept. */
export function cut(lines: readonly string[], beyond: number, language: Language): readonly string[] {
  const more = Math.max(0, lines.length - SHOWN) + beyond;
  if (more === 0) return lines;
  const words = { he: `ועוד ${more} כאלה`, en: `and ${more} more of these` };
  return [...lines.slice(0, SHOWN), words[language]];
}
