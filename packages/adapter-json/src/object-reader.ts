import type { Fault, LocalizedMessage } from '@ishur/contract';
import { fromAgorot, parseDealerNumber, toAgorot } from '@ishur/adapter-kit';
import type { JsonObject, JsonValue } from './parse-json.ts';

/** A person mends a document by the first of them. */
const MOST_FAULTS = 5;
const LONGEST_QUOTE = 40;
const EXACT = /^-?\d{1,13}(?:\.\d{1,2}0*)?$/;
const DECIMAL = /^-?\d{1,13}(?:\.\d{1,10})?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Collects what is wrong with one document. */
export interface Faults {
  readonly list: Fault[];
  /** `path` is empty where it is all of the document; `found` is absent where there is nothing to show. */
  add(code: string, path: string, line: number, found: Found | undefined, he: string, en: string): void;
}

type Found = string | LocalizedMessage;

/** `file` is its name, for messages. */
export function createFaults(file: string): Faults {
  const list: Fault[] = [];
  return {
    list,
    add(code, path, line, found, he, en) {
      if (list.length >= MOST_FAULTS) return;
      const field = path === '' ? { he: '', en: '' } : { he: `, השדה ${path}`, en: `, field ${path}` };
      const seen = typeof found === 'string' ? { he: `נמצא ${found}`, en: `found ${found}` } : found;
      const message = {
        he: `${file}, שורה ${line}${field.he}: ${seen === undefined ? '' : `${seen.he}. `}${he}`,
        en: `${file}, line ${line}${field.en}: ${seen === undefined ? '' : `${seen.en}. `}${en}`,
      };
      list.push({ code: `json/${code}`, path, message });
    },
  };
}

/** Reads the members of one object by their kinds. An absent member and null are `undefined`; a wrong one is a fault. */
export interface ObjectReader {
  text(name: string): string | undefined;
  reference(name: string): string | undefined;
  integer(name: string): number | undefined;
  amount(name: string): string | undefined;
  decimal(name: string): string | undefined;
  day(name: string): string | undefined;
  dealer(name: string): string | undefined;
  digits(name: string): string | undefined;
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined;
  object(name: string): JsonObject | undefined;
  array(name: string): readonly JsonValue[] | undefined;
  /** Reports a member that has to be there. */
  require(name: string, value: unknown): void;
  /** Reports members that nobody asked for. */
  close(ignored?: readonly string[]): void;
}

