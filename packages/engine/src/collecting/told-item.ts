import type { Fault } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';

/**
 * What an adapter told, as the contract has it. Adapters are other people's code, and not all of it is typed: whatever is neither
 * a document nor an unreadable row becomes a row that cannot be read, and stops nothing beside it.
 *
 * @param position which one it was in this reading, from 1.
 */
export function toldItem(item: unknown, position: number): SourceDocument | UnreadableItem {
  if (!isObject(item)) return malformed(position, wordFor(item));
  const { kind, ref, where, faults } = item;
  if (kind === 'unreadable') {
    if (typeof where !== 'string') return malformed(position, `where: ${wordFor(where)}`);
    if (!Array.isArray(faults) || faults.length === 0 || !faults.every(isFault)) {
      return malformed(position, `faults: ${wordFor(faults)}`, where);
    }
    return item as unknown as UnreadableItem;
  }
  if (kind !== 'document') return malformed(position, `kind: ${wordFor(kind)}`);
  if (typeof ref !== 'string' || ref === '') return malformed(position, `ref: ${wordFor(ref)}`);
  return item as unknown as SourceDocument;
}

/** The faults of the parts of a document that its kind and ref do not tell. */
export function besideFields(item: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown, string])[] {
  const { cursor, existingNumber, advisories } = item;
  const found: (readonly [string, unknown, string])[] = [];
  if (typeof cursor !== 'string') found.push(['cursor', cursor, 'a text']);
  if (existingNumber !== undefined && typeof existingNumber !== 'string') {
    found.push(['existingNumber', existingNumber, 'a text, or nothing']);
  }
  if (advisories !== undefined && !(Array.isArray(advisories) && advisories.every(isTold))) {
    found.push(['advisories', advisories, 'a list of { code, message: { he, en } }, or nothing']);
  }
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A code with its words in both languages. */
function isTold(value: unknown): boolean {
  if (!isObject(value) || typeof value['code'] !== 'string' || !isObject(value['message'])) return false;
  const { he, en } = value['message'];
  return typeof he === 'string' && typeof en === 'string';
}

function isFault(value: unknown): boolean {
  return isTold(value) && isObject(value) && typeof value['path'] === 'string';
}

/** What was found, without its content: that may be anybody's. */
function wordFor(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'array' : value === '' ? "''" : typeof value;
}

function malformed(position: number, found: string, where: string = `#${position}`): UnreadableItem {
  const fault: Fault = {
    code: 'engine/malformed-item',
    path: 'item',
    message: {
      he: `המתאם מסר פריט (#${position} בקריאה) שאינו כנדרש בחוזה: נמצא ${found}. דווחו ליצרן המתאם.`,
      en: `The adapter delivered an item (#${position} of the reading) that does not keep the contract: found ${found}, expected a document or an unreadable row. Report it to the maker of the adapter.`,
    },
  };
  return { kind: 'unreadable', cursor: '', where, faults: [fault] };
}
