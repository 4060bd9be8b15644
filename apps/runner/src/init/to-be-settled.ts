import type { NotUnderstood, Understood } from './understand-source.ts';

/** Files that nobody knows and that are looked into all the same, where nothing else was found. */
export const MOST_GUESSED: number = 10;
/** Codes of adapters of tables: these are the documents, and a setting says which column is which. */
export const MISSES_COLUMNS: RegExp = /\/(?:columns-missing|column-unnamed)$/;

/** A file that only a setting keeps from being read is written all the same, with what is to be set: else it leads nowhere. */
export function toBeSettled(looked: Understood | NotUnderstood): readonly Understood[] {
  if (!('error' in looked) || looked.error.remedy !== 'fix-config') return [];
  const { source, error } = looked;
  const none = { notes: [], first: [], types: new Map(), documents: 0, unreadable: 0, isCut: false, issuer: undefined };
  return [{ source, settings: source.settings, ...none, assumed: [error.text], toSettle: error }];
}
