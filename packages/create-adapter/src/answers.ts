import { parseArgs } from 'node:util';
import type { AdapterKind, AdapterPlan } from './adapter-plan.ts';
import {
  findFolderProblem,
  findHebrewNameProblem,
  findIdProblem,
  findPackageNameProblem,
  isAdapterKind,
} from './check-names.ts';
import { refusal } from './refusal.ts';

/** What the command line said. Everything that it did not say is asked for on a terminal, and has a default elsewhere. */
export interface Answers {
  readonly id?: string;
  readonly kind?: AdapterKind;
  readonly packageName?: string;
  readonly hebrewName?: string;
  /** As it was written, relative to where the command runs. */
  readonly folder?: string;
}

export interface Arguments {
  readonly answers: Answers;
  readonly wantsHelp: boolean;
  /** Do not ask, also on a terminal. */
  readonly isDecided: boolean;
}

const OPTIONS = {
  name: { type: 'string' },
  kind: { type: 'string' },
  package: { type: 'string' },
  hebrew: { type: 'string' },
  folder: { type: 'string' },
  lang: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws IshurError `create-adapter/usage` or one that names the value that will not do. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  const { name = positionals[0], kind, package: packageName, hebrew: hebrewName, folder } = values;
  if (positionals.length > 1 || (values.name !== undefined && positionals.length > 0)) {
    throw usage(positionals.at(-1) ?? '');
  }
  if (kind !== undefined && !isAdapterKind(kind)) {
    throw refusal('unknown-kind', {
      he: `אין סוג "${kind.slice(0, 40)}". כתבו --kind file (המערכת כותבת קבצים) או --kind http (למערכת יש שירות REST).`,
      en: `There is no kind "${kind.slice(0, 40)}". Write --kind file (the system writes files) or --kind http (it has a REST service).`,
    });
  }
  refuse('name', name === undefined ? undefined : findIdProblem(name));
  refuse('package-name', packageName === undefined ? undefined : findPackageNameProblem(packageName));
  refuse('folder', folder === undefined ? undefined : findFolderProblem(folder));
  refuse('hebrew-name', hebrewName === undefined ? undefined : findHebrewNameProblem(hebrewName));
  return {
    answers: {
      ...(name === undefined ? {} : { id: name }),
      ...(kind === undefined ? {} : { kind }),
      ...(packageName === undefined ? {} : { packageName }),
      ...(hebrewName === undefined ? {} : { hebrewName }),
      ...(folder === undefined ? {} : { folder }),
    },
    wantsHelp: values.help === true,
    isDecided: values.yes === true,
  };
}

/**
 * The plan of what was answered, with defaults for the rest.
 *
 * @throws IshurError `create-adapter/usage` without a name: nothing can be guessed for it.
 */
export function planOf({ id, kind, packageName, hebrewName }: Answers): AdapterPlan {
  if (id === undefined) {
    throw refusal('usage', {
      he: 'חסר שם למתאם. כתבו אותו, למשל: npm create @ishur/adapter my-books',
      en: 'The adapter has no name. Write one, such as: npm create @ishur/adapter my-books',
    });
  }
  return {
    id,
    kind: kind ?? 'file',
    packageName: packageName ?? defaultPackageName(id),
    hebrewName: hebrewName ?? defaultHebrewName(id),
  };
}

export function defaultPackageName(id: string): string {
  return `ishur-adapter-${id}`;
}

export function defaultHebrewName(id: string): string {
  return `מערכת ${id}`;
}

function parsed(
  argv: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause));
  }
}

function refuse(what: string, problem: ReturnType<typeof findIdProblem>): void {
  if (problem !== undefined) throw refusal(what, problem);
}

function usage(found: string): Error {
  return refusal('usage', {
    he: `לא הובן: ${found.slice(0, 200)}. npm צריך -- לפני האפשרויות: npm create @ishur/adapter NAME -- --kind http. ראו --help.`,
    en: `Not understood: ${found.slice(0, 200)}. npm needs -- before options: npm create @ishur/adapter NAME -- --kind http. See --help.`,
  });
}
