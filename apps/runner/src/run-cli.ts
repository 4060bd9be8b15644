import type { Readable, Writable } from 'node:stream';
import { isIshurError } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';
import type { CliContext } from './cli-context.ts';
import { hideSecrets } from './configuration/secret.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { languageOf } from './language.ts';
import { causeText } from './output/cause-text.ts';
import { bidiModeOf, presentable } from './output/direction.ts';
import { wrap } from './output/wrap.ts';
import { createProgram } from './program.ts';

/** What a distribution may set. Everything has a default that suits a terminal. */
export interface RunCliOptions {
  /** Adapters beside the built-in ones. */
  readonly adapters?: readonly Adapter[];
  /** The words after the command's name. Default: those of the process. */
  readonly argv?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start. Default: the folder of the process. */
  readonly folder?: string;
  /** What a person types or pastes. Default: the standard input. */
  readonly input?: NodeJS.ReadableStream;
  /** Where a person can be asked questions. Default: standard input and output, where both are a terminal. */
  readonly terminal?: { readonly input: Readable; readonly output: Writable };
  readonly out?: (text: string) => unknown;
  readonly err?: (text: string) => unknown;
  readonly clock?: { now(): Date };
  /** Stops what is being done, as soon as what was begun has ended. Default: Ctrl+C and a request to terminate. */
  readonly signal?: AbortSignal;
  /** Stops at once; whatever is open is taken up by the next run. Default: Ctrl+C once more. */
  readonly force?: AbortSignal;
}

/**
 * The `ishur` command as a function: a software house makes its own distribution with `runCli({ adapters: [mine] })`.
 *
 * @returns the exit code: 0, 64 wrong usage, 65 documents to mend, 70 a fault of ours, 75 try later, 78 configuration.
 */
export async function runCli(options: RunCliOptions = {}): Promise<number> {
  const environment = options.environment ?? process.env;
  const argv = options.argv ?? process.argv.slice(2);
  const language = languageOf(chosenLanguage(argv), environment);
  const columns = options.out === undefined && process.stdout.isTTY ? process.stdout.columns : undefined;
  const isVisual = bidiModeOf(columns !== undefined, environment) === 'visual';
  // Loaded only for those who need it, and not to print help in English.
  const isHelp = language === 'en' && argv.some((word) => word === '--help' || word === '-h');
  const order = isVisual && !isHelp ? (await import('./output/visual-order.ts')).inVisualOrder : undefined;
  const write = options.out ?? ((text) => process.stdout.write(text));
  const complain = options.err ?? ((text) => process.stderr.write(text));
  const present = (text: string): string => presentable(hideSecrets(text), language, order);
  const terminal = options.terminal ?? ownTerminal(options);
  const context: CliContext = {
    folder: options.folder ?? process.cwd(),
    environment,
    adapters: options.adapters ?? [],
    clock: options.clock ?? { now: () => new Date() },
    ...stopping(options),
    input: options.input ?? process.stdin,
    terminal: terminal && { ...terminal, present: (text) => present(wrap(text, questionWidth(terminal.output))) },
    out: (text) => void write(present(text)),
    json: (value) => void write(`${JSON.stringify(value, withoutSecrets)}\n`),
    err: (text) => void complain(present(text)),
    // To the start of the line, and away with what stands there. Whatever of the kind is in the text itself has no say.
    moving: (text) => void complain(`\r\u001B[K${present(text)}`),
    columns,
  };
  try {
    return await createProgram(context, language).run(argv);
  } catch (error) {
    if (isIshurError(error)) {
      context.err(`${error.text[language]}\n(${error.code})\n`);
      if (environment['ISHUR_DEBUG'] !== undefined) context.err(causeText(error));
      return error.code === 'cli/unknown-name' ? EXIT.usage : exitCodeOf([error.remedy]);
    }
    const what = error instanceof Error ? error.message : String(error);
    const words = {
      he: 'תקלה פנימית באישור. דווחו עליה עם הטקסט הזה',
      en: 'An internal fault of Ishur. Please report it with this text',
    };
    context.err(`${words[language]}: ${what}\n`);
    if (environment['ISHUR_DEBUG'] !== undefined && error instanceof Error) context.err(`${error.stack}\n`);
    return EXIT.bug;
  }
}

/** Characters of a question in a line: what draws it puts a bar and a sign before it. */
function questionWidth(output: Writable): number {
  const columns = 'columns' in output && typeof output.columns === 'number' && output.columns > 0 ? output.columns : 80;
  return Math.max(20, columns - 6);
}

/** The process's own, where a person sits at both ends. */
function ownTerminal({ input, out }: RunCliOptions): RunCliOptions['terminal'] {
  const isOwn = input === undefined && out === undefined && process.stdin.isTTY && process.stdout.isTTY;
  return isOwn ? { input: process.stdin, output: process.stdout } : undefined;
}

/** Within texts alone: a secret of digits must not tear a hole into a number, after which a line is no JSON any more. */
function withoutSecrets(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? hideSecrets(value) : value;
}

/** The language is needed before the words are parsed, because help is written in it. */
function chosenLanguage(argv: readonly string[]): string | undefined {
  const index = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[index];
  return word === '--lang' ? argv[index + 1] : word?.slice('--lang='.length);
}

/** The first Ctrl+C lets what was begun end, the second does not. */
function stopping({ signal, force }: RunCliOptions): Pick<CliContext, 'signal' | 'force'> {
  if (signal !== undefined) return { signal, force: force ?? new AbortController().signal };
  const [gentle, hard] = [new AbortController(), new AbortController()];
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => (gentle.signal.aborted ? hard : gentle).abort(name));
  }
  return { signal: gentle.signal, force: hard.signal };
}
