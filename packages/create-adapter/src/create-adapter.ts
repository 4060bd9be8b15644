import { relative, resolve } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { planOf, readArguments } from './answers.ts';
import type { Answers } from './answers.ts';
import { languageOf } from './language.ts';
import { renderAdapter } from './render-adapter.ts';
import { writePackage } from './write-package.ts';

/** What the command needs of the process that it runs in. */
export interface Terminal {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start. */
  readonly folder: string;
  /** Asks for what the command line did not say; absent where nobody sits at a terminal. */
  readonly ask?: (answers: Answers, language: 'he' | 'en') => Promise<Answers | undefined>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const HELP: LocalizedMessage = {
  he: `npm create @ishur/adapter [NAME] -- [אפשרויות]

יוצר חבילה של מתאם חדש לאישור, שכל הבדיקות שלה עוברות מן הרגע הראשון.

  NAME, --name NAME   שם המתאם: אותיות לטיניות קטנות, ספרות ומקפים
  --kind file|http    המערכת כותבת קבצים, או שיש לה שירות REST (ברירת מחדל: file)
  --package NAME      שם החבילה (ברירת מחדל: ishur-adapter-NAME)
  --hebrew NAME       שם המערכת בעברית, כפי שיופיע בהודעות
  --folder PATH       היכן ליצור אותה (ברירת מחדל: ./NAME)
  --yes, -y           בלי שאלות
  --lang he|en        שפת ההודעות
`,
  en: `npm create @ishur/adapter [NAME] -- [options]

Makes the package of a new adapter for Ishur, all of whose tests pass from the first minute.

  NAME, --name NAME   name of the adapter: lower-case Latin letters, digits and dashes
  --kind file|http    the system writes files, or it has a REST service (default: file)
  --package NAME      name of the package (default: ishur-adapter-NAME)
  --hebrew NAME       name of the system in Hebrew, as messages show it
  --folder PATH       where to make it (default: ./NAME)
  --yes, -y           ask nothing
  --lang he|en        language of the messages
`,
};

/**
 * The command `npm create @ishur/adapter`.
 *
 * @returns the exit code: 0, 1 where the person gave up, 64 wrong usage, 73 the folder cannot be made.
 */
export async function createAdapter(terminal: Terminal): Promise<number> {
  const language = languageOf(terminal.argv, terminal.environment);
  try {
    const { answers, wantsHelp, isDecided } = readArguments(terminal.argv);
    if (wantsHelp) {
      terminal.out(HELP[language]);
      return 0;
    }
    const all = isDecided || terminal.ask === undefined ? answers : await terminal.ask(answers, language);
    if (all === undefined) return 1;
    const plan = planOf(all);
    const folder = resolve(terminal.folder, all.folder ?? plan.id);
    await writePackage(folder, renderAdapter(plan, 'standalone'));
    terminal.out(done(folder, terminal.folder)[language]);
    return 0;
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    terminal.err(`${cause.text[language]}\n`);
    return ['create-adapter/folder-exists', 'create-adapter/not-writable'].includes(cause.code) ? 73 : 64;
  }
}

function done(folder: string, from: string): LocalizedMessage {
  const inside = relative(from, folder);
  const shown = inside === '' || inside.startsWith('..') ? folder : inside;
  const commands = `  cd ${/[^\p{L}\p{N}._/\\:-]/u.test(shown) ? `"${shown}"` : shown}\n  npm install\n  npm test\n`;
  return {
    he: `המתאם נוצר ב-${shown}.\n\n${commands}\nאחר כך: README.md. כל מקום שיש להחליף מסומן במילה REPLACE.\n`,
    en: `The adapter stands in ${shown}.\n\n${commands}\nThen: README.md. Every place that is to be replaced is marked REPLACE.\n`,
  };
}
