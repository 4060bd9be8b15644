import * as prompts from '@clack/prompts';
import type { LocalizedMessage } from '@ishur/contract';
import { parseVatNumber } from '@ishur/core';
import type { Terminal } from '../cli-context.ts';
import type { Tier } from '../configuration/authority-schema.ts';
import type { Language } from '../language.ts';
import { TIERS } from './answers.ts';
import type { Answers } from './answers.ts';
import {
  complaintOfBusiness,
  complaintOfDay,
  complaintOfOperator,
  complaintOfVatNumber,
  doubtOfVatNumber,
} from './check-answers.ts';
import type { Complaint } from './check-answers.ts';
import type { Understood } from './understand-source.ts';

/** What was said on the command line, and is not asked again. */
export type Given = Partial<Omit<Answers, 'sources'>>;

export interface Questions {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly given: Given;
  /** What an empty answer means, for a tier. */
  readonly usual: (tier: Tier) => Given;
}

/** Asks a person what cannot be seen in the files. `undefined`: they left in the middle. */
export async function askQuestions(
  { terminal, language, signal, given, usual }: Questions,
  found: readonly Understood[],
): Promise<Answers | undefined> {
  const say = (message: LocalizedMessage): string => terminal.present(message[language]);
  const common = { input: terminal.input, output: terminal.output, signal };
  const text = async (
    message: LocalizedMessage,
    usualAnswer: string | undefined,
    complain: (answer: string) => Complaint,
  ): Promise<string | symbol> => {
    const answer = await prompts.text({
      ...common,
      message: say(message),
      ...(usualAnswer !== undefined && { placeholder: usualAnswer, defaultValue: usualAnswer }),
      validate(value) {
        const complaint = complain(value === undefined || value === '' ? (usualAnswer ?? '') : value);
        return complaint === undefined ? undefined : say(complaint);
      },
    });
    return typeof answer === 'string' ? answer.trim() : answer;
  };

  let sources: readonly Understood[] = found;
  if (found.length > 1) {
    const chosen = await prompts.multiselect({
      ...common,
      message: say(WORDS.sources),
      options: found.map(({ source }, index) => ({ value: index, label: `${source.id} (${source.adapter.id})` })),
      initialValues: found.map((_, index) => index),
      required: true,
      showInstructions: false,
    });
    if (typeof chosen === 'symbol') return undefined;
    sources = found.filter((_, index) => chosen.includes(index));
  }
  const tier =
    given.tier ??
    (await prompts.select<Tier>({
      ...common,
      message: say(WORDS.tier),
      options: TIERS.map((value) => ({ value, label: value, hint: say(WORDS.tiers[value]) })),
      initialValue: 'simulator',
      showInstructions: false,
    }));
  if (typeof tier === 'symbol') return undefined;
  const usually = usual(tier);

  const business = given.business ?? (await text(WORDS.business, usually.business, complaintOfBusiness));
  if (typeof business === 'symbol') return undefined;
  let vatNumber = given.vatNumber;
  while (vatNumber === undefined) {
    const typed = await text(WORDS.vatNumber, usually.vatNumber, complaintOfVatNumber);
    if (typeof typed === 'symbol') return undefined;
    const doubt = doubtOfVatNumber(typed);
    const isSure =
      doubt === undefined ||
      (await prompts.confirm({
        ...common,
        message: say({ he: `${doubt.he} להשתמש בו בכל זאת?`, en: `${doubt.en} Use it nevertheless?` }),
        active: say(WORDS.yes),
        inactive: say(WORDS.no),
        initialValue: false,
      }));
    if (typeof isSure === 'symbol') return undefined;
    if (isSure) vatNumber = parseVatNumber(typed);
  }
  const operator = given.operator ?? (await text(WORDS.operator, usually.operator, complaintOfOperator));
  if (typeof operator === 'symbol') return undefined;
  const from = given.from ?? (await text(WORDS.from, usually.from ?? '', complaintOfDay));
  if (typeof from === 'symbol') return undefined;
  return { tier, url: given.url, business, vatNumber, operator, from: from === '' ? undefined : from, sources };
}

const WORDS = {
  sources: {
    he: 'אילו מקורות לכלול? (רווח: סימון, Enter: אישור)',
    en: 'Which sources are to be read? (space: mark, Enter: go on)',
  },
  tier: { he: 'את מי שואלים?', en: 'Who is to be asked for numbers?' },
  tiers: {
    simulator: { he: 'לניסיון; הכול נשאר במחשב הזה', en: 'to try it; all stays on this machine' },
    sandbox: { he: 'סביבת הניסוי של רשות המסים', en: "the Tax Authority's tests" },
    production: { he: 'מספרים אמיתיים', en: 'real numbers' },
  },
  business: {
    he: 'שם קצר לעסק (לא ניתן לשינוי אחר כך)',
    en: 'A short name for the business (not to be changed later)',
  },
  vatNumber: { he: 'מספר העוסק, תשע ספרות', en: "The dealer's number (nine digits)" },
  operator: {
    he: 'מי מבקש את המספרים? שם משתמש, כפי שיימסר לרשות המסים',
    en: 'Who asks for the numbers? A user name, as the Tax Authority is told',
  },
  from: {
    he: 'מאיזה תאריך לקרוא מסמכים? YYYY-MM-DD, או ריק לכולם',
    en: 'From which day are documents read? YYYY-MM-DD, or nothing for all',
  },
  yes: { he: 'כן', en: 'yes' },
  no: { he: 'לא', en: 'no' },
} as const;
