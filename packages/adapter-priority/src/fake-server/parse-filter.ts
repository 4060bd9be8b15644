/** A row, as the server keeps it: decimals as texts. */
export type FakeRow = Record<string, string | number | null>;

export type Test = (row: FakeRow) => boolean;

/** What the server does not know: `in` and functions are answered with 501. */
export class NotSupported extends Error {}
export class BadFilter extends Error {}

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|([(),])|(\d{4}-\d{2}-\d{2}(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2}))?)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w]*))/y;

interface Token {
  readonly kind: 'text' | 'bracket' | 'date' | 'number' | 'word';
  readonly value: string;
}

/** A `$filter` as a test of rows: eq, ne, gt, ge, lt, le, and, or, brackets. `null` equals nothing, and differs from nothing. */
export function parseFilter(filter: string, typeOf: (column: string) => string | undefined): Test {
  const tokens = tokensOf(filter);
  const chain = chainOf(tokens, typeOf);
  if (chain !== undefined) return chain;
  let at = 0;
  const peek = (): string => tokens[at]?.value ?? '';

  function either(): Test {
    let left = both();
    while (peek() === 'or') {
      at += 1;
      const [one, other] = [left, both()];
      left = (row) => one(row) || other(row);
    }
    return left;
  }
  function both(): Test {
    let left = single();
    while (peek() === 'and') {
      at += 1;
      const [one, other] = [left, single()];
      left = (row) => one(row) && other(row);
    }
    return left;
  }
  function single(): Test {
    if (peek() !== '(') return comparison();
    at += 1;
    const inner = either();
    if (peek() !== ')') throw new BadFilter(filter);
    at += 1;
    return inner;
  }
  function comparison(): Test {
    const [column, operator, literal] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    at += 3;
    if (operator?.value === '(') throw new NotSupported(filter);
    if (column?.kind !== 'word' || operator?.kind !== 'word' || literal === undefined) throw new BadFilter(filter);
    if (operator.value === 'in' || literal.value === '(') throw new NotSupported(filter);
    return compare(column.value, operator.value, literal, typeOf(column.value) ?? 'Edm.String');
  }

  const test = either();
  if (at !== tokens.length) throw new BadFilter(filter);
  return test;
}

/** `IVNUM eq '1' or IVNUM eq '2' or …`, which a set answers faster. */
function chainOf(tokens: readonly Token[], typeOf: (column: string) => string | undefined): Test | undefined {
  const column = tokens[0]?.value ?? '';
  const isChain =
    tokens.length % 4 === 3 &&
    typeOf(column) === 'Edm.String' &&
    tokens.every(({ kind, value }, index) =>
      index % 4 === 0
        ? value === column
        : index % 4 === 1
          ? value === 'eq'
          : index % 4 === 2
            ? kind === 'text'
            : value === 'or',
    );
  if (!isChain) return undefined;
  const values = new Set(tokens.filter((_, index) => index % 4 === 2).map(({ value }) => value));
  return (row) => typeof row[column] === 'string' && values.has(row[column]);
}

/** The numbers of a filter that asks for nothing else: they are looked up, as an index would. */
export function numbersIn(filter: string): readonly string[] | undefined {
  if (!/^IVNUM eq '[^']*'(?: or IVNUM eq '[^']*')*$/.test(filter)) return undefined;
  return [...filter.matchAll(/'([^']*)'/g)].map(([, number = '']) => number);
}

/** The columns that a `$filter` names. */
export function columnsIn(filter: string): readonly string[] {
  return tokensOf(filter).flatMap(({ kind, value }, index, all) =>
    kind === 'word' && /^(?:eq|ne|gt|ge|lt|le)$/.test(all[index + 1]?.value ?? '') ? [value] : [],
  );
}

function tokensOf(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < filter.trimEnd().length) {
    const match = TOKEN.exec(filter);
    if (match === null) throw new BadFilter(filter);
    const [, text, bracket, date, number, word] = match;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") });
    else if (bracket !== undefined) tokens.push({ kind: 'bracket', value: bracket });
    else if (date !== undefined) tokens.push({ kind: 'date', value: date });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else tokens.push({ kind: 'word', value: word ?? '' });
  }
  return tokens;
}

function compare(column: string, operator: string, literal: Token, type: string): Test {
  const isWrong = /^Edm\.Date/.test(type)
    ? literal.kind !== 'date' || literal.value.includes('T') !== (type === 'Edm.DateTimeOffset')
    : literal.kind === 'date';
  if (isWrong) throw new BadFilter(column);
  const wanted = type === 'Edm.String' ? literal.value : valueOf(literal.value, type);
  return (row) => {
    const raw = row[column];
    if (raw === null || raw === undefined) return false;
    const value = type === 'Edm.String' ? String(raw) : valueOf(String(raw), type);
    switch (operator) {
      case 'eq':
        return value === wanted;
      case 'ne':
        return value !== wanted;
      case 'gt':
        return value > wanted;
      case 'ge':
        return value >= wanted;
      case 'lt':
        return value < wanted;
      case 'le':
        return value <= wanted;
      default:
        throw new BadFilter(operator);
    }
  };
}

/** As rows show a business day. */
export const MIDNIGHT = 'T00:00:00+03:00';

/** Moments are compared as moments: midnight in Israel lies before midnight in Greenwich. */
function valueOf(text: string, type: string): number {
  if (type === 'Edm.DateTimeOffset') return Date.parse(text.length === 10 ? `${text}${MIDNIGHT}` : text);
  return type === 'Edm.Date' ? Date.parse(text) : Number(text);
}
