import { readFile, stat } from 'node:fs/promises';
import { IshurError } from '@ishur/contract';
import { LineCounter, isCollection, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Scenario } from '../settings.ts';
import { issuesOf, placeOf } from './issues.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** Bytes, as JSON. What is larger is another file. */
const LARGEST_FILE = 1024 * 1024;
/** Characters, as YAML: its parser compares every key with every other, so that time grows with the square. */
const LARGEST_YAML = 64 * 1024;

/**
 * Reads a scenario file, YAML or JSON.
 *
 * @throws IshurError `simulator/scenario-unreadable`, `simulator/scenario-invalid` (`fix-config`), with line and field.
 */
export async function readScenario(file: string): Promise<Scenario> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw unreadable(file, 1, 'larger than 1 MiB');
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof IshurError) throw cause;
    throw unreadable(file, 1, cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be opened');
  }
  return parseScenario(text, file);
}

/**
 * The same of a text: YAML, or JSON, which is YAML too.
 *
 * @param name what the text is called in errors.
 * @throws IshurError as {@link readScenario}.
 */
export function parseScenario(text: string, name: string = 'scenario'): Scenario {
  if (text.length > LARGEST_FILE) throw unreadable(name, 1, 'larger than 1 MiB');
  // What UTF-16 (PowerShell) and the older encodings of Hebrew (Notepad) look like to a reader of UTF-8.
  if (/[\0\uFFFD]/.test(text))
    throw unreadable(name, 1, 'the encoding is not UTF-8; save the file as UTF-8', NOT_UTF_8);
  const { value, lineOf } = valueIn(text.replace(/^\uFEFF/, ''), name);
  const parsed = scenarioSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = issuesOf(parsed.error).map((issue) => {
    const line = lineOf(issue.path);
    return `${name}${line === undefined ? '' : `:${line}`} ${placeOf(issue) || '(the whole)'}: ${issue.message}`;
  });
  throw new IshurError({
    code: 'simulator/scenario-invalid',
    remedy: 'fix-config',
    message: {
      he: `התרחיש אינו תקין:\n${found.join('\n')}\nתקנו ונסו שוב.`,
      en: `The scenario is not valid:\n${found.join('\n')}\nMend it and try again.`,
    },
  });
}

interface ReadText {
  readonly value: unknown;
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

function valueIn(text: string, name: string): ReadText {
  if (text.length <= LARGEST_YAML) return yamlIn(text, name);
  try {
    return { value: JSON.parse(text), lineOf: () => undefined };
  } catch {
    throw unreadable(name, 1, 'larger than 64 KiB, which only a scenario in JSON may be');
  }
}

function yamlIn(text: string, name: string): ReadText {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error !== undefined) throw unreadable(name, lines.linePos(error.pos[0]).line, error.message);
    // Aliases are bounded: a small file must not unfold into a large one.
    const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
    return { value, lineOf: (path) => lineIn(document, lines, path) };
  } catch (cause) {
    if (cause instanceof IshurError) throw cause;
    // Aliases that lead nowhere or unfold without end, and what nests too deep.
    throw unreadable(name, 1, cause instanceof Error ? cause.message : String(cause));
  }
}

/** The line of a field, or of the closest field around it. */
function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let line: number | undefined;
  for (const key of [undefined, ...path]) {
    // A dealer's number without quotes is a number to YAML, and a text in the path.
    if (key !== undefined && isCollection(node)) node = node.get(key, true) ?? node.get(Number(key), true);
    if (!isNode(node) || !node.range) break;
    line = lines.linePos(node.range[0]).line;
  }
  return line;
}

const NOT_UTF_8 = 'הקידוד אינו UTF-8; שמרו את הקובץ מחדש כ-UTF-8';

function unreadable(name: string, line: number, detail: string, inHebrew: string = detail): IshurError {
  return new IshurError({
    code: 'simulator/scenario-unreadable',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לקרוא את התרחיש ${name}, שורה ${line}: ${inHebrew}`,
      en: `The scenario ${name} cannot be read, line ${line}: ${detail}`,
    },
  });
}
