import { readFileSync } from 'node:fs';
import type { UniformCounts } from './adapters-uniform.ts';

/** Lengths of the fields of each record of OPENFRMT 1.31, section 5, in their order. */
const widths: Readonly<Record<string, readonly number[]>> = {
  A100: [4, 9, 9, 15, 8, 50],
  C100: [
    4, 9, 9, 3, 20, 8, 4, 50, 50, 10, 30, 8, 30, 2, 15, 9, 8, 15, 3, 15, 15, 15, 15, 15, 12, 15, 10, 1, 8, 7, 9, 7, 13,
  ],
  D110: [4, 9, 9, 3, 20, 4, 3, 20, 1, 20, 30, 50, 30, 20, 17, 15, 15, 15, 4, 7, 8, 7, 7, 21],
  D120: [4, 9, 9, 3, 20, 4, 1, 10, 10, 15, 10, 8, 15, 1, 20, 1, 7, 8, 7, 60],
  Z900: [4, 9, 9, 15, 8, 15, 50],
};

/** The least that reading the file can be: one text of one byte for each character, and every field cut out of it into an array. */
export function sliceFields(path: string): UniformCounts {
  const text = readFileSync(path, 'latin1');
  let [documents, lines, at] = [0, 0, 0];
  for (;;) {
    const end = text.indexOf('\n', at);
    if (end === -1) return { documents, lines };
    const fields: string[] = [];
    for (const width of widths[text.slice(at, at + 4)] ?? []) {
      fields.push(text.slice(at, at + width));
      at += width;
    }
    if (at !== end - 1) throw new Error('The benchmark is wrong: a record has another length.');
    if (fields[0] === 'C100') documents += 1;
    if (fields[0] === 'D110') lines += 1;
    at = end + 1;
  }
}
