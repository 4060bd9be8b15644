import iconv from 'iconv-lite';
import type { CodePageName } from './text-encoding.ts';

/** A code page of one byte for each character, in both directions. */
export interface CodePage {
  /** UTF-16 code unit of each of the 256 bytes. */
  readonly characters: Uint16Array;
  readonly bytes: ReadonlyMap<number, number>;
}

/**
 * Bytes that a code page leaves undefined live in this private range while they are text, so that copying a file
 * gives back the very same bytes: 0xD9 of Windows-1255 becomes U+F7D9 and goes back as 0xD9.
 */
const UNDEFINED_BYTES = 0xf700;
const REPLACEMENT_CHARACTER = 0xfffd;

const pages = new Map<CodePageName, CodePage>();

export function codePage(name: CodePageName): CodePage {
  let page = pages.get(name);
  if (page === undefined) {
    page = buildCodePage(name);
    pages.set(name, page);
  }
  return page;
}

function buildCodePage(name: CodePageName): CodePage {
  const characters = new Uint16Array(256);
  const bytes = new Map<number, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const decoded = iconv.decode(Buffer.from([byte]), name).charCodeAt(0);
    const character = decoded === REPLACEMENT_CHARACTER ? UNDEFINED_BYTES + byte : decoded;
    characters[byte] = character;
    if (!bytes.has(character)) bytes.set(character, byte);
  }
  return { characters, bytes };
}
