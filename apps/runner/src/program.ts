import type { LocalizedMessage } from '@ishur/contract';
import type { SimulatorWords } from '@ishur/simulator/command-line';
import { Command, CommanderError, Option } from 'commander';
import type { InitOptions } from './commands/init.ts';
import type { HearingFileOptions } from './commands/hearing-file.ts';
import type { ListOptions } from './commands/list.ts';
import type { ShowOptions } from './commands/show.ts';
import type { AskOptions } from './commands/ask.ts';
import type { EnterOptions } from './commands/enter.ts';
import type { ChooseOptions } from './commands/choose.ts';
import type { HearingOptions } from './commands/hearing.ts';
import type { CheckCommandOptions } from './commands/pcn874-check.ts';
import type { FillCommandOptions } from './commands/pcn874-fill.ts';
import type { PersonOptions } from './commands/person-at-case.ts';
import type { PrintOptions } from './commands/print.ts';
import type { VerifyOptions } from './commands/verify.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { TEXT } from './command-texts.ts';
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

  const init = program.command('init [folder]').description(say(TEXT.init));
  prepare(init, context, say);
  init
    .addOption(new Option('--config <file>', say(TEXT.configToWrite)))
    .addOption(new Option('--yes', say(TEXT.yes)))
    .addOption(new Option('--force', say(TEXT.force)))
    .addOption(new Option('--tier <tier>', say(TEXT.tier)))
    .addOption(new Option('--business <id>', say(TEXT.newBusiness)))
    .addOption(new Option('--vat-number <number>', say(TEXT.vatNumber)))
    .addOption(new Option('--operator <name>', say(TEXT.operator)))
    .addOption(new Option('--from <day>', say(TEXT.from)))
    .addOption(new Option('--url <address>', say(TEXT.url)))
    .addOption(new Option('--adapter <id>', say(TEXT.newAdapter)))
    .addOption(new Option('--with <key=value>', say(TEXT.newSetting)).argParser(collected))
    .addOption(new Option('--json', say(TEXT.json)))
    .addOption(languageOption(say).default(language))
    .action(async (folder: string | undefined, options: InitOptions) => {
      const command = await import('./commands/init.ts');
      exitCode = await command.init(context, folder, options);
    });
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
  command('hearing-file <document>', TEXT.hearingFile)
    .addOption(new Option('--out <folder>', say(TEXT.hearingFileOut)).makeOptionMandatory())
    .action(async (document: string, options: HearingFileOptions) => {
      const { hearingFile } = await import('./commands/hearing-file.ts');
      exitCode = await hearingFile(context, document, options);
    });
  command('inbox', TEXT.inbox).action(async (options: CommonOptions) => {
    const { inbox } = await import('./commands/inbox.ts');
    exitCode = await inbox(context, options);
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
  byPerson(command('ask <document>', TEXT.ask))
    .addOption(new Option('--base <document>', say(TEXT.base)))
    .addOption(new Option('--base-id <id>', say(TEXT.baseId)))
    .addOption(new Option('--base-number <number>', say(TEXT.baseNumber)))
    .addOption(new Option('--approved-net <amount>', say(TEXT.approvedNet)))
    .addOption(new Option('--approved-vat <amount>', say(TEXT.approvedVat)))
    .addOption(new Option('--alone', say(TEXT.alone)))
    .action(async (document: string, options: AskOptions) => {
      const { ask } = await import('./commands/ask.ts');
      exitCode = await ask(context, document, options);
    });
  byPerson(command('choose <document> [way]', TEXT.choose))
    .addOption(new Option('--with <document>', say(TEXT.chooseWith)))
    .addOption(new Option('--withdraw', say(TEXT.chooseWithdraw)))
    .addOption(new Option('--settled', say(TEXT.chooseSettled)))
    .addOption(new Option('--yes', say(TEXT.chooseYes)))
    .action(async (document: string, way: string | undefined, options: ChooseOptions) => {
      const { choose } = await import('./commands/choose.ts');
      exitCode = await choose(context, document, way, options);
    });
  byPerson(command('hearing <document> [word] [day]', TEXT.hearing))
    .addOption(new Option('--withdraw', say(TEXT.hearingWithdraw)))
    .action(async (document: string, word: string | undefined, day: string | undefined, options: HearingOptions) => {
      const { hearing } = await import('./commands/hearing.ts');
      exitCode = await hearing(context, document, word, day, options);
    });
  byPerson(command('enter <document> [number]', TEXT.enter))
    .addOption(new Option('--not-issued', say(TEXT.notIssued)))
    .addOption(new Option('--evidence <text>', say(TEXT.evidence)))
    .addOption(new Option('--yes', say(TEXT.yesOther)))
    .addOption(new Option('--emergency', say(TEXT.emergency)))
    .addOption(new Option('--emergency-reported', say(TEXT.emergencyReported)))
    .action(async (document: string, number: string | undefined, options: EnterOptions) => {
      const { enterNumber } = await import('./commands/enter.ts');
      exitCode = await enterNumber(context, document, number, options);
    });
  command('verify [what...]', TEXT.verify)
    .addOption(new Option('--adapter <id>', say(TEXT.adapter)))
    .addOption(new Option('--out <file>', say(TEXT.verifyOut)))
    .addOption(new Option('--force', say(TEXT.overwrite)))
    .addOption(new Option('--supplier <number>', say(TEXT.supplier)))
    .addOption(new Option('--net <amount>', say(TEXT.net)))
    .addOption(new Option('--vat <amount>', say(TEXT.vat)))
    .addOption(new Option('--date <day>', say(TEXT.date)))
    .addOption(new Option('--reference <reference>', say(TEXT.reference)))
    .action(async (what: string[], options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts');
      exitCode = await verify(context, what, options);
    });
  command('print <document>', TEXT.print)
    .addOption(new Option('--out <file>', say(TEXT.printOut)))
    .addOption(new Option('--force', say(TEXT.overwrite)))
    .addOption(new Option('--slip', say(TEXT.slip)))
    .addOption(new Option('--copy', say(TEXT.copy)).conflicts('certifiedCopy'))
    .addOption(new Option('--certified-copy', say(TEXT.certifiedCopy)))
    .addOption(new Option('--short-number', say(TEXT.shortNumber)))
    .addOption(new Option('--paper <language>', say(TEXT.paper)).choices(['he', 'en']).default('he'))
    .action(async (document: string, options: PrintOptions) => {
      const { print } = await import('./commands/print.ts');
      exitCode = await print(context, document, options);
    });
  const pcn874 = program.command('pcn874').description(say(TEXT.pcn874)).helpCommand(false);
  prepare(pcn874, context, say);
  command('check <file>', TEXT.pcn874Check, pcn874)
    .addOption(new Option('--settings <file>', say(TEXT.pcn874Settings)))
    .action(async (file: string, options: CheckCommandOptions) => {
      const { checkPcn874 } = await import('./commands/pcn874-check.ts');
      exitCode = await checkPcn874(context, file, options);
    });
  command('fill <file>', TEXT.pcn874Fill, pcn874)
    .addOption(new Option('--out <file>', say(TEXT.exportTo)))
    .addOption(new Option('--force', say(TEXT.overwrite)))
    .addOption(new Option('--leave-out-cancelled', say(TEXT.leaveOutCancelled)))
    .addOption(new Option('--recompute-header', say(TEXT.recomputeHeader)))
    .action(async (file: string, options: FillCommandOptions) => {
      const { fillPcn874 } = await import('./commands/pcn874-fill.ts');
      exitCode = await fillPcn874(context, file, options);
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

  const keys = program.command('keys').description(say(TEXT.keys)).helpCommand(false);
  prepare(keys, context, say);
  command('new', TEXT.keysNew, keys).action(async (options: CommonOptions) => {
    const { newKeyOnTop } = await import('./commands/keys.ts');
    exitCode = await newKeyOnTop(context, options);
  });
  command('reseal', TEXT.keysReseal, keys).action(async (options: CommonOptions) => {
    const { reseal } = await import('./commands/keys.ts');
    exitCode = await reseal(context, options);
  });
  command('adapters', TEXT.adapters).action(async (options: CommonOptions) => {
    const { adapters } = await import('./commands/adapters.ts');
    exitCode = await adapters(context, options);
  });
  const config = program.command('config').description(say(TEXT.configuration)).helpCommand(false);
  prepare(config, context, say);
  command('schema', TEXT.configSchema, config).action(async (options: CommonOptions) => {
    const { configSchema } = await import('./commands/config-schema.ts');
    exitCode = await configSchema(context, options);
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

/** An option that may stand several times. */
function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function languageOption(say: (message: LocalizedMessage) => string): Option {
  return new Option('--lang <language>', say(TEXT.lang)).choices(['he', 'en']);
}

/** Kept equal to the package's by a test, so that starting reads no file. */
export const VERSION = '0.0.0';
