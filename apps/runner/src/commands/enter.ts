import { enter, notIssued } from '@ishur/engine';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { doAtCase } from './person-at-case.ts';
import type { PersonOptions } from './person-at-case.ts';

export interface EnterOptions extends PersonOptions {
  readonly notIssued?: boolean;
  readonly evidence?: string;
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
  return doAtCase(context, document, options, (person, id) =>
    number === undefined ? notIssued(person, id) : enter(person, id, number, options.evidence ?? ''),
  );
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
