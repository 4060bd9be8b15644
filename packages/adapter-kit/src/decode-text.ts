import { codePage } from './code-page.ts';
import type { CodePageName } from './code-page.ts';
import type { EncodingName } from './text-encoding.ts';

/** Decodes a file piece by piece; a character may be split between two pieces. */
export interface StreamingDecoder {
  /** @throws TypeError where the bytes are not text of this encoding. */
  write(bytes: Uint8Array): string;
  /** @throws TypeError where the file ends in the middle of a character. */
  end(): string;
}

/** A decoder for one file. A byte order mark at its start is dropped. */
export function createDecoder(encoding: EncodingName): StreamingDecoder {
  if (encoding === 'utf-8' || encoding === 'utf-16le') {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  return { write: (bytes) => decodeCodePage(bytes, encoding), end: () => '' };
}

/**
 * Decodes a whole text. A byte order mark at its start is dropped.
 *
 * @throws TypeError where the bytes are not text of this encoding.
 */
export function decodeText(bytes: Uint8Array, encoding: EncodingName): string {
  const decoder = createDecoder(encoding);
  return decoder.write(bytes) + decoder.end();
}

function decodeCodePage(bytes: Uint8Array, name: CodePageName): string {
  const { characters } = codePage(name);
  const text = Buffer.allocUnsafe(bytes.length * 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const character = characters[bytes[index] ?? 0] ?? 0;
    text[index * 2] = character & 0xff;
    text[index * 2 + 1] = character >> 8;
  }
  return text.toString('utf16le');
}
