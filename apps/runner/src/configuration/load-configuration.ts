import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IshurError } from '@ishur/contract';
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { starWords, unresolvedAlias, yamlInHebrew } from './yaml-words.ts';
import { rememberSecretsWithin } from './secrets-within.ts';
import { validateConfiguration } from './schema.ts';
import type { Configuration, ConfigurationIssue } from './schema.ts';

/** A configuration and the folder from which its relative paths start. */
export interface LoadedConfiguration extends Configuration {
  readonly file: string;
  readonly folder: string;
}

/** The names under which a configuration is looked for, in this order. */
export const CONFIGURATION_NAMES: readonly string[] = [
  'ishur.config.yaml',
  'ishur.config.yml',
  'ishur.config.json',
  'ishur.config.ts',
  'ishur.config.js',
];
/** No configuration of people is larger; what is, is another file. */
const LARGEST_FILE = 1024 * 1024;

/**
 * Finds, reads and validates the configuration file.
 *
 * @param chosen the file that was named, relative to `folder`; without it, the usual names are tried there.
 * @throws IshurError `config/…` (`fix-config`), which names file, line and field.
 */
export async function loadConfiguration(folder: string, chosen: string | undefined): Promise<LoadedConfiguration> {
  const file = chosen === undefined ? find(folder) : resolve(folder, chosen);
  if (!existsSync(file) || !statSync(file).isFile()) throw notFound(file);
  const { value, lineOf } = await readValue(file);
  const result = validateConfiguration(value);
  if (result.issues !== undefined) throw invalid(file, result.issues, lineOf);
  for (const { sources, purchases } of result.configuration.businesses) {
    for (const { with: settings } of [...sources, ...purchases])
      rememberSecretsWithin(settings, dirname(file), process.env);
  }
  return { ...result.configuration, file, folder: dirname(file) };
}

/** The same for commands that work without one too: `undefined` where none is named and none is there. */
export async function configurationIfThere(
  folder: string,
  chosen: string | undefined,
): Promise<LoadedConfiguration | undefined> {
  return chosen === undefined && lookFor(folder) === undefined ? undefined : loadConfiguration(folder, chosen);
}

function lookFor(folder: string): string | undefined {
  return CONFIGURATION_NAMES.map((name) => resolve(folder, name)).find((file) => existsSync(file));
}

function find(folder: string): string {
  const found = lookFor(folder);
  if (found === undefined) throw notFound(resolve(folder, CONFIGURATION_NAMES[0] ?? ''));
  return found;
}

type LineOf = (path: readonly PropertyKey[]) => number | undefined;

async function readValue(file: string): Promise<{ readonly value: unknown; readonly lineOf: LineOf }> {
  if (['.ts', '.js', '.mjs'].includes(extname(file))) {
    try {
      const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
      return { value: module.default, lineOf: () => undefined };
    } catch (error) {
      throw unreadable(file, 1, error instanceof Error ? error.message : String(error));
    }
  }
  if (statSync(file).size > LARGEST_FILE) throw unreadable(file, 1, 'larger than 1 MiB', 'גדול מ־1 MiB');
  const lines = new LineCounter();
  // JSON is YAML too. Aliases are bounded: a small file must not unfold into a large one.
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    throw unreadable(file, lines.linePos(error.pos[0]).line, error.message, yamlInHebrew(error.code));
  }
  const star = unresolvedAlias(document);
  if (star !== undefined) {
    const line = star.range ? lines.linePos(star.range[0]).line : 1;
    throw unreadable(file, line, ...starWords(star.source));
  }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), lineOf: (path) => lineOf(document, lines, path) };
  } catch (cause) {
    // Aliases that lead nowhere, that unfold without end, or that nest too deep.
    throw unreadable(file, 1, cause instanceof Error ? cause.message : String(cause), TOO_DEEP);
  }
}

const TOO_DEEP = 'הקובץ מקונן או מפנה לעצמו יותר מדי';

function textOf(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(
      file,
      1,
      cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be opened',
      'אינו נפתח; בדקו הרשאות',
    );
  }
  // What UTF-16 (PowerShell) and the older encodings of Hebrew (Notepad) look like to a reader of UTF-8: names would go
  // to the authority as question marks.
  const at = text.search(/[\0\uFFFD]/);
  if (at >= 0) {
    const line = text.slice(0, at).split('\n').length;
    throw unreadable(file, line, 'the encoding is not UTF-8; save the file as UTF-8', NOT_UTF_8);
  }
  return text;
}

const NOT_UTF_8 = 'הקידוד אינו UTF-8; שמרו את הקובץ מחדש כ-UTF-8';

/** The line of a field, or of the closest field around it. A key that stands there is where it stands, and not its value. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = keyAt(document, path.slice(0, length)) ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function keyAt(document: Document, path: readonly PropertyKey[]): unknown {
  if (path.length === 0) return undefined;
  const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(around)) return undefined;
  return around.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))?.key;
}

function invalid(file: string, issues: readonly ConfigurationIssue[], lineOf: LineOf): IshurError {
  const found = (language: 'he' | 'en'): string =>
    issues
      .map(({ path, message }) => {
        const line = lineOf(path);
        const where = path.map(String).join('.') || { he: 'הקובץ', en: 'the file' }[language];
        return `${file}${line === undefined ? '' : `:${line}`} ${where}: ${message[language]}`;
      })
      .join('\n');
  return new IshurError({
    code: 'config/invalid',
    remedy: 'fix-config',
    message: {
      he: `קובץ ההגדרות אינו תקין:\n${found('he')}\nתקנו ונסו שוב.`,
      en: `The configuration is not valid:\n${found('en')}\nMend it and try again.`,
    },
  });
}

function unreadable(file: string, line: number, detail: string, inHebrew: string = detail): IshurError {
  return new IshurError({
    code: 'config/unreadable',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לקרוא את קובץ ההגדרות ${file}, שורה ${line}: ${inHebrew}`,
      en: `The configuration file ${file} cannot be read, line ${line}: ${detail}`,
    },
  });
}

function notFound(file: string): IshurError {
  return new IshurError({
    code: 'config/not-found',
    remedy: 'fix-config',
    message: {
      he: `אין קובץ הגדרות: ${file}. צרו אותו (ishur init) או ציינו אותו עם --config.`,
      en: `There is no configuration file ${file}. Make one (ishur init) or name it with --config.`,
    },
  });
}
