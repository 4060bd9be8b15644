import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Sealer } from '../ports/sealer.ts';
import { damaged, unknownKey, unreadable } from './key-errors.ts';

/** Bytes of a key of AES-256. */
export const KEY_BYTES = 32;
/** Bytes: NIST SP 800-38D, section 8.2.2. Random, so that a key is good for 2^32 sealings. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/**
 * AES-256-GCM with any number of keys: the first seals, all open. To change the key, put a new one first and leave the old
 * one in place until everything was sealed again.
 *
 * What is sealed reads `v1.<key id>.<base64url of nonce, ciphertext and tag>`. The key id is the beginning of the key's
 * SHA-256 and tells nothing about the key.
 *
 * @throws IshurError `key/unreadable` (`fix-config`) without a key, or with one that has not 32 bytes.
 */
export function createSealer(keys: readonly Uint8Array[]): Sealer {
  const known = new Map<string, KeyObject>();
  for (const key of keys) {
    if (key.length !== KEY_BYTES) throw unreadable('key', NOT_32_BYTES);
    const id = createHash('sha256').update(key).digest('hex').slice(0, 8);
    if (!known.has(id)) known.set(id, createSecretKey(key));
  }
  const [newest] = known;
  if (newest === undefined) throw unreadable('key', { he: 'אין מפתח.', en: 'There is no key.' });
  const [keyId, sealing] = newest;

  return {
    keyId,
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const parts = [nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `v1.${keyId}.${Buffer.concat(parts).toString('base64url')}`;
    },
    open(sealed, context) {
      const [, id, text] = SEALED.exec(sealed) ?? [];
      if (id === undefined || text === undefined) throw damaged();
      const key = known.get(id);
      if (key === undefined) throw unknownKey(id, [...known.keys()]);
      const bytes = Buffer.from(text, 'base64url');
      // Node decodes forgivingly: bits beyond the last byte would be ignored.
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== text) throw damaged();
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return Buffer.concat(plain).toString('utf8');
      } catch (error) {
        throw damaged(error);
      }
    },
  };
}

const NOT_32_BYTES = { he: 'באחד המפתחות אין 32 בתים.', en: 'One of the keys has not 32 bytes.' };
