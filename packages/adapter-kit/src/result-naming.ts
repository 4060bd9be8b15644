import { basename } from 'node:path';
import type { NamedFile } from './named-file.ts';

/** How the result files of an adapter are called. They stand beside their sources, and are never sources themselves. */
export interface ResultNaming {
  /** `חשבוניות.csv` has `חשבוניות.ishur.csv`, `x.txt` has `x.txt.ishur.csv`, in the same folder. */
  resultFileOf(source: NamedFile): NamedFile;
  /** `חשבוניות.csv` has `חשבוניות.ishur-import.csv`: what the accounting system itself is to read. */
  importFileOf(source: NamedFile): NamedFile;
  /** Of either kind. */
  isResultFile(path: string): boolean;
  /** How the source of a result file is most likely called. */
  sourceNameOf(result: string): string;
}

/** `ending` is that of sources and results alike: `csv` names them `x.csv` and `x.ishur.csv`. */
export function createResultNaming(ending: string): ResultNaming {
  const result = `.ishur.${ending}`;
  const importable = `.ishur-import.${ending}`;
  const endsWith = (path: string, suffix: string): boolean => path.toLowerCase().endsWith(suffix);
  const withoutEnding = (name: string): string =>
    endsWith(name, `.${ending}`) ? name.slice(0, -ending.length - 1) : name;
  const named = ({ path, name }: NamedFile, suffix: string): NamedFile => ({
    path: withoutEnding(path) + suffix,
    name: withoutEnding(name) + suffix,
  });
  return {
    resultFileOf: (source) => named(source, result),
    importFileOf: (source) => named(source, importable),
    isResultFile: (path) => endsWith(path, result) || endsWith(path, importable),
    sourceNameOf: (name) => {
      const suffix = endsWith(name, result) ? result : importable;
      return `${basename(name).slice(0, -suffix.length)}.${ending}`;
    },
  };
}
