import { headerKey, parseDocumentType } from '@ishur/adapter-kit';
import type { SourceDocument } from '@ishur/contract/v1';
import type { CsvConfig } from './config.ts';
import type { Layout } from './layout.ts';
import { standingOf } from './standing.ts';

/** What a text in the type column means. */
export interface TypeMeaning {
  readonly code: number | undefined;
  /** «חשבונית מס - מבוטלת» says more than the type. */
  readonly standing: SourceDocument['standing'];
}

/** Different texts in a type column are few; a hostile file must not fill the memory with them. */
const MOST_REMEMBERED = 1000;

/** Reads type cells: as the configuration says, else by code or words; in a file without the column, always the assumed type. */
export function createTypeReader(layout: Layout, config: CsvConfig): (cell: string) => TypeMeaning {
  const { assumedType } = layout;
  if (assumedType !== undefined) {
    const meaning: TypeMeaning = { code: assumedType.code, standing: 'final' };
    return () => meaning;
  }
  const declared = new Map(Object.entries(config.documentTypes ?? {}).map(([text, code]) => [headerKey(text), code]));
  const remembered = new Map<string, TypeMeaning>();
  return (cell) => {
    const known = remembered.get(cell);
    if (known !== undefined) return known;
    const code = declared.get(headerKey(cell)) ?? parseDocumentType(cell);
    const meaning: TypeMeaning = { code, standing: standingOf(cell) };
    if (remembered.size < MOST_REMEMBERED) remembered.set(cell, meaning);
    return meaning;
  };
}
