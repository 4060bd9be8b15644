/** A JSON value that still knows its line and, where it is a number, how it is written: `JSON.parse` forgets both. */
export type JsonValue =
  | JsonObject
  | { readonly kind: 'array'; readonly line: number; readonly items: readonly JsonValue[] }
  | { readonly kind: 'string'; readonly line: number; readonly value: string }
  | { readonly kind: 'number'; readonly line: number; readonly text: string }
  | { readonly kind: 'literal'; readonly line: number; readonly value: boolean | null };

export interface JsonObject {
  readonly kind: 'object';
  readonly line: number;
  readonly members: ReadonlyMap<string, JsonValue>;
  /** Names that stand more than once: which of their values is meant, nobody knows. */
  readonly duplicates: readonly string[];
}

export type JsonProblem = 'syntax' | 'too-deep' | 'too-many';

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'problem'; readonly problem: JsonProblem; readonly line: number };

const DEEPEST = 16;
const MOST_VALUES = 100_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What may not stand in a string, `JSON.parse` refuses afterwards. */
const STRING = /"(?:[^"\\]|\\.)*"/y;
const LITERAL = /true|false|null/y;

/** Not an error of ours: it never leaves this file. */
class Stop extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Parses strict JSON (RFC 8259), bounded in depth and in the number of values. `line` is that of the first character. */
export function parseJson(text: string, firstLine: number, mostValues: number = MOST_VALUES): ParsedJson {
  let [at, line, count] = [0, firstLine, 0];

  function skip(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 10) line += 1;
      else if (code !== 32 && code !== 9 && code !== 13) return;
      at += 1;
    }
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new Stop('syntax');
    at += found.length;
    return found;
  }

  function expect(character: string): void {
    skip();
    if (text[at] !== character) throw new Stop('syntax');
    at += 1;
  }

  /** Whether another member follows; the closing character is passed over. */
  function goesOn(close: string): boolean {
    skip();
    const character = text[at];
    at += 1;
    if (character !== ',' && character !== close) {
      at -= 1;
      throw new Stop('syntax');
    }
    return character === ',';
  }

  function isEmpty(close: string): boolean {
    at += 1;
    skip();
    if (text[at] !== close) return false;
    at += 1;
    return true;
  }

  function stringHere(): string {
    const quoted = take(STRING);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw new Stop('syntax');
    }
  }

  function object(depth: number): JsonValue {
    const [start, members, duplicates] = [line, new Map<string, JsonValue>(), [] as string[]];
    if (!isEmpty('}')) {
      do {
        skip();
        const name = stringHere();
        expect(':');
        if (members.has(name)) duplicates.push(name);
        members.set(name, value(depth + 1));
      } while (goesOn('}'));
    }
    return { kind: 'object', line: start, members, duplicates };
  }

  function array(depth: number): JsonValue {
    const [start, items] = [line, [] as JsonValue[]];
    if (!isEmpty(']')) {
      do items.push(value(depth + 1));
      while (goesOn(']'));
    }
    return { kind: 'array', line: start, items };
  }

  function value(depth: number): JsonValue {
    skip();
    if (depth > DEEPEST) throw new Stop('too-deep');
    count += 1;
    if (count > mostValues) throw new Stop('too-many');
    const character = text[at];
    if (character === '{') return object(depth);
    if (character === '[') return array(depth);
    if (character === '"') return { kind: 'string', line, value: stringHere() };
    if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) {
      return { kind: 'number', line, text: take(NUMBER) };
    }
    const word = take(LITERAL);
    return { kind: 'literal', line, value: word === 'null' ? null : word === 'true' };
  }

  try {
    const parsed = value(0);
    skip();
    if (at < text.length) throw new Stop('syntax');
    return { kind: 'value', value: parsed };
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    return { kind: 'problem', problem: cause.problem, line };
  }
}
