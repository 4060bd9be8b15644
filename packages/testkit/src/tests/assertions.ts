import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { IshurError, LocalizedMessage } from '@ishur/contract';
import type { AdapterSession, SourceDocument } from '@ishur/contract/v1';
import { keyOf } from '../sample-document.ts';
import type { SampleDocument } from '../sample-document.ts';
import { readDocuments, readOne } from '../stage.ts';
import type { Stage } from '../stage.ts';

const REMEDIES: readonly string[] = ['retry', 'fix-config', 'fix-document', 'report-bug'];

/** That this fails with an error that an operator can act on. */
export async function assertFails(work: () => Promise<unknown>): Promise<IshurError> {
  const failure: unknown = await work().then(
    () => undefined,
    (cause: unknown) => cause ?? new Error('undefined was thrown'),
  );
  assert.notEqual(failure, undefined, 'It went through without an error.');
  assert.ok(isIshurError(failure), `It failed, but not with an IshurError: ${String(failure)}`);
  assertError(failure);
  return failure;
}

export function assertError(error: IshurError): void {
  assert.match(error.code, /^[a-z0-9-]+\/[a-z0-9-]+$/, `The code ${error.code} is not of the form area/what.`);
  assert.ok(REMEDIES.includes(error.remedy), `${error.remedy} is no remedy.`);
  assertMessage(error.text);
}

/** A message that both readers can read. */
export function assertMessage({ he, en }: LocalizedMessage): void {
  assert.match(he, /\p{Script=Hebrew}/u, `The Hebrew message holds no Hebrew: "${he}"`);
  assert.ok(en.trim() !== '', 'The English message is empty.');
}

/** Puts a document, reads it back and compares every field that was put; further fields may be there. */
export async function assertArrives(stage: Stage, document: SampleDocument): Promise<SourceDocument> {
  await stage.world.put([document]);
  const found = await readOne(await stage.open(), document);
  assertFields(found, document, stage.lacks);
  return found;
}

export function assertFields(found: SourceDocument, document: SampleDocument, lacks: readonly string[] = []): void {
  const now = new Map(leaves(found.fields));
  for (const [path, expected] of leaves(document.fields)) {
    if (lacks.includes(path) || path === 'items') continue;
    const actual = now.get(path);
    const isSame = isAmount(path) ? sameAmount(actual, expected) : actual === expected;
    assert.ok(isSame, `${keyOf(document.fields)}, field ${path}: expected ${show(expected)}, found ${show(actual)}.`);
  }
}

export async function assertAllThere(session: AdapterSession, documents: readonly SampleDocument[]): Promise<void> {
  const found = await readDocuments(session);
  const missing = documents.map(({ fields }) => keyOf(fields)).filter((key) => !found.has(key));
  assert.deepEqual(missing.slice(0, 5), [], `${missing.length} documents were not read.`);
}

/** Paths of a document's fields, lines and related documents left out. */
export function leaves(value: object, prefix = ''): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, unknown][] => {
    if (Array.isArray(inner) || inner === undefined) return [];
    return typeof inner === 'object' && inner !== null ? leaves(inner, `${prefix}${key}.`) : [[prefix + key, inner]];
  });
}

function isAmount(path: string): boolean {
  return /(?:Amount|[dD]iscount)$/.test(path);
}

/** `100` and `100.00` are one amount. */
export function sameAmount(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && plain(one) === plain(other);
}

function plain(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

export function show(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value).slice(0, 200);
}