export function createObjectReader(source: JsonObject, prefix: string, faults: Faults): ObjectReader {
  const asked = new Set<string>();
  for (const name of source.duplicates.slice(0, 2)) {
    faults.add(
      'duplicate-field',
      prefix + name.slice(0, LONGEST_QUOTE),
      source.line,
      { he: 'נמצא פעמיים', en: 'found twice' },
      'השאירו ערך אחד בלבד.',
      'Keep one value only.',
    );
  }

  function member(name: string): JsonValue | undefined {
    asked.add(name);
    const value = source.members.get(name);
    return value?.kind === 'literal' && value.value === null ? undefined : value;
  }

  function wrong(code: string, name: string, value: JsonValue, he: string, en: string): undefined {
    faults.add(code, prefix + name, value.line, quote(value), he, en);
    return undefined;
  }

  function text(name: string): string | undefined {
    const value = member(name);
    if (value === undefined) return undefined;
    if (value.kind === 'string') return value.value.trim() === '' ? undefined : value.value;
    return wrong('not-text', name, value, 'נדרש טקסט במירכאות.', 'Expected a string.');
  }

  /** A number's own digits, where they say the same as a string would. */
  function written(name: string): { value: JsonValue; text: string } | undefined {
    const value = member(name);
    if (value === undefined) return undefined;
    if (value.kind === 'string') return value.value.trim() === '' ? undefined : { value, text: value.value.trim() };
    if (value.kind === 'number') return { value, text: value.text };
    return wrong('not-text', name, value, 'נדרש טקסט במירכאות.', 'Expected a string.');
  }

  return {
    text,
    reference(name) {
      const found = written(name);
      if (found === undefined || found.value.kind === 'string' || /^\d{1,20}$/.test(found.text)) return found?.text;
      return wrong('not-text', name, found.value, 'נדרש טקסט במירכאות.', 'Expected a string.');
    },
    integer(name) {
      const found = written(name);
      if (found === undefined || /^\d{1,4}$/.test(found.text)) return found && Number(found.text);
      return wrong(
        'not-a-number',
        name,
        found.value,
        'נדרש מספר שלם, למשל 305.',
        'Expected a whole number such as 305.',
      );
    },
    amount(name) {
      const found = written(name);
      if (found === undefined) return undefined;
      if (!EXACT.test(found.text)) {
        const [he, en] = [
          'נדרש סכום בשקלים עם שתי ספרות לכל היותר, למשל "1234.50".',
          'Expected shekels with at most two decimals, such as "1234.50".',
        ];
        return wrong('not-an-amount', name, found.value, he, en);
      }
      const agorot = toAgorot(found.text.replace(/(\.\d\d)0+$/, '$1'));
      return agorot === undefined ? undefined : fromAgorot(agorot);
    },
    decimal(name) {
      const found = written(name);
      if (found === undefined || DECIMAL.test(found.text)) return found?.text;
      return wrong(
        'not-a-decimal',
        name,
        found.value,
        'נדרש מספר עשרוני, למשל "2.5".',
        'Expected a decimal number such as "2.5".',
      );
    },
    day(name) {
      const value = member(name);
      if (value === undefined) return undefined;
      if (value.kind === 'string' && isDay(value.value)) return value.value;
      return wrong('not-a-day', name, value, 'נדרש תאריך כגון "2026-06-30".', 'Expected a day such as "2026-06-30".');
    },
    dealer(name) {
      const value = member(name);
      if (value === undefined) return undefined;
      const cell = value.kind === 'string' ? parseDealerNumber(value.value) : undefined;
      if (cell?.kind === 'number') return cell.number;
      if (cell?.kind === 'absent') return undefined;
      const [he, en] = [
        'נדרשות עד תשע ספרות במירכאות, עם האפסים שבהתחלה.',
        'Expected up to nine digits as a string, with leading zeros.',
      ];
      return wrong('not-a-dealer-number', name, value, he, en);
    },
    digits(name) {
      const value = member(name);
      if (value === undefined) return undefined;
      if (value.kind === 'string' && /^\d{0,30}$/.test(value.value))
        return /^0*$/.test(value.value) ? undefined : value.value;
      return wrong('not-digits', name, value, 'נדרשות ספרות במירכאות.', 'Expected digits as a string.');
    },
    oneOf(name, values) {
      const value = member(name);
      if (value === undefined) return undefined;
      const found = values.find((each) => value.kind === 'string' && each === value.value);
      const list = values.join(' | ');
      return found ?? wrong('not-one-of', name, value, `נדרש אחד מאלה: ${list}.`, `Expected one of ${list}.`);
    },
    object(name) {
      const value = member(name);
      if (value === undefined || value.kind === 'object') return value;
      return wrong('not-an-object', name, value, 'נדרש אובייקט.', 'Expected an object.');
    },
    array(name) {
      const value = member(name);
      if (value === undefined || value.kind === 'array') return value?.items;
      return wrong('not-an-array', name, value, 'נדרש מערך.', 'Expected an array.');
    },
    require(name, value) {
      if (value !== undefined || faults.list.some(({ path }) => path === prefix + name)) return;
      const found = { he: 'השדה חסר', en: 'it is missing' };
      faults.add('field-missing', prefix + name, source.line, found, 'השלימו אותו.', 'Fill it in.');
    },
    close(ignored = []) {
      for (const [name, value] of source.members) {
        if (asked.has(name) || ignored.includes(name)) continue;
        const [he, en] = [
          'אין שדה כזה. תקנו את השם, או העבירו את השדה לתוך extra.',
          'There is no such field. Mend its name, or move it into `extra`.',
        ];
        wrong('unknown-field', name.slice(0, LONGEST_QUOTE), value, he, en);
      }
    },
  };
}

function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return false;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

/** What was found, short and without characters that steer a terminal or the direction of writing. */
function quote(value: JsonValue): string {
  if (value.kind === 'object') return '{…}';
  if (value.kind === 'array') return '[…]';
  const text = value.kind === 'number' ? value.text : String(value.value);
  const seen = text.slice(0, LONGEST_QUOTE).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return `«${seen}${text.length > LONGEST_QUOTE ? '…' : ''}»`;
}
