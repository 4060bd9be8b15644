import * as library from 'bidi-js';
import type { Bidi } from 'bidi-js';

// The package is CommonJS, and its whole export is the function that its types call the default of a module.
const bidi = (library.default as unknown as () => Bidi)();

/** One line in the order of the eye, for a terminal that does not know the bidirectional algorithm. The marks are gone. */
export function inVisualOrder(line: string): string {
  const levels = bidi.getEmbeddingLevels(line, line.startsWith('\u200f') ? 'rtl' : 'ltr');
  return bidi.getReorderedString(line, levels).replace(/[\u200e\u200f]/g, '');
}
