import { assess } from '@ishur/core';
import type { Excuse } from './excuses.ts';
import { failureProblem } from './read-source.ts';
import type { Item, Reading } from './read-source.ts';
import { shapeProblem, textProblem } from './shapes.ts';
import type { Files, GeneratedSource } from './source.ts';
import { keyOf, materialOf } from './truth.ts';
import type { Material, Truth } from './truth.ts';
import { isIshurError } from '@ishur/contract';

export type Finding = 'crash' | 'shape' | 'wrong accept' | 'lost';

export type Verdict =
  /** As it was meant, every document and nothing else. */
  | { readonly kind: 'read unchanged' }
  /** As a whole, in words. */
  | { readonly kind: 'refused' }
  /** In part: items that cannot be read, or documents that core finds invalid. */
  | { readonly kind: 'told' }
  | { readonly kind: 'excused'; readonly excuse: Excuse }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly detail: string };

/** Half of a record's values are not one any more. */
const ENOUGH = 0.5;

/** Holds what an adapter made of a damaged source against what its generator meant. */
export function judge(source: GeneratedSource, damaged: Files, { items, failure }: Reading): Verdict {
  if (failure !== undefined) {
    const problem = failureProblem(failure);
    if (problem !== undefined) return { kind: 'finding', finding: 'crash', detail: problem };
    const text = isIshurError(failure)
      ? (textProblem(failure.text.he, failure.code) ?? textProblem(failure.text.en, failure.code))
      : undefined;
    if (text !== undefined) return { kind: 'finding', finding: 'shape', detail: text };
  }
  const misshapen = items.map(shapeProblem).find((problem) => problem !== undefined);
  if (misshapen !== undefined) return { kind: 'finding', finding: 'shape', detail: misshapen };

  const meant = new Set(source.truths.map(keyOf));
  const wrong = acceptedOf(items).filter((key) => !meant.has(key));
  if (wrong.length > 0) {
    const said = new Set(source.saidBy(damaged).map(keyOf));
    const unsaid = wrong.find((key) => !said.has(key));
    if (unsaid !== undefined) return { kind: 'finding', finding: 'wrong accept', detail: unsaid };
  }
  // The business is stopped, and a person mends the file: nothing in it is lost.
  if (failure !== undefined) return { kind: 'refused' };
  const missing = missingOf(source, damaged, items);
  const lost = missing.find(({ isLeft }) => isLeft);
  if (lost !== undefined) return { kind: 'finding', finding: 'lost', detail: lost.key };
  if (wrong.length > 0) return { kind: 'excused', excuse: 'the file says so' };
  const [gone] = missing;
  if (gone !== undefined)
    return { kind: 'excused', excuse: gone.isNameless ? 'only amounts are left' : 'the record is gone' };
  const isUntouched = items.every((item) => item.kind === 'document' && meant.has(keyOf(materialOf(item))));
  return isUntouched ? { kind: 'read unchanged' } : { kind: 'told' };
}

/** What is not refused by core is accepted. */
function acceptedOf(items: readonly Item[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'unreadable') return [];
    const { existingNumber } = item;
    const { decision } = assess(item.fields, existingNumber === undefined ? {} : { existingNumber });
    return decision.kind === 'invalid' ? [] : [keyOf(materialOf(item))];
  });
}

interface Missing {
  readonly key: string;
  /** Whether its record is still there, in the main. */
  readonly isLeft: boolean;
  /** Whether what is left of it says nothing but amounts. */
  readonly isNameless: boolean;
}

/** Truths that were neither delivered nor told of. */
function missingOf(source: GeneratedSource, damaged: Files, items: readonly Item[]): Missing[] {
  const delivered = new Set(items.flatMap((item) => (item.kind === 'document' ? [keyOf(materialOf(item))] : [])));
  // One that was delivered with other values is there; whether they are right was asked before.
  const materials = items.flatMap((item) => (item.kind === 'document' ? [materialOf(item)] : []));
  const absent = source.truths
    .map((truth, index) => ({ key: keyOf(truth), truth, index }))
    .filter(({ key, truth }) => !delivered.has(key) && !materials.some((material) => isChanged(truth, material)));
  if (absent.length === 0) return [];
  const lines = source.linesOf(damaged);
  const own = new Set(source.truths.map(keyOf));
  const places = items.map((item) => ({
    line: lineOf(item),
    isWhole: item.kind === 'document' && own.has(keyOf(materialOf(item))),
    isUnreadable: item.kind === 'unreadable',
  }));
  // Of the file as a whole: a count that is wrong, a part that is missing.
  if (places.some(({ line, isUnreadable }) => isUnreadable && line === undefined)) return [];
  return absent.flatMap(({ key, index }): Missing[] => {
    const record = source.records[index] ?? [];
    const at = placeOf(ownValues(source, index), record.length, lines, source.marks);
    if (at === undefined) return [{ key, isLeft: false, isNameless: false }];
    const isBetween = isToldBetween(source.truths.map(keyOf), index, items);
    if (isBetween || isTold(at + 1, record.length, places)) return [];
    const { reference = '' } = source.truths[index] ?? {};
    if (places.some(({ line = 0, isUnreadable }) => isUnreadable && lines[line - 1]?.includes(reference))) return [];
    const left = lines.slice(at, at + record.length).join(' ');
    const isNameless = source.areTotalsNameless === true && !isNamed(left, source.truths[index]);
    return [{ key, isLeft: !isNameless, isNameless }];
  });
}

