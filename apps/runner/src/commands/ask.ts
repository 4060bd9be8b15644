import type { LocalizedMessage } from '@ishur/contract';
import { isIshurError } from '@ishur/contract';
import { askAlone, restOn, want } from '@ishur/engine';
import type { BaseNamed, Ledger } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { findCase } from './find-case.ts';
import { doAtCase } from './person-at-case.ts';
import type { PersonOptions } from './person-at-case.ts';
import { readIfUnknown } from './read-if-unknown.ts';

export interface AskOptions extends PersonOptions {
  /** The pro-forma (332) on which it rests: a document, or the id under which other software asked for it. */
  readonly base?: string;
  /** That id, where `base` is a document. */
  readonly baseId?: string;
  /** What was approved, where the ledger does not hold the pro-forma. */
  readonly baseNumber?: string;
  readonly approvedNet?: string;
  readonly approvedVat?: string;
  /** It rests on no pro-forma, whatever its source says. */
  readonly alone?: boolean;
}

/** `ishur ask DOC`: a number is wanted; with `--base` on an approved pro-forma (332), with `--alone` on none. */
export async function ask(context: CliContext, document: string, options: AskOptions): Promise<number> {
  const wrong = wrongUsage(options);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  if (options.base !== undefined || options.alone === true) await readIfUnknown(context, document, options);
  return doAtCase(context, document, options, async (person, id) => {
    if (options.alone === true) return askAlone(person, id);
    if (options.base === undefined) return want(person, id);
    return restOn(person, id, await baseOf(person.ledger, options.base, options));
  });
}

/** What `--base` means: a document that the ledger knows, or an id that it does not. */
async function baseOf(ledger: Ledger, text: string, options: AskOptions): Promise<BaseNamed> {
  const { baseId, baseNumber, approvedNet, approvedVat } = options;
  const isTold = baseNumber !== undefined && approvedNet !== undefined && approvedVat !== undefined;
  const approved = isTold ? { approved: { number: baseNumber, net: approvedNet, vat: approvedVat } } : {};
  try {
    const { id } = await findCase(ledger, text);
    return { case: id, ...(baseId === undefined ? {} : { invoiceId: baseId }), ...approved };
  } catch (error) {
    if (!isIshurError(error) || error.code !== 'cli/no-such-document') throw error;
    return { invoiceId: text, ...approved };
  }
}

function wrongUsage(options: AskOptions): LocalizedMessage | undefined {
  const { base, baseId, alone } = options;
  const amounts = [options.baseNumber, options.approvedNet, options.approvedVat].filter((text) => text !== undefined);
  if (alone === true && (base ?? baseId ?? amounts[0]) !== undefined) return ONE_OF_BOTH;
  if (base === undefined && (baseId !== undefined || amounts.length > 0)) return NEEDS_BASE;
  return amounts.length === 0 || amounts.length === 3 ? undefined : ALL_THREE;
}

const ONE_OF_BOTH: LocalizedMessage = {
  he: 'כתבו --base או --alone, לא את שניהם.',
  en: 'Give --base or --alone, not both.',
};

const NEEDS_BASE: LocalizedMessage = {
  he: 'כתבו ב־--base על איזה חשבון עסקה (332) החשבונית נסמכת.',
  en: 'Say with --base on which pro-forma (332) the invoice rests.',
};

const ALL_THREE: LocalizedMessage = {
  he: 'אישור של תוכנה אחרת נרשם בשלושה פרטים: --base-number, ‏--approved-net ו־--approved-vat.',
  en: 'What other software was approved is said in three parts: --base-number, --approved-net and --approved-vat.',
};
