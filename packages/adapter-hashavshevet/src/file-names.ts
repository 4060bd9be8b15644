import { basename, dirname } from 'node:path';
import { createResultNaming } from '@ishur/adapter-kit';
import type { ResultNaming } from '@ishur/adapter-kit';

/** Where the import pairs are put, beside the data. Nothing in a folder of this name is ever a source. */
export const IMPORT_FOLDER = 'ishur-import';

const naming = createResultNaming('csv');

/** `IMOVEIN.DOC` has `IMOVEIN.DOC.ishur.csv` beside it, and its import pair in the folder `ishur-import`. */
export const resultNaming: ResultNaming = {
  ...naming,
  isResultFile: (path) => naming.isResultFile(path) || basename(dirname(path)).toLowerCase() === IMPORT_FOLDER,
  sourceNameOf: (name) => (naming.isResultFile(name) ? basename(name).slice(0, -'.ishur.csv'.length) : basename(name)),
};

export const DATA_ENDING: RegExp = /\.(?:doc|dat|txt)$/i;
export const PARAMETERS_ENDING: RegExp = /\.prm$/i;

/** What a file's name says: `imovein2026.doc` holds documents, `Movein.dat` a journal, `HESHIN.DAT` the accounts' cards. */
export function contentByName(path: string): 'documents' | 'journal' | 'accounts' | undefined {
  const name = basename(path).toLowerCase();
  if (name.includes('heshin')) return 'accounts';
  if (name.includes('imovein')) return 'documents';
  return name.includes('movein') ? 'journal' : undefined;
}

export function withoutEnding(path: string): string {
  return path.replace(/\.[^./\\]*$/, '');
}
