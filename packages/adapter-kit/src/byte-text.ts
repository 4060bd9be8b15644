import type { Buffer } from 'node:buffer';
import { codePage } from './code-page.ts';
import type { CodePageName } from './text-encoding.ts';

/** Gives one character for each byte, without judging it: so that fields can be cut where they stand. */
export function bytesAsText(bytes: Buffer): string {
  return bytes.toString('latin1');
}

/** Decodes a text that {@link bytesAsText} gave, of a code page in which each character is one byte. */
export function decodeByteText(text: string, encoding: CodePageName): string {
  // Most fields hold no Hebrew.
  if (isPlain(text)) return text;
  const { characters } = codePage(encoding);
  let decoded = '';
  for (let index = 0; index < text.length; index += 1) {
    decoded += String.fromCharCode(characters[text.charCodeAt(index) & 0xff] ?? 0);
  }
  return decoded;
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
