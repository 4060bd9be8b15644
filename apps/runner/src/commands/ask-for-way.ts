import * as prompts from '@clack/prompts';
import type { LocalizedMessage } from '@ishur/contract';
import { WAYS_OUT } from '@ishur/core';
import type { Choice, SentChoice } from '@ishur/core';
import type { Terminal } from '../cli-context.ts';
import type { Language } from '../language.ts';

/** Lets a person pick one of the ways that are open. `undefined`: not now. */
export async function askForWay(
  terminal: Terminal,
  signal: AbortSignal,
  ways: readonly Choice[],
  lang: Language,
): Promise<Choice | undefined> {
  const answer = await prompts.select<Choice | 'later'>({
    ...{ input: terminal.input, output: terminal.output, signal },
    message: terminal.present(WORDS.which[lang]),
    options: [
      { value: 'later', label: terminal.present(WORDS.later[lang]) },
      ...ways.map((value) => ({ value, label: terminal.present(`${WAYS_OUT[value].name[lang]} (${value})`) })),
    ],
  });
  if (prompts.isCancel(answer) || answer === 'later') return undefined;
  if (answer === 'reverse-charge') return answer;
  return (await confirmWay(terminal, signal, answer, lang)) ? answer : undefined;
}

/** What the authority is told cannot be taken back. */
export async function confirmWay(
  terminal: Terminal,
  signal: AbortSignal,
  way: SentChoice,
  lang: Language,
  warning?: LocalizedMessage,
): Promise<boolean> {
  const { name, meaning } = WAYS_OUT[way];
  const also = warning === undefined ? { he: '', en: '' } : { he: `${warning.he} `, en: `${warning.en} ` };
  const message = { he: `${name.he}: ${meaning.he} ${also.he}`, en: `${name.en}: ${meaning.en} ${also.en}` };
  return confirmInWords(terminal, signal, message, lang);
}

/** Whether it is to be sent, after what is said. */
export async function confirmInWords(
  terminal: Terminal,
  signal: AbortSignal,
  said: LocalizedMessage,
  lang: Language,
): Promise<boolean> {
  const answer = await prompts.confirm({
    ...{ input: terminal.input, output: terminal.output, signal },
    message: terminal.present(`${said[lang].trim()} ${WORDS.sure[lang]}`),
    active: terminal.present(WORDS.yes[lang]),
    inactive: terminal.present(WORDS.no[lang]),
    initialValue: false,
  });
  return answer === true;
}

const WORDS = {
  which: { he: 'באיזו דרך?', en: 'Which way?' },
  later: { he: 'לא עכשיו', en: 'Not now' },
  sure: { he: 'ההודעה לרשות המסים סופית. לשלוח?', en: 'What the Tax Authority is told cannot be taken back. Send it?' },
  yes: { he: 'כן', en: 'yes' },
  no: { he: 'לא', en: 'no' },
} as const satisfies Record<string, LocalizedMessage>;
