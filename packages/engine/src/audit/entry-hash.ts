import { hash } from 'node:crypto';
import type { CaseId } from '../ports/ledger.ts';

/** What the hash of an entry is over, beside the hash of the entry before. */
export interface HashedEntry {
  readonly tier: string;
  readonly case: CaseId;
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** The JSON of the event, character for character as it is stored; or the bytes of that in UTF-8. */
  readonly event: string | Uint8Array;
}

/** What stands before the first entry of every case. */
export const NO_ENTRY = '';

/**
 * SHA-256 in hexadecimal over an entry and the hash of the one before it ({@link NO_ENTRY} for the first).
 *
 * What is hashed is a row of netstrings (`<bytes in UTF-8>:<text>,`): `ishur-journal-1`, tier, case, version, at, by, event,
 * hash before. Lengths are told, so no two entries have the same bytes, and any language can compute it without knowing how
 * ours writes JSON. docs/decisions/0014-hash-chain.md.
 */
export function entryHash(entry: HashedEntry, previous: string): string {
  const { tier, case: id, version, at, by, event } = entry;
  const [before, after] = [netstrings('ishur-journal-1', tier, id, String(version), at, by), netstrings(previous)];
  // The event is most of it, and turning text into bytes costs as much as hashing them.
  const bytes = typeof event === 'string' ? Buffer.from(event) : event;
  return hash('sha256', Buffer.concat([Buffer.from(`${before}${bytes.length}:`), bytes, Buffer.from(`,${after}`)]));
}

/** Texts one after another, each with its length in bytes. */
export function netstrings(...texts: readonly string[]): string {
  return texts.map((text) => `${Buffer.byteLength(text)}:${text},`).join('');
}

/** Orders cases by the bytes of their ids in UTF-8, as databases do. */
export function compareIds(one: CaseId, other: CaseId): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}
