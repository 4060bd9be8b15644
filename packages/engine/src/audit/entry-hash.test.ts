import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_ENTRY, compareIds, entryHash } from './entry-hash.ts';
import type { HashedEntry } from './entry-hash.ts';

const ENTRY: HashedEntry = {
  tier: 'simulator',
  case: 'acme/office/305:1',
  version: 1,
  at: '2026-06-30T09:00:00.000Z',
  by: 'ishur run #1',
  event: '{"kind":"parked","לקוח":"א"}',
};

const entry = fc.record({
  tier: fc.string(),
  case: fc.string(),
  version: fc.nat(),
  at: fc.string(),
  by: fc.string(),
  event: fc.string(),
});

describe('the hash of an entry', () => {
  test('is over netstrings, as it is written down, so that anybody can compute it', () => {
    const written =
      '15:ishur-journal-1,9:simulator,17:acme/office/305:1,1:1,24:2026-06-30T09:00:00.000Z,12:ishur run #1,33:{"kind":"parked","לקוח":"א"},0:,';
    expect(entryHash(ENTRY, NO_ENTRY)).toBe(createHash('sha256').update(written, 'utf8').digest('hex'));
    expect(entryHash(ENTRY, NO_ENTRY)).toBe('9231918a8841dfef7b887c631272b0fc66bfca594d5cf00b2b3d2a625d4cb5c3');
  });

  test('is another one for any other entry, and after any other entry', () => {
    fc.assert(
      fc.property(entry, fc.string(), entry, fc.string(), (one, before, other, otherBefore) => {
        // Between lone surrogates, which no storage keeps apart, there is no difference.
        const isSame =
          JSON.stringify([Object.values(one), before]) === JSON.stringify([Object.values(other), otherBefore]);
        expect(entryHash(one, before) === entryHash(other, otherBefore)).toBe(isSame);
      }),
    );
    // Moving a character from one field to the next makes another entry.
    const { at, by } = ENTRY;
    expect(entryHash({ ...ENTRY, at: at.slice(0, -1), by: `Z${by}` }, NO_ENTRY)).not.toBe(entryHash(ENTRY, NO_ENTRY));
  });
});

describe('the order of cases', () => {
  test('is that of their bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(Math.sign(compareIds(one, other))).toBe(Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other))));
      }),
    );
  });
});
