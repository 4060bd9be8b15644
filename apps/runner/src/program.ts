import type { LocalizedMessage } from '@ishur/contract';
import { Command, CommanderError, Option } from 'commander';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { EXIT } from './exit-codes.ts';
import type { Language } from './language.ts';

export interface Program {
  /** Carries a command out and gives its exit code. */
  run(argv: readonly string[]): Promise<number>;
}

/**
 * The commands and their options. A command's own code is loaded when it is given, so that `ishur --help` starts at once.
 */
export function createProgram(context: CliContext, language: Language): Program {
  const say = (message: LocalizedMessage): string => message[language];
  let exitCode: number = EXIT.success;
  const program = new Command('ishur');

  const command = (syntax: string, description: LocalizedMessage): Command => {
    const made = program.command(syntax).description(say(description));
    prepare(made, context, say);
    made.addOption(new Option('--config <file>', say(TEXT.config)));
    made.addOption(new Option('--business <id>', say(TEXT.business)));
    made.addOption(new Option('--source <id>', say(TEXT.source)));
    made.addOption(new Option('--json', say(TEXT.json)));
    made.addOption(languageOption(say).default(language));
    return made;
  };

  prepare(program, context, say);
  program
    .description(say(TEXT.ishur))
    .addOption(languageOption(say))
    .helpCommand(false)
    .showHelpAfterError(say(TEXT.hint));
  program.version(VERSION, '--version', say(TEXT.version));

  command('check [files...]', TEXT.check)
    .addOption(new Option('--adapter <id>', say(TEXT.adapter)))
    .action(async (files: string[], options: CommonOptions & { adapter?: string }) => {
      const { check } = await import('./commands/check.ts');
      exitCode = await check(context, files, options);
    });
  command('run', TEXT.run).action(async (options: CommonOptions) => {
    const { run } = await import('./commands/run.ts');
    exitCode = await run(context, options);
  });
  command('status', TEXT.status).action(async (options: CommonOptions) => {
    const { status } = await import('./commands/status.ts');
    exitCode = await status(context, options);
  });
  command('list', TEXT.list)
    .addOption(new Option('--standing <standing...>', say(TEXT.standing)))
    .action(async (options: CommonOptions & { standing?: string[] }) => {
      const { list } = await import('./commands/list.ts');
      exitCode = await list(context, options);
    });
  command('show <document>', TEXT.show).action(async (document: string, options: CommonOptions) => {
    const { show } = await import('./commands/show.ts');
    exitCode = await show(context, document, options);
  });

  const simulate = program.command('simulate').description(say(TEXT.simulate));
  prepare(simulate, context, say);
  simulate
    .addOption(new Option('--port <port>', say(TEXT.port)).default('8747'))
    .addOption(new Option('--json', say(TEXT.json)))
    .addOption(languageOption(say).default(language))
    .action(async (options: { port: string; json?: boolean; lang: Language }) => {
      const command = await import('./commands/simulate.ts');
      exitCode = await command.simulate(context, options);
    });

  return {
    async run(argv) {
      if (argv.length === 0) {
        program.outputHelp();
        return EXIT.usage;
      }
      try {
        await program.parseAsync(argv, { from: 'user' });
        return exitCode;
      } catch (error) {
        // Help and version end here too, with 0.
        if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
        throw error;
      }
    },
  };
}

function prepare(command: Command, context: CliContext, say: (message: LocalizedMessage) => string): void {
  const titles: Readonly<Record<string, LocalizedMessage>> = {
    'Usage:': { he: 'שימוש:', en: 'Usage:' },
    'Arguments:': { he: 'ארגומנטים:', en: 'Arguments:' },
    'Options:': { he: 'אפשרויות:', en: 'Options:' },
    'Commands:': { he: 'פקודות:', en: 'Commands:' },
  };
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .configureHelp({
      styleTitle: (title) => say(titles[title] ?? { he: title, en: title }),
      helpWidth: context.columns ?? 100,
    })
    .helpOption('-h, --help', say(TEXT.help));
}

function languageOption(say: (message: LocalizedMessage) => string): Option {
  return new Option('--lang <language>', say(TEXT.lang)).choices(['he', 'en']);
}

/** Kept equal to the package's by a test, so that starting reads no file. */
export const VERSION = '0.0.0';

const TEXT = {
  ishur: {
    he: 'אישור: מספרי הקצאה מרשות המסים לכל מערכת הנהלת חשבונות.',
    en: 'Ishur: allocation numbers of the Israel Tax Authority for any accounting software.',
  },
  check: {
    he: 'קריאת מסמכים והסבר לאילו מהם נדרש מספר הקצאה. דבר אינו נשלח. לבדיקת קבצים אין צורך בקובץ הגדרות.',
    en: 'Reads documents and explains which need a number. Sends nothing. With files, no configuration is needed.',
  },
  run: {
    he: 'הפעולה הראשית: קריאה, החלטה, בקשת מספרים והחזרתם למקור.',
    en: 'Reads, decides, asks for numbers and brings them back to the source.',
  },
  status: { he: 'תמונת מצב במספרים.', en: 'Where everything stands, in figures.' },
  list: { he: 'רשימת המסמכים והמצב של כל אחד.', en: 'The documents and where each stands.' },
  show: {
    he: 'ההיסטוריה המלאה של מסמך אחד. ציון המסמך: [עסק/][מקור/]סוג:מספר, למשל 305:1001.',
    en: 'The whole story of one document, named [business/][source/]type:reference, such as 305:1001.',
  },
  simulate: {
    he: 'הפעלת סימולטור של רשות המסים במחשב הזה, לצורך ניסיונות.',
    en: 'Starts a double of the Tax Authority on this machine, to try things with.',
  },
  config: {
    he: 'קובץ ההגדרות (ברירת מחדל: ishur.config.yaml בתיקייה)',
    en: 'configuration file (default: ishur.config.yaml here)',
  },
  business: { he: 'רק העסק הזה', en: 'only this business' },
  source: { he: 'רק המקור הזה', en: 'only this source' },
  json: { he: 'פלט לתוכנות: אובייקט JSON בכל שורה', en: 'for machines: one JSON object a line' },
  lang: { he: 'שפת הפלט', en: 'language of the output' },
  adapter: {
    he: 'המתאם שיקרא את הקבצים, במקום זיהוי אוטומטי',
    en: 'adapter that reads the files, instead of recognising it',
  },
  standing: {
    he: 'רק מסמכים במצב הזה: allocated, held, rejected, unconfirmed, parked, invalid ועוד',
    en: 'only documents that stand so: allocated, held, rejected, unconfirmed, parked, invalid and others',
  },
  port: { he: 'מספר הפורט להאזנה', en: 'port to listen on' },
  help: { he: 'הצגת עזרה', en: 'help for the command' },
  version: { he: 'הצגת מספר הגרסה', en: 'the version' },
  hint: { he: 'לעזרה: ishur --help', en: 'For help: ishur --help' },
} as const satisfies Record<string, LocalizedMessage>;
