import { readFileSync, statSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';

/** A package, or a file, with adapters that a configuration names. */
export interface AdapterPackage {
  readonly name: string;
  /** At least one. */
  readonly adapters: readonly Adapter[];
  readonly version: string | undefined;
}

/** Of which contracts an adapter of this program may be. */
const CONTRACT = 'v1';

/**
 * Loads what a configuration names under `adapters`: every adapter that the module exports, under whatever name.
 *
 * @param folder the configuration's, from which names are resolved as Node would.
 * @throws IshurError `config/adapter-package-missing`, `config/adapter-does-not-load`, `config/not-an-adapter`,
 * `config/adapter-contract-unknown` (`fix-config`).
 */
export async function loadAdapterPackage(name: string, folder: string): Promise<AdapterPackage> {
  const file = resolvePackage(name, folder);
  const exported = Object.values(await importModule(name, file));
  const { adapters, other } = lookAt(name, exported);
  if (adapters.length > 0) return { name, adapters, version: versionOf(file) };
  throw other === undefined || other.contract === CONTRACT ? notAnAdapter(name) : contractUnknown(name, other);
}

/** What a module exports is code of somebody else: to look at a property may throw. */
function lookAt(
  name: string,
  exported: readonly unknown[],
): {
  readonly adapters: readonly Adapter[];
  readonly other: { readonly id: string; readonly contract: string } | undefined;
} {
  try {
    return { adapters: [...new Set(exported.filter(isAdapter))], other: exported.find(isAdapterOfSomeContract) };
  } catch (cause) {
    throw doesNotLoad(name, cause);
  }
}

function resolvePackage(name: string, folder: string): string {
  const from = join(folder, 'ishur.config.yaml');
  try {
    return createRequire(from).resolve(name);
  } catch (cause) {
    // A package that exports only for `import` is not found by require.
    const file = codeOf(cause) === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? importEntry(name, from) : undefined;
    if (file !== undefined) return file;
    throw missing(name, folder, cause);
  }
}

/** Where `import` of the package's name leads, after its `exports`. */
function importEntry(name: string, from: string): string | undefined {
  try {
    const manifest = findPackageJSON(name, pathToFileURL(from));
    if (manifest === undefined) return undefined;
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown };
    const main = typeof exports === 'object' && exports !== null && '.' in exports ? exports['.'] : exports;
    const entry = targetOf(main);
    return entry === undefined ? undefined : resolve(dirname(manifest), entry);
  } catch {
    return undefined;
  }
}

const CONDITIONS: ReadonlySet<string> = new Set(['node', 'import', 'module-sync', 'default']);

/** The first target whose conditions hold, in the order in which they are written. */
function targetOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const found = CONDITIONS.has(condition) ? targetOf(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

async function importModule(name: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw doesNotLoad(name, cause);
  }
}

function isAdapter(value: unknown): value is Adapter {
  if (!isAdapterOfSomeContract(value) || value.contract !== CONTRACT) return false;
  return typeof (value as Partial<Adapter>).doOpen === 'function';
}

function isAdapterOfSomeContract(value: unknown): value is { readonly id: string; readonly contract: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'contract' in value &&
    typeof value.contract === 'string'
  );
}

/** The version of the package in which a file lies; a file of the integrator's own may be in none. */
function versionOf(file: string): string | undefined {
  try {
    const manifest = findPackageJSON(pathToFileURL(file));
    if (manifest === undefined) return undefined;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function failure(code: string, message: LocalizedMessage, cause?: unknown): IshurError {
  return new IshurError({ code, remedy: 'fix-config', message, ...(cause !== undefined && { cause }) });
}

function missing(name: string, folder: string, cause: unknown): IshurError {
  const isPath = /^\.{0,2}[/\\]/.test(name);
  const message =
    isPath && isFolder(resolve(folder, name))
      ? isAFolder(name)
      : isPath
        ? {
            he: `אין קובץ ${name} (adapters בקובץ ההגדרות), מתוך ${folder}. בדקו את הנתיב.`,
            en: `There is no file ${name} (\`adapters\` in the configuration), seen from ${folder}. Check the path.`,
          }
        : {
            he: `החבילה ${name} (adapters בקובץ ההגדרות) אינה מותקנת. התקינו אותה בתיקייה ${folder}: npm install ${name}. בדקו גם את האיות; קובץ מצוין עם ./ בתחילתו.`,
            en: `Package ${name} (\`adapters\` in the configuration) is not installed. Install it in ${folder}: npm install ${name}. Check its spelling too; a file is named with ./ in front.`,
          };
  return failure('config/adapter-package-missing', message, cause);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isAFolder(name: string): LocalizedMessage {
  const module = `${name.replace(/[/\\]$/, '')}/dist/index.js`;
  return {
    he: `${name} (adapters בקובץ ההגדרות) היא תיקייה. ציינו את המודול שבה, למשל ${module}.`,
    en: `${name} (\`adapters\` in the configuration) is a folder. Name its module, such as ${module}.`,
  };
}

function doesNotLoad(name: string, cause: unknown): IshurError {
  const detail = detailOf(cause);
  return failure(
    'config/adapter-does-not-load',
    {
      he: `החבילה ${name} (adapters בקובץ ההגדרות) מותקנת, אבל טעינתה נכשלה: ${detail}. פנו אל מי שכתב אותה, או התקינו גרסה אחרת שלה.`,
      en: `Package ${name} (\`adapters\` in the configuration) is there and does not load: ${detail}. Turn to whoever wrote it, or install another version of it.`,
    },
    cause,
  );
}

const LONGEST_DETAIL = 300;

/** The first line of whatever was thrown. */
function detailOf(cause: unknown): string {
  try {
    const text = cause instanceof Error ? cause.message : String(cause);
    return (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_DETAIL);
  } catch {
    return 'unknown';
  }
}

function notAnAdapter(name: string): IshurError {
  return failure('config/not-an-adapter', {
    he: `החבילה ${name} (adapters בקובץ ההגדרות) אינה מתאם: היא צריכה לייצא תוצאה של defineAdapter.`,
    en: `Package ${name} (\`adapters\` in the configuration) is no adapter: it has to export what defineAdapter returns.`,
  });
}

function contractUnknown(
  name: string,
  { id, contract }: { readonly id: string; readonly contract: string },
): IshurError {
  return failure('config/adapter-contract-unknown', {
    he: `המתאם "${id}" של החבילה ${name} נכתב לחוזה ${contract.slice(0, 20)}, וגרסה זו של אישור מכירה את ${CONTRACT} בלבד. התקינו גרסה מתאימה של החבילה, או גרסה חדשה יותר של אישור.`,
    en: `The adapter "${id}" of package ${name} is of contract ${contract.slice(0, 20)}, and this version of Ishur knows ${CONTRACT} only. Install a fitting version of the package, or a later Ishur.`,
  });
}
