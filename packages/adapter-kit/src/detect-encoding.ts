import { isAscii } from 'node:buffer';
import { encodingOfMark } from './text-encoding.ts';
import type { TextEncoding } from './text-encoding.ts';

/**
 * Tells the encoding of a text from its bytes: a byte order mark, else UTF-16 where the zero bytes and those of the Hebrew
 * block stand at every other place, else strict UTF-8, else the code page in whose range most of the Hebrew letters lie. Windows-1255 and ISO-8859-8 have א-ת at E0-FA, CP862 at 80-9A; the ranges do not
 * overlap. ISO-8859-8 cannot be told from Windows-1255, which holds all its letters, and is reported as that.
 *
 * A text whose Hebrew is mostly spelled in UTF-8 is UTF-8 even if some bytes are broken: decoding it says where, while a
 * code page would make nonsense of all of it.
 *
 * The sample may end in the middle of a character. A sample of ASCII alone is UTF-8 without a mark.
 *
 * @returns `undefined` for bytes that are no text of these encodings: NUL characters, or high bytes without a
 * single Hebrew letter or shekel sign.
 */
export function detectEncoding(sample: Uint8Array): TextEncoding | undefined {
  const marked = encodingOfMark(sample);
  if (marked !== undefined) return marked;
  if (sample.includes(0)) return detectUtf16(sample);
  if (isAscii(sample) || isStartOfUtf8(sample)) return { name: 'utf-8', byteOrderMark: false };
  return detectCodePage(sample);
}

/** Latin, Hebrew, or a sign such as ₪ (20AA) and – (2013); not a space of the other byte order. */
function isUsual(high: number, low: number): boolean {
  return high === 0x00 || high === 0x05 || (high === 0x20 && low !== 0);
}

/** A table in UTF-16 without a mark: nearly every character is ASCII or Hebrew, and none is NUL. */
function detectUtf16(sample: Uint8Array): TextEncoding | undefined {
  let [little, big] = [0, 0];
  const units = sample.length >> 1;
  for (let index = 0; index < units; index += 1) {
    const [first = 0, second = 0] = [sample[index * 2], sample[index * 2 + 1]];
    if (first === 0 && second === 0) return undefined;
    if (isUsual(second, first)) little += 1;
    if (isUsual(first, second)) big += 1;
  }
  const most = Math.max(little, big);
  if (most < units * 0.9 || Math.min(little, big) > units * 0.1) return undefined;
  return { name: little > big ? 'utf-16le' : 'utf-16be', byteOrderMark: false };
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
