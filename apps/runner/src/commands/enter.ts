import { IshurError } from '@ishur/contract';
import { isSameAllocationNumber, parseAllocationNumber } from '@ishur/core';
import { enter, notIssued, openCase } from '@ishur/engine';
import type { Person } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { doAtCase } from './person-at-case.ts';
import type { PersonOptions } from './person-at-case.ts';

export interface EnterOptions extends PersonOptions {
  readonly notIssued?: boolean;
  readonly evidence?: string;
  /** Also where the document holds another number. */
  readonly yes?: boolean;
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
  return doAtCase(context, document, options, async (person, id) => {
    if (number === undefined) return notIssued(person, id);
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
  if ((number === undefined) !== (options.notIssued === true)) {
    return {
      he: 'כתבו מספר הקצאה, או --not-issued אם ידוע שלא הוקצה.',
      en: 'Give the allocation number, or --not-issued where it is known that there is none.',
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
