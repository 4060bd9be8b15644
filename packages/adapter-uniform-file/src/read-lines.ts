import type { Fault } from '@ishur/contract';
import type { ItemFields, RelatedDocument } from '@ishur/contract/v1';
import { placeOf } from '@ishur/adapter-kit';
import { readBase, readLine } from './read-line.ts';
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
export function readLines(source: FieldReader, name: string, lines: readonly KeptLine[], faults: Fault[]): Lines {
  if (lines.length === 0) return { items: NONE, related: NONE };
  source.blameIn(faults);
  const items: ItemFields[] = [];
  const related: RelatedDocument[] = [];
  for (const { text, line } of lines) {
    if (!isWholeText('D110', text)) {
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

function isSame(one: RelatedDocument, other: RelatedDocument): boolean {
  return one.documentType === other.documentType && one.reference === other.reference;
}
