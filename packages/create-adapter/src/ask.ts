import { isCancel, select, text } from '@clack/prompts';
import type { LocalizedMessage } from '@ishur/contract';
import { ADAPTER_KINDS } from './adapter-plan.ts';
import type { AdapterKind } from './adapter-plan.ts';
import { defaultHebrewName, defaultPackageName } from './answers.ts';
import type { Answers } from './answers.ts';
import { findHebrewNameProblem, findIdProblem, findPackageNameProblem } from './check-names.ts';
import type { Language } from './language.ts';

const QUESTIONS = {
  id: { he: 'שם המתאם, כפי שיופיע בקובץ ההגדרות', en: 'Name of the adapter, as the configuration will spell it' },
  kind: { he: 'איך מגיעים אל החשבוניות?', en: 'How are the invoices reached?' },
  packageName: { he: 'שם החבילה ב-npm', en: 'Name of the npm package' },
  hebrewName: {
    he: 'שם המערכת בעברית, כפי שמשתמשיה מכירים אותה',
    en: 'Name of the system in Hebrew, as its users know it',
  },
} as const;

const KINDS: Readonly<Record<AdapterKind, LocalizedMessage>> = {
  file: { he: 'המערכת כותבת קבצים', en: 'the system writes files' },
  http: { he: 'למערכת יש שירות REST', en: 'the system has a REST service' },
};

/** Asks on the terminal for what the command line did not say; undefined where the person gave up. */
export async function askForTheRest(answers: Answers, language: Language): Promise<Answers | undefined> {
  const line = async (
    question: LocalizedMessage,
    problemOf: (value: string) => LocalizedMessage | undefined,
    initial?: string,
  ): ReturnType<typeof text> =>
    text({
      message: question[language],
      ...(initial === undefined ? { placeholder: 'my-books' } : { initialValue: initial }),
      validate: (value) => problemOf(value ?? '')?.[language],
    });

  const id = answers.id ?? (await line(QUESTIONS.id, findIdProblem));
  if (isCancel(id)) return undefined;
  const options = ADAPTER_KINDS.map((value) => ({ value, label: value, hint: KINDS[value][language] }));
  const kind = answers.kind ?? (await select({ message: QUESTIONS.kind[language], options }));
  if (isCancel(kind)) return undefined;
  const packageName =
    answers.packageName ?? (await line(QUESTIONS.packageName, findPackageNameProblem, defaultPackageName(id)));
  if (isCancel(packageName)) return undefined;
  const hebrewName =
    answers.hebrewName ?? (await line(QUESTIONS.hebrewName, findHebrewNameProblem, defaultHebrewName(id)));
  if (isCancel(hebrewName)) return undefined;
  return { ...answers, id, kind, packageName, hebrewName };
}
