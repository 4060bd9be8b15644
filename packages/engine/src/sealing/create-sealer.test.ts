import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealer } from './create-sealer.ts';
import { newKey, parseKeys } from './keys.ts';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const sealer = createSealer([NEW, OLD]);

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

describe('a sealer', () => {
  test('opens what it sealed, and only in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (plain, context, other) => {
        const sealed = sealer.seal(plain, context);
        expect(sealer.open(sealed, context)).toBe(plain);
        if (other !== context) expect(codeOf(() => sealer.open(sealed, other))).toBe('key/damaged');
      }),
    );
  });

  test('notices every changed character', () => {
    const sealed = sealer.seal('אסימון', 'place');
    const letters = [...sealed];
    for (const [index, letter] of letters.entries()) {
      for (const other of ['A', 'B', '.', '=', '0', '']) {
        if (other === letter) continue;
        const changed = letters.with(index, other).join('');
        expect(['key/damaged', 'key/unknown'], changed).toContain(codeOf(() => sealer.open(changed, 'place')));
      }
    }
    for (const cut of [`${sealed}A`, `${sealed}\n`, sealed.slice(0, 12), 'v1..', '', sealed.replace('v1', 'v2')]) {
      expect(
        codeOf(() => sealer.open(cut, 'place')),
        cut,
      ).toBe('key/damaged');
    }
  });

  test('never seals the same text the same way twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => sealer.seal('same', 'place'))).size).toBe(100);
  });

  test('seals with the first key and opens with all: a new key is put first', () => {
    const before = createSealer([OLD]);
    const sealed = before.seal('token', 'place');
    expect(sealed.startsWith(`v1.${before.keyId}.`)).toBe(true);
    expect(sealer.open(sealed, 'place')).toBe('token');
    expect(sealer.seal('token', 'place').startsWith(`v1.${sealer.keyId}.`)).toBe(true);
    expect(sealer.keyId).not.toBe(before.keyId);
    expect(codeOf(() => before.open(sealer.seal('token', 'place'), 'place'))).toBe('key/unknown');
  });

  test('says which key is missing, and what to do', () => {
    const other = createSealer([OLD]);
    expect(() => other.open(sealer.seal('token', 'place'), 'place')).toThrowError(
      expect.objectContaining({
        remedy: 'fix-config',
        message: expect.stringContaining(sealer.keyId) as string,
      }) as Error,
    );
  });

  // An independent look at the form: https://csrc.nist.gov/pubs/sp/800/38/d/final
  test('is AES-256-GCM with a nonce of 96 bits before, and a tag of 128 bits behind', async () => {
    const [, , text = ''] = sealer.seal('token', 'place').split('.');
    const bytes = Buffer.from(text, 'base64url');
    const key = await crypto.subtle.importKey('raw', NEW, 'AES-GCM', false, ['decrypt']);
    const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, 12), additionalData: Buffer.from('place') };
    const plain = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(12));
    expect(Buffer.from(plain).toString()).toBe('token');
    const digest = await crypto.subtle.digest('SHA-256', NEW);
    expect(sealer.keyId).toBe(Buffer.from(digest).toString('hex').slice(0, 8));
  });

  test('shows no key, however it is looked at', () => {
    const text = newKey();
    const [key = expect.unreachable()] = parseKeys(text);
    const shown = inspect(createSealer([key]), { depth: 10, showHidden: true });
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(shown).not.toContain(Buffer.from(key).toString(form));
    }
  });

  test('wants keys of 32 bytes, and at least one', () => {
    expect(codeOf(() => createSealer([]))).toBe('key/unreadable');
    expect(codeOf(() => createSealer([NEW, Buffer.alloc(16)]))).toBe('key/unreadable');
  });
});
