/** The text of one document of a file, not yet parsed. */
export interface RawValue {
  readonly text: string;
  /** Line of its first character, from 1. */
  readonly line: number;
  /** Longer than {@link LONGEST_VALUE}; its text was not kept. */
  readonly isTooLong: boolean;
}

/** `array`: one JSON array. `lines`: one value a line (NDJSON). `single`: one object. */
export type FileForm = 'array' | 'lines' | 'single';

export interface ValueSplitter {
  push(text: string): RawValue[];
  /** @throws RangeError that names the line where a form is not closed, or goes on behind its end. */
  end(): RawValue[];
}

/** In characters. A document with a thousand lines has a tenth of it. */
const LONGEST_VALUE = 1_048_576;

/** The form of a file, from its beginning; `undefined` where it is no JSON of documents, or holds nothing. */
export function formOf(head: string, name: string): FileForm | undefined {
  const start = head.trimStart();
  if (start.startsWith('[')) return 'array';
  if (!start.startsWith('{')) return undefined;
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return 'lines';
  const [first = '', ...others] = start.split('\n');
  return others.length === 0 || first.trimEnd().endsWith('}') ? 'lines' : 'single';
}

export function createValueSplitter(form: FileForm): ValueSplitter {
  return form === 'array' ? arraySplitter() : lineSplitter(form);
}

/** Lines, or the whole text where it is one value. */
function lineSplitter(form: FileForm): ValueSplitter {
  const value = collector();
  let [line, start] = [1, 1];
  const take = (): RawValue[] => {
    const raw = value.take(start);
    start = line;
    return raw.isTooLong || raw.text.trim() !== '' ? [raw] : [];
  };
  return {
    push(text) {
      if (form === 'single') {
        value.add(text);
        return [];
      }
      const found: RawValue[] = [];
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        value.add(text.slice(from, end));
        line += 1;
        found.push(...take());
        from = end + 1;
      }
      value.add(text.slice(from));
      return found;
    },
    end: take,
  };
}

/** Elements of one array. Only brackets, strings and commas are understood here; the rest is the parser's. */
function arraySplitter(): ValueSplitter {
  const value = collector();
  let [line, start, depth, elements] = [1, 1, 0, 0];
  let [inString, isEscaped, isBlank, isDone] = [false, false, true, false];

  function element(isLast: boolean): RawValue[] {
    const raw = value.take(start);
    const wasBlank = isBlank;
    isBlank = true;
    if (isLast && wasBlank && elements === 0) return [];
    elements += 1;
    return [raw];
  }

  return {
    push(text) {
      const found: RawValue[] = [];
      let from = 0;
      for (let at = 0; at < text.length; at += 1) {
        const character = text.charCodeAt(at);
        if (character === 10) line += 1;
        if (inString) {
          if (isEscaped) isEscaped = false;
          else if (character === 92) isEscaped = true;
          else if (character === 34) inString = false;
          continue;
        }
        if (character <= 32 || character === 0xfeff) continue;
        if (isDone) throw new RangeError(String(line));
        if (depth === 0) {
          [depth, from] = [1, at + 1];
          continue;
        }
        const isClosing = character === 93 || character === 125;
        if (depth === 1 && (character === 44 || isClosing)) {
          value.add(text.slice(from, at));
          found.push(...element(isClosing));
          from = at + 1;
          isDone = isClosing;
          continue;
        }
        if (isBlank) [start, isBlank, from] = [line, false, value.isEmpty() ? at : from];
        if (character === 34) inString = true;
        else if (character === 91 || character === 123) depth += 1;
        else if (isClosing) depth -= 1;
      }
      if (depth > 0 && !isDone && !isBlank) value.add(text.slice(from));
      return found;
    },
    end() {
      if (!isDone) throw new RangeError(String(isBlank ? line : start));
      return [];
    },
  };
}

function collector(): { add(text: string): void; isEmpty(): boolean; take(line: number): RawValue } {
  let [parts, length]: [string[], number] = [[], 0];
  return {
    add(text) {
      length += text.length;
      if (length > LONGEST_VALUE) parts = [];
      else if (text !== '') parts.push(text);
    },
    isEmpty: () => length === 0,
    take(line) {
      const raw = { text: parts.join(''), line, isTooLong: length > LONGEST_VALUE };
      [parts, length] = [[], 0];
      return raw;
    },
  };
}
