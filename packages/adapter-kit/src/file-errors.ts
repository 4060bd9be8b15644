import type { Stats } from 'node:fs';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import { systemCodeOf } from './system-code.ts';

/** What may stand under a file's name without being a file. */
export type SpecialFile = 'folder' | 'pipe' | 'socket' | 'device';

/**
 * What can go wrong with a source file before anything in it is understood. The codes are those of the adapter:
 * `csv/no-file`, `json/no-file`. Files are named as `nameFile` names them.
 */
export interface FileErrors {
  /** `…/no-file` (`fix-config`). */
  noFile(patterns: readonly string[], folder: string): IshurError;
  /** `…/path-is-folder` (`fix-config`). */
  isFolder(name: string): IshurError;
  /** `…/path-is-result` (`fix-config`). */
  isResult(name: string, source: string): IshurError;
  /** `…/not-a-file` (`fix-config`). */
  notAFile(name: string, special: SpecialFile): IshurError;
  /** `…/result-not-a-file` (`fix-config`): in the place of a result file. */
  resultNotAFile(name: string, special: SpecialFile): IshurError;
  /** `…/file-busy` (`retry`) where another program holds the file, else `…/file-not-readable` (`fix-config`). */
  fileNotReadable(name: string, cause: unknown): IshurError;
  /** `…/file-being-written` (`retry`): by another program. */
  beingWritten(name: string): IshurError;
  /** `…/file-changed` (`retry`): while its result was being written. */
  fileChanged(name: string): IshurError;
}

const SPECIAL_FILES: Readonly<Record<SpecialFile, LocalizedMessage>> = {
  folder: { he: 'תיקייה', en: 'a folder' },
  pipe: { he: 'צינור (FIFO)', en: 'a pipe (FIFO)' },
  socket: { he: 'שקע תקשורת (socket)', en: 'a socket' },
  device: { he: 'התקן (device)', en: 'a device' },
};

/** What Windows and network drives say of a file that another program has for itself. */
const BUSY: ReadonlySet<string> = new Set(['EBUSY', 'EAGAIN', 'ETXTBSY']);

/** What a directory entry that is no ordinary file is. */
export function specialOf(entry: Stats): SpecialFile {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFIFO()) return 'pipe';
  return entry.isSocket() ? 'socket' : 'device';
}

/** The errors of one adapter. `adapter` is its id, `ending` that of its files: `csv`. */
export function createFileErrors(adapter: string, ending: string): FileErrors {
  const failure = (
    what: string,
    message: LocalizedMessage,
    remedy: Remedy = 'fix-config',
    cause?: unknown,
  ): IshurError => new IshurError({ code: `${adapter}/${what}`, remedy, message, cause });

  return {
    noFile(patterns, folder) {
      const list = patterns.map((pattern) => `«${pattern}»`).join(', ');
      return failure('no-file', {
        he: `לא נמצא אף קובץ שמתאים ל-${list} בתיקייה ${folder}. בדקו את path בהגדרות ואת מיקום הקבצים.`,
        en: `No file matches ${list} in the folder ${folder}. Check \`path\` in the settings and where the files are.`,
      });
    },
    isFolder: (name) =>
      failure('path-is-folder', {
        he: `${name} הוא תיקייה ולא קובץ. רשמו ב-path תבנית של קבצים, למשל ${name}/*.${ending}.`,
        en: `${name} is a folder, not a file. Write a pattern of files in \`path\`, such as ${name}/*.${ending}.`,
      }),
    isResult: (name, source) =>
      failure('path-is-result', {
        he: `${name} הוא קובץ תוצאה של אישור, ואינו נקרא כמקור. ציינו את קובץ המקור, כגון ${source}.`,
        en: `${name} is a result file of Ishur and is not read as a source. Name the source file, such as ${source}.`,
      }),
    notAFile(name, special) {
      const { he, en } = SPECIAL_FILES[special];
      return failure('not-a-file', {
        he: `${name} הוא ${he} ולא קובץ רגיל, ולכן אינו נקרא. ציינו ב-path קובץ רגיל, או הוציאו אותו מן התיקייה.`,
        en: `${name} is ${en}, not an ordinary file, and is not read. Name an ordinary file in \`path\`, or take it out of the folder.`,
      });
    },
    resultNotAFile(name, special) {
      const { he, en } = SPECIAL_FILES[special];
      return failure('result-not-a-file', {
        he: `במקום שבו נכתב קובץ התוצאה ${name} יש ${he} ולא קובץ רגיל, ולכן לא נכתב דבר. העבירו או שנו את השם, והריצו שוב.`,
        en: `Where the result file ${name} is written there is ${en}, not an ordinary file, so nothing was written. Move or rename it, and run again.`,
      });
    },
    fileNotReadable(name, cause) {
      const code = systemCodeOf(cause);
      if (BUSY.has(code)) {
        const message = {
          he: `הקובץ ${name} תפוס על ידי תוכנה אחרת. סגרו אותו; הקריאה תנוסה שוב.`,
          en: `The file ${name} is held by another program. Close it; reading is tried again.`,
        };
        return failure('file-busy', message, 'retry', cause);
      }
      const message = {
        he: `לא ניתן לקרוא את הקובץ ${name} (${code}). בדקו שהקובץ קיים ושיש הרשאת קריאה.`,
        en: `The file ${name} cannot be read (${code}). Check that it exists and may be read.`,
      };
      return failure('file-not-readable', message, 'fix-config', cause);
    },
    beingWritten(name) {
      const message = {
        he: `הקובץ ${name} עדיין נכתב בתוכנה אחרת, ולכן לא נקרא. המתינו לסיום הכתיבה; הקריאה תנוסה שוב.`,
        en: `The file ${name} is still being written by another program and was not read. Wait until it is done; reading is tried again.`,
      };
      return failure('file-being-written', message, 'retry');
    },
    fileChanged(name) {
      const message = {
        he: `הקובץ ${name} השתנה תוך כדי כתיבת קובץ התוצאה. הכתיבה תנוסה שוב.`,
        en: `The file ${name} changed while its result file was being written. Writing is tried again.`,
      };
      return failure('file-changed', message, 'retry');
    },
  };
}
