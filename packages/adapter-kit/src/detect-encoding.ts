import { isAscii } from 'node:buffer';
import { encodingOfMark } from './text-encoding.ts';
import type { TextEncoding } from './text-encoding.ts';

/**
 * Tells the encoding of a text from its bytes: a byte order mark, else strict UTF-8, else the code page in whose range
 * most of the Hebrew letters lie. Windows-1255 and ISO-8859-8 have א-ת at E0-FA, CP862 at 80-9A; the ranges do not
 * overlap. ISO-8859-8 cannot be told from Windows-1255, which holds all its letters, and is reported as that.
 *
 * A text whose Hebrew is mostly spelled in UTF-8 is UTF-8 even if some bytes are broken: decoding it says where, while a
 * code page would make nonsense of all of it.
 *
 * The sample may end in the middle of a character. A sample of ASCII alone is UTF-8 without a mark.
 *
 * @returns `undefined` for bytes that are no text of these encodings: a NUL outside UTF-16, or high bytes without a
 * single Hebrew letter or shekel sign.
 */
export function detectEncoding(sample: Uint8Array): TextEncoding | undefined {
  const marked = encodingOfMark(sample);
  if (marked !== undefined) return marked;
  if (sample.includes(0)) return undefined;
  if (isAscii(sample) || isStartOfUtf8(sample)) return { name: 'utf-8', byteOrderMark: false };
  return detectCodePage(sample);
}

function isStartOfUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function detectCodePage(sample: Uint8Array): TextEncoding | undefined {
  let windows = 0;
  let dos = 0;
  let unicode = 0;
  let previous = 0;
  for (const byte of sample) {
    if (previous === 0xd7 && byte >= 0x90 && byte <= 0xaa) unicode += 1;
    previous = byte;
    // 0xA4 is the shekel sign in Windows-1255.
    if ((byte >= 0xe0 && byte <= 0xfa) || byte === 0xa4) windows += 1;
    else if (byte >= 0x80 && byte <= 0x9a) dos += 1;
  }
  if (unicode > windows && unicode * 2 > dos) return { name: 'utf-8', byteOrderMark: false };
  if (windows === 0 && dos === 0) return undefined;
  return { name: windows >= dos ? 'windows-1255' : 'cp862', byteOrderMark: false };
}
