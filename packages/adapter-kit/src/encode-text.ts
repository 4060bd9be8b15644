import { codePage } from './code-page.ts';
import { isCodePage } from './text-encoding.ts';
import type { EncodingName } from './text-encoding.ts';

export type EncodedText =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'unencodable';
      /** Each character that the encoding does not have, once. */
      readonly characters: readonly string[];
    };

/**
 * Encodes a text without a byte order mark. A character that the code page lacks (₪ and ״ in CP862) is reported and
 * never written as `?`.
 */
export function encodeText(text: string, encoding: EncodingName): EncodedText {
  if (!isCodePage(encoding)) {
    if (!text.isWellFormed()) return { kind: 'unencodable', characters: unpairedSurrogates(text) };
    const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
    return { kind: 'encoded', bytes: encoding === 'utf-16be' ? bytes.swap16() : bytes };
  }
  const { bytes } = codePage(encoding);
  const encoded = Buffer.allocUnsafe(text.length);
  const missing = new Set<string>();
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes.get(text.charCodeAt(index));
    if (byte === undefined) missing.add(String.fromCodePoint(text.codePointAt(index) ?? 0));
    else encoded[index] = byte;
  }
  if (missing.size === 0) return { kind: 'encoded', bytes: encoded };
  return { kind: 'unencodable', characters: [...missing].filter((character) => character.isWellFormed()) };
}

function unpairedSurrogates(text: string): string[] {
  return [...new Set(Array.from(text).filter((character) => !character.isWellFormed()))];
}
