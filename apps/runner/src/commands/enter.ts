import { IshurError } from '@ishur/contract';
import { isSameAllocationNumber, parseAllocationNumber } from '@ishur/core';
import { emergencyReported, enter, enterEmergency, notIssued, openCase } from '@ishur/engine';
import type { Person } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { emergencyAfter } from '../configuration/asking-schema.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { doAtCase } from './person-at-case.ts';
import type { PersonOptions } from './person-at-case.ts';

export interface EnterOptions extends PersonOptions {
  readonly notIssued?: boolean;
  readonly evidence?: string;
  /** Also where the document holds another number. */
  readonly yes?: boolean;
  /** The number is of the stock for outages. */
  readonly emergency?: boolean;
  readonly emergencyReported?: boolean;
}

/** `ishur enter DOC NUMBER` and `ishur enter DOC --not-issued`: what is known outside of Ishur. */
export async function enterNumber(
  context: CliContext,
  document: string,
  number: string | undefined,
  options: EnterOptions,
): Promise<number> {
  const wrong = wrongUsage(number, options);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  const configuration =
    options.emergency === true ? await loadConfiguration(context.folder, options.config) : undefined;
  const afterFailures = emergencyAfter(configuration?.asking ?? {});
  if (options.emergency === true && afterFailures === undefined) throw emergencyIsOff(configuration?.file ?? '');
  return doAtCase(context, document, options, async (person, id) => {
    if (options.emergencyReported === true) return emergencyReported(person, id);
    if (number === undefined) return notIssued(person, id);
    if (afterFailures !== undefined) {
      return enterEmergency(person, id, number, { evidence: options.evidence ?? '', afterFailures });
    }
    const held = await otherNumberOf(person, id, number);
    if (held !== undefined && options.yes !== true) await confirmOther(context, id, held, number, options);
    return enter(person, id, number, options.evidence ?? '');
  });
}

/** The number that a document has and that is another one than this. */
async function otherNumberOf({ ledger, business }: Person, id: string, text: string): Promise<string | undefined> {
  const number = parseAllocationNumber(text);
  const stored = await ledger.load(id);
  const state = stored === undefined ? undefined : openCase(stored, business.id).state;
  // In a conflict a person says which one is right.
  if (number === undefined || state?.number === undefined || state.standing === 'conflict') return undefined;
  return isSameAllocationNumber(state.number, number) ? undefined : state.number;
}

/** Two numbers for one document are a conflict, and nobody gets into one by a slip of the hand. */
async function confirmOther(
  { terminal, signal }: CliContext,
  id: string,
  held: string,
  number: string,
  { lang, json }: EnterOptions,
): Promise<void> {
  const what = {
    he: `למסמך ${id} כבר יש מספר הקצאה ${held}. הזנת ${number} תרשום סתירה: שום מספר לא יימסר למקור עד שתכריעו ביניהם.`,
    en: `Document ${id} has the allocation number ${held} already. To enter ${number} makes a conflict: no number goes to the source until somebody decides between them.`,
  };
  if (terminal !== undefined && json !== true) {
    const { confirm } = await import('@clack/prompts');
    const question = { he: 'להזין אותו בכל זאת?', en: 'Enter it nevertheless?' };
    const answer = await confirm({
      ...{ input: terminal.input, output: terminal.output, signal },
      message: terminal.present(`${what[lang]} ${question[lang]}`),
      active: terminal.present({ he: 'כן', en: 'yes' }[lang]),
      inactive: terminal.present({ he: 'לא', en: 'no' }[lang]),
      initialValue: false,
    });
    if (answer === true) return;
  }
  throw new IshurError({
    code: 'cli/other-number',
    remedy: 'fix-document',
    message: {
      he: `${what.he} דבר לא הוזן. אם זו הכוונה, הוסיפו --yes.`,
      en: `${what.en} Nothing was entered. If that is what you mean, add --yes.`,
    },
  });
}

function wrongUsage(
  number: string | undefined,
  options: EnterOptions,
): { readonly he: string; readonly en: string } | undefined {
  const isWithout = options.notIssued === true || options.emergencyReported === true;
  const isBoth = options.notIssued === true && options.emergencyReported === true;
  if ((number === undefined) !== isWithout || isBoth || (number === undefined && options.emergency === true)) {
    return {
      he: 'כתבו מספר הקצאה, או --not-issued אם ידוע שלא הוקצה, או --emergency-reported אם מספר החירום דווח.',
      en: 'Give the allocation number, or --not-issued where it is known that there is none, or --emergency-reported.',
    };
  }
  if (number !== undefined && (options.evidence ?? '').trim() === '') {
    return {
      he: 'כתבו ב־--evidence מה מוכיח את המספר: מסך באזור האישי, מכתב, שם. זה נשמר ביומן.',
      en: 'Say with --evidence what proves the number: a page of the personal area, a letter, a name. The journal keeps it.',
    };
  }
  return undefined;
}

/** Nobody enters such a number because it was at hand. */
function emergencyIsOff(file: string): IshurError {
  return new IshurError({
    code: 'cli/emergency-off',
    remedy: 'fix-config',
    message: {
      he: `מספרי חירום אינם מופעלים. אם רשות המסים מסרה לעסק מלאי כזה, הוסיפו לקובץ ${file}: asking: { emergency: {} }.`,
      en: `Emergency numbers are not switched on. If the Tax Authority gave the business a stock of them, add to ${file}: asking: { emergency: {} }.`,
    },
  });
}
