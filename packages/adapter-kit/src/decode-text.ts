import { codePage } from './code-page.ts';
import { isCodePage } from './text-encoding.ts';
import type { CodePageName, EncodingName } from './text-encoding.ts';

/** Decodes a file piece by piece; a character may be split between two pieces. */
export interface StreamingDecoder {
  /** @throws TypeError where the bytes are not text of this encoding. */
  write(bytes: Uint8Array): string;
  /** @throws TypeError where the file ends in the middle of a character. */
  end(): string;
}

/** A decoder for one file. A byte order mark at its start is dropped. */
export function createDecoder(encoding: EncodingName): StreamingDecoder {
  if (isCodePage(encoding)) return { write: (bytes) => decodeCodePage(bytes, encoding), end: () => '' };
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
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

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function decodeCodePage(bytes: Uint8Array, name: CodePageName): string {
  const { characters } = codePage(name);
  const units = new Uint16Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) units[index] = characters[bytes[index] ?? 0] ?? 0;
  const text = Buffer.from(units.buffer);
  return (IS_LITTLE_ENDIAN ? text : text.swap16()).toString('utf16le');
}
