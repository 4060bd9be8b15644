import { IshurError } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';
import type { Adapters } from '../built-in-adapters.ts';

/** Whose file it is by its name alone: that adapter says best what is wrong with the content. */
export function likelyByName(adapters: Adapters, path: string): Adapter | undefined {
  if (/\.(?:csv|tsv)$/i.test(path)) return adapters.get('csv');
  if (/\.(?:json|ndjson|jsonl)$/i.test(path)) return adapters.get('json');
  return /(?:^|[/\\])bkmvdata[^/\\]*$/i.test(path) ? adapters.get('uniform-file') : undefined;
}

/** No adapter knows the file: which were asked, and how to name one. */
export function fileNotRecognised(path: string, tried: readonly string[], known: readonly string[]): IshurError {
  const command = `ishur check --adapter ${known[0] ?? 'csv'} ${path}`;
  return new IshurError({
    code: 'cli/file-not-recognised',
    remedy: 'fix-document',
    message: {
      he: `אף מתאם (${tried.join(', ')}) לא זיהה את הקובץ ${path} לפי שמו ותחילתו. אם ידוע מי קורא אותו, ציינו את המתאם (${known.join(', ')}) עם --adapter, למשל: ${command}. מתאם שהותקן בנפרד מצוין ב־adapters בקובץ ההגדרות, והקובץ ב־--config.`,
      en: `No adapter (${tried.join(', ')}) knows the file ${path} by its name and first bytes. Where you know which reads it, name it (${known.join(', ')}) with --adapter, such as: ${command}. An adapter that was installed by itself stands under \`adapters\` in a configuration, which --config names.`,
    },
  });
}

/** No file of a folder is known to any adapter. */
export function nothingKnownIn(folder: string, known: readonly string[]): IshurError {
  return new IshurError({
    code: 'cli/file-not-recognised',
    remedy: 'fix-document',
    message: {
      he: `בתיקייה ${folder} אין קובץ שאחד המתאמים (${known.join(', ')}) מזהה. ציינו קובץ, או מתאם עם --adapter.`,
      en: `${folder} is a folder, and no adapter (${known.join(', ')}) knows a file in it. Name a file, or an adapter with --adapter.`,
    },
  });
}

/** What adapters say of a file that is of another kind than theirs. Any other fault is clear, and is told by itself. */
const OF_ANOTHER_KIND = /\/(?:no-header|not-uniform|not-json)$/;

/** What the adapter says that a file's name spoke for, and that nobody knew the file, where it may be another's. */
export function withUnknownTo(error: IshurError, guessed: string, tried: readonly string[]): IshurError {
  if (!OF_ANOTHER_KIND.test(error.code)) return error;
  return new IshurError({
    code: error.code,
    remedy: error.remedy,
    message: {
      he: `${error.text.he}\nאף מתאם (${tried.join(', ')}) לא זיהה את הקובץ; לפי שמו הוא נקרא על ידי ${guessed}. אם הוא של מתאם אחר, ציינו אותו עם --adapter.`,
      en: `${error.text.en}\nNo adapter (${tried.join(', ')}) knows the file; by its name it was read by ${guessed}. Where it is another's, name that one with --adapter.`,
    },
    cause: error,
  });
}