/** Whether a text still holds a document's number, its day, its dealer or the number that it was given. */
function isNamed(text: string, truth: Truth | undefined): boolean {
  if (truth === undefined) return true;
  const [year = '', month = '', date = ''] = truth.day.split('-');
  const days = [
    [year, month, date],
    [date, month, year],
    [month, date, year],
  ];
  const spellings = ['', '-', '/', '.'].flatMap((sign) => days.map((parts) => parts.join(sign)));
  return [truth.reference, truth.dealer, truth.number, ...spellings].some((part) => part !== '' && text.includes(part));
}

const VALUES = ['type', 'day', 'net', 'vat', 'gross', 'dealer', 'number'] as const;
/** Of a document that has another number; six of its seven other values are the same. */
const SAME = 6;

function isChanged(truth: Truth, material: Material): boolean {
  return (
    truth.reference === material.reference || VALUES.filter((name) => truth[name] === material[name]).length >= SAME
  );
}

interface Place {
  readonly line: number | undefined;
  readonly isWhole: boolean;
  readonly isUnreadable: boolean;
}

/** An item of its lines that is not another document as it was meant; or an unreadable one before it that nothing follows. */
function isTold(first: number, length: number, places: readonly Place[]): boolean {
  let before: Place | undefined;
  for (const place of places) {
    const line = place.line ?? 0;
    if (line >= first && line < first + length && !place.isWhole) return true;
    if (line <= first && line >= (before?.line ?? 0))
      before = place.isUnreadable ? place : before?.line === line ? before : place;
  }
  return before?.isUnreadable === true;
}

/** An unreadable item behind the documents that stood before it, and before those that stood behind it. */
function isToldBetween(truths: readonly string[], index: number, items: readonly Item[]): boolean {
  const at = items.map((item) => (item.kind === 'document' ? truths.indexOf(keyOf(materialOf(item))) : -1));
  const from = at.findLastIndex((other) => other >= 0 && other < index) + 1;
  const next = at.findIndex((other, place) => place >= from && other > index);
  return items.slice(from, next === -1 ? undefined : next).some(({ kind }) => kind === 'unreadable');
}

function lineOf(item: Item): number | undefined {
  const where = item.kind === 'unreadable' ? item.where : item.cursor;
  const line = /:(\d+)$/.exec(where)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** The values of a record that no other record has: names of fields and common words prove nothing. */
function ownValues({ records, marks }: GeneratedSource, index: number): string[] {
  const others = new Set(
    records.flatMap((record, other) => (other === index ? [] : valuesIn(record.join('\n'), marks))),
  );
  return [...new Set(valuesIn((records[index] ?? []).join('\n'), marks))].filter((value) => !others.has(value));
}

/** Where the most of a record's values still stand together, as an index of lines; `undefined` where less than half do. */
function placeOf(
  values: readonly string[],
  height: number,
  lines: readonly string[],
  marks: string,
): number | undefined {
  let [best, most] = [-1, 0];
  for (let at = 0; at < lines.length; at += 1) {
    const stretch = new Set(valuesIn(lines.slice(at, at + height).join('\n'), marks));
    const found = values.filter((value) => stretch.has(value)).length;
    if (found > most) [best, most] = [at, found];
  }
  return most > values.length * ENOUGH ? best : undefined;
}

function valuesIn(text: string, marks: string): string[] {
  const parts = [...marks].reduce((all, mark) => all.replaceAll(mark, ' '), text);
  return parts.split(/[\s\0]+/).filter((value) => value.length > 2);
}
