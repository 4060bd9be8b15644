import type { LocalizedMessage } from '@ishur/contract';
import type { SimulatorWords } from '@ishur/simulator/command-line';
import { Command, CommanderError, Option } from 'commander';
import type { ListOptions } from './commands/list.ts';
import type { ShowOptions } from './commands/show.ts';
import type { EnterOptions } from './commands/enter.ts';
import type { PersonOptions } from './commands/person-at-case.ts';
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

  const command = (syntax: string, description: LocalizedMessage, parent: Command = program): Command => {
    const made = parent.command(syntax).description(say(description));
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
  command('run', TEXT.run)
    .addOption(new Option('--watch', say(TEXT.watch)))
    .action(async (options: CommonOptions & { watch?: boolean }) => {
      const { run } = await import('./commands/run.ts');
      exitCode = await run(context, options);
    });
  command('status', TEXT.status).action(async (options: CommonOptions) => {
    const { status } = await import('./commands/status.ts');
    exitCode = await status(context, options);
  });
  command('list', TEXT.list)
    .addOption(new Option('--standing <standing...>', say(TEXT.standing)))
    .addOption(new Option('--delivery <delivery>', say(TEXT.delivery)))
    .addOption(new Option('--type <type>', say(TEXT.type)))
    .addOption(new Option('--since <day>', say(TEXT.since)))
    .addOption(new Option('--until <day>', say(TEXT.until)))
    .action(async (options: ListOptions) => {
      const { list } = await import('./commands/list.ts');
      exitCode = await list(context, options);
    });
  command('show <document>', TEXT.show)
    .addOption(new Option('--redacted', say(TEXT.redacted)))
    .action(async (document: string, options: ShowOptions) => {
      const { show } = await import('./commands/show.ts');
      exitCode = await show(context, document, options);
    });

  const byPerson = (made: Command): Command => made.addOption(new Option('--by <name>', say(TEXT.by)));
  byPerson(command('resume <document>', TEXT.resume)).action(async (document: string, options: PersonOptions) => {
    const [{ doAtCase }, { resume }] = await Promise.all([
      import('./commands/person-at-case.ts'),
      import('@ishur/engine'),
    ]);
    exitCode = await doAtCase(context, document, options, resume);
  });
  byPerson(command('ask <document>', TEXT.ask)).action(async (document: string, options: PersonOptions) => {
    const [{ doAtCase }, { want }] = await Promise.all([
      import('./commands/person-at-case.ts'),
      import('@ishur/engine'),
    ]);
    exitCode = await doAtCase(context, document, options, want);
  });
  byPerson(command('enter <document> [number]', TEXT.enter))
    .addOption(new Option('--not-issued', say(TEXT.notIssued)))
    .addOption(new Option('--evidence <text>', say(TEXT.evidence)))
    .action(async (document: string, number: string | undefined, options: EnterOptions) => {
      const { enterNumber } = await import('./commands/enter.ts');
      exitCode = await enterNumber(context, document, number, options);
    });
  const audit = program.command('audit').description(say(TEXT.audit)).helpCommand(false);
  prepare(audit, context, say);
  command('verify', TEXT.auditVerify, audit)
    .addOption(new Option('--against <file>', say(TEXT.against)))
    .action(async (options: CommonOptions & { against?: string }) => {
      const { verifyAudit } = await import('./commands/audit.ts');
      exitCode = await verifyAudit(context, options);
    });
  command('export', TEXT.auditExport, audit)
    .addOption(new Option('--out <file>', say(TEXT.exportTo)))
    .action(async (options: CommonOptions & { out?: string }) => {
      const { exportAudit } = await import('./commands/audit.ts');
      exitCode = await exportAudit(context, options);
    });
  command('migrate', TEXT.migrate)
    .addOption(new Option('--check', say(TEXT.onlyLook)))
    .action(async (options: CommonOptions & { check?: boolean }) => {
      const { migrate } = await import('./commands/migrate.ts');
      exitCode = await migrate(context, options);
    });
  command('connect', TEXT.connect)
    .addOption(new Option('--paste', say(TEXT.paste)))
    .addOption(new Option('--no-browser', say(TEXT.noBrowser)))
    .action(async (options: CommonOptions & { paste?: boolean; browser?: boolean }) => {
      const { connect } = await import('./commands/connect.ts');
      exitCode = await connect(context, options);
    });
  command('connections', TEXT.connections).action(async (options: CommonOptions) => {
    const { connections } = await import('./commands/connections.ts');
    exitCode = await connections(context, options);
  });
  command('doctor', TEXT.doctor).action(async (options: CommonOptions) => {
    const { doctor } = await import('./commands/doctor.ts');
    exitCode = await doctor(context, options);
  });

  const simulate = program.command('simulate').description(say(TEXT.simulate));
  prepare(simulate, context, say);
  simulate
    .addOption(new Option('--port <port>', say(TEXT.port)).default('8747'))
    .addOption(new Option('--host <address>', say(TEXT.host)))
    .addOption(new Option('--scenario <file>', say(TEXT.scenario)))
    .addOption(new Option('--personality <name>', say(TEXT.personality)))
    .addOption(new Option('--tokens <which>', say(TEXT.tokens)))
    .addOption(new Option('--seed <number>', say(TEXT.seed)))
    .addOption(new Option('--now <instant>', say(TEXT.now)))
    .addOption(new Option('--json', say(TEXT.json)))
    .addOption(languageOption(say).default(language))
    .action(async (options: SimulatorWords) => {
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
  watch: { he: 'בלי הפסקה: כל מקור לפי לוח הזמנים שלו', en: 'for ever: every source by its schedule' },
  status: { he: 'תמונת מצב במספרים.', en: 'Where everything stands, in figures.' },
  list: { he: 'רשימת המסמכים והמצב של כל אחד.', en: 'The documents and where each stands.' },
  show: {
    he: 'ההיסטוריה המלאה של מסמך אחד. ציון המסמך: [עסק/][מקור/]סוג:מספר, למשל 305:1001.',
    en: 'The whole story of one document, named [business/][source/]type:reference, such as 305:1001.',
  },
  resume: {
    he: 'החזרה לטיפול של מסמך שממתין לאדם: נשלח שוב, או נרשם שוב במקור.',
    en: 'Takes up a document that waits for a person: it is sent again, or written to its source again.',
  },
  ask: {
    he: 'בקשת מספר למסמך שהחוק אינו מחייב לבקש עבורו.',
    en: 'Asks for a number although the law requires none.',
  },
  enter: {
    he: 'הזנת מספר שהתקבל מחוץ לאישור, או הודעה שלא הוקצה מספר.',
    en: 'Enters a number that was obtained elsewhere, or says that there is none.',
  },
  notIssued: { he: 'ידוע שלא הוקצה מספר', en: 'it is known that no number was allocated' },
  evidence: { he: 'מה מוכיח את המספר; נשמר ביומן', en: 'what proves the number; kept in the journal' },
  by: { he: 'מי עושה זאת, לרישום ביומן', en: 'who does it, for the journal' },
  audit: { he: 'בדיקת היומן וייצוא שלו.', en: 'The journal: verify it, export it.' },
  auditVerify: {
    he: 'חישוב מחדש של כל היומן: מה שונה, נמחק, הוסף או הוחלף. שום דבר אינו משתנה.',
    en: 'Computes the whole journal again: what was changed, removed, put in or moved. Changes nothing.',
  },
  against: { he: 'ייצוא קודם, שמגלה גם מה נחתך מאז', en: 'an earlier export, which also finds what was cut off since' },
  auditExport: {
    he: 'ייצוא ראשי היומנים וסיכום אחד לכולם, לשמירה במקום אחר.',
    en: 'Exports the heads of all journals and one digest over them, to be kept elsewhere.',
  },
  exportTo: { he: 'קובץ לכתיבה, במקום הפלט', en: 'file to write, instead of the output' },
  migrate: { he: 'עדכון קובץ הפנקס לגרסת התוכנה.', en: "Brings the ledger's file to the version of this program." },
  onlyLook: { he: 'בדיקה בלבד', en: 'only look' },
  connect: {
    he: 'התחברות לרשות המסים עבור עסק אחד, בדפדפן.',
    en: 'Logs one business in to the Tax Authority, in a browser.',
  },
  paste: {
    he: 'הדבקת הכתובת שהדפדפן הגיע אליה, במקום חזרה למחשב הזה',
    en: 'paste the address at which the browser arrives, instead of coming back to this machine',
  },
  noBrowser: { he: 'הצגת הכתובת בלבד, בלי לפתוח דפדפן', en: 'print the address, and open no browser' },
  connections: {
    he: 'מי מחובר לרשות המסים, ועד מתי.',
    en: 'Who is logged in at the Tax Authority, and for how long still.',
  },
  doctor: {
    he: 'בדיקת הדרך אל רשות המסים ואל המקורות: מה לא תקין ואיך מתקנים. שום מספר אינו מתבקש.',
    en: 'Looks at the way to the Tax Authority and to the sources: what is wrong and how to mend it. Asks for no number.',
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
  delivery: {
    he: 'רק מסמכים שמספרם במצב הזה במקור: pending, recorded, handed-over, conflict, stale, parked, impossible',
    en: 'only documents whose number stands so at the source: pending, recorded, handed-over, conflict, stale, parked, impossible',
  },
  type: { he: 'רק סוג המסמך הזה, למשל 305', en: 'only this type of document, such as 305' },
  since: { he: 'רק מיום זה, YYYY-MM-DD', en: 'only from this day, YYYY-MM-DD' },
  until: { he: 'רק עד יום זה, YYYY-MM-DD', en: 'only until this day, YYYY-MM-DD' },
  redacted: {
    he: 'בלי פרטי הלקוח, למי שעוזר מבחוץ',
    en: "without the customer's details, for whoever helps from outside",
  },
  port: { he: 'מספר הפורט להאזנה', en: 'port to listen on' },
  host: { he: 'הכתובת להאזנה (רגיל: רק המחשב הזה)', en: 'address to listen on (default: this machine only)' },
  scenario: {
    he: 'קובץ תרחיש, YAML או JSON: עוסקים, תקלות, טוקנים',
    en: 'scenario file, YAML or JSON: dealers, faults, tokens',
  },
  personality: {
    he: 'מה מקבלת חשבונית מאושרת שנשאלת שוב: same-number, error, new-number',
    en: 'what an approved invoice gets when it is asked again: same-number, error, new-number',
  },
  tokens: { he: 'אילו טוקנים מתקבלים: any, issued', en: 'which tokens are accepted: any, issued' },
  seed: { he: 'מספר שלם; אותו מספר נותן אותן תשובות', en: 'a whole number; the same one gives the same answers' },
  now: { he: 'המועד שבו השעון מתחיל', en: 'the instant at which the clock begins' },
  help: { he: 'הצגת עזרה', en: 'help for the command' },
  version: { he: 'הצגת מספר הגרסה', en: 'the version' },
  hint: { he: 'לעזרה: ishur --help', en: 'For help: ishur --help' },
} as const satisfies Record<string, LocalizedMessage>;
