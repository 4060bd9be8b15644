import type { Fault } from '@ishur/contract';
import type { ItemFields, RelatedDocument } from '@ishur/contract/v1';
import { placeOf } from '@ishur/adapter-kit';
import { readBase, readLine } from './read-line.ts';
import { countIn } from './record-fields.ts';
import type { FieldReader } from './record-fields.ts';
import { lengthFault } from './record-faults.ts';
import type { KeptLine } from './stray-lines.ts';
import { isWholeText } from './tally.ts';

export interface Lines {
  readonly items: readonly ItemFields[];
  /** On which documents the lines rest, each once. */
  readonly related: readonly RelatedDocument[];
}

const NONE: readonly never[] = [];

/** Reads the D110 records of one document of the file `name`. */
export function readLines(
  source: FieldReader,
  { name, isPadded }: { readonly name: string; readonly isPadded: boolean },
  lines: readonly KeptLine[],
  faults: Fault[],
): Lines {
  if (lines.length === 0) return { items: NONE, related: NONE };
  source.blameIn(faults);
  const items: ItemFields[] = [];
  const related: RelatedDocument[] = [];
  for (const { text, line } of inOrder(lines)) {
    if (!isWholeText('D110', text, isPadded)) {
      faults.push(lengthFault(placeOf(name, line), 'D110', text.length));
      continue;
    }
    source.open(text, line);
    items.push(readLine(source));
    const base = readBase(source);
    if (base !== undefined && !related.some((other) => isSame(other, base))) related.push(base);
  }
  return { items, related };
}

/** Records may stand in any order; the lines of a document have the order of their own numbers (1255), where all have one. */
function inOrder(lines: readonly KeptLine[]): readonly KeptLine[] {
  let last = 0;
  let isOrdered = true;
  for (const { text } of lines) {
    const index = countIn(text, 1255) ?? 0;
    if (index === 0) return lines;
    isOrdered &&= index >= last;
    last = index;
  }
  return isOrdered
    ? lines
    : lines.toSorted((one, other) => (countIn(one.text, 1255) ?? 0) - (countIn(other.text, 1255) ?? 0));
}

function isSame(one: RelatedDocument, other: RelatedDocument): boolean {
  return one.documentType === other.documentType && one.reference === other.reference;
}
