import { parseArgs } from 'node:util';
import { isIshurError } from '@ishur/contract';
import { helpText } from './help.ts';
import { runSimulator } from './run-simulator.ts';
import type { SimulatorWorld } from './run-simulator.ts';
import type { SimulatorWords } from './simulator-words.ts';

/** The process around the command, so that a test can be that process. */
export interface CommandWorld extends SimulatorWorld {
  readonly argv: readonly string[];
  /** The variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  err(text: string): void;
}

/** After sysexits.h. */
const EXIT = { success: 0, usage: 64, bug: 70, configuration: 78 } as const;

const TEXT = { type: 'string' } as const;

/** `ishur-simulator`, from its words to its exit code. */
export async function runCommand(world: CommandWorld): Promise<number> {
  let words: Omit<SimulatorWords, 'lang'> & { readonly help?: boolean; readonly lang?: string };
  try {
    const { values } = parseArgs({
      args: [...world.argv],
      options: {
        port: TEXT,
        host: TEXT,
        scenario: TEXT,
        seed: TEXT,
        personality: TEXT,
        tokens: TEXT,
        now: TEXT,
        json: { type: 'boolean' },
        lang: TEXT,
        help: { type: 'boolean', short: 'h' },
      },
    });
    words = values;
  } catch (error) {
    world.err(`${error instanceof Error ? error.message : String(error)}\n${helpText(languageOf(undefined, world))}`);
    return EXIT.usage;
  }
  const lang = languageOf(words.lang, world);
  if (words.help === true) {
    world.out(helpText(lang));
    return EXIT.success;
  }
  try {
    await runSimulator({ ...words, lang }, world);
    return EXIT.success;
  } catch (error) {
    if (!isIshurError(error)) {
      world.err(`${error instanceof Error ? error.message : String(error)}\n`);
      return EXIT.bug;
    }
    world.err(`${error.text[lang]}\n(${error.code})\n`);
    return error.code === 'simulator/usage' ? EXIT.usage : EXIT.configuration;
  }
}

/** `--lang`, else the locale of the environment, in the order of POSIX. */
function languageOf(chosen: string | undefined, { environment }: CommandWorld): 'he' | 'en' {
  if (chosen === 'he' || chosen === 'en') return chosen;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'];
  return /^(he|iw)\b|^(he|iw)_/i.test(locale ?? new Intl.DateTimeFormat().resolvedOptions().locale) ? 'he' : 'en';
}
