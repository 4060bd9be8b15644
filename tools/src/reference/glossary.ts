import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A word of the glossary. */
export interface Word {
  readonly he: string;
  readonly en: string;
  readonly source: string;
}

const UNKNOWN: Word = { he: '–', en: '–', source: '' };

/** Looks words up in core's glossary: the rows of its tables that have a Hebrew and a meaning. */
export function readGlossary(root: string): (identifier: string) => Word {
  const text = readFileSync(join(root, 'packages/core/src/glossary.md'), 'utf8');
  const words = new Map<string, Word>();
  for (const line of text.split(/\r?\n/)) {
    const [identifier = '', he = '', en = '', source = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const [, name] = /^`([^`]+)`/.exec(identifier) ?? [];
    if (name !== undefined && !words.has(name)) words.set(name, { he, en, source });
  }
  return (identifier) => words.get(identifier) ?? UNKNOWN;
}
