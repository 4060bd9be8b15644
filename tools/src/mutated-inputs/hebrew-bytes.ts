/** The encodings of Israeli files, written here a second time, so that the adapters' own tables are held against these. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1255' | 'iso-8859-8' | 'cp862';

/** Where the letter alef stands in a code page; the others follow it. */
const ALEF: Readonly<Partial<Record<Encoding, number>>> = { 'windows-1255': 0xe0, 'iso-8859-8': 0xe0, cp862: 0x80 };
/** The blank that keeps words together. Marks of direction are 0xFD and 0xFE where there are any. */
const BLANKS: Readonly<Partial<Record<Encoding, string>>> = {
  'windows-1255': '\u00a0',
  'iso-8859-8': '\u00a0',
  cp862: '\u00ff',
};
/** En dash, maqaf, geresh and gershayim of windows-1255. */
const SIGNS: Readonly<Record<string, string>> = {
  '\u0096': '\u2013',
  '\u00ce': '\u05be',
  '\u00d7': '\u05f3',
  '\u00d8': '\u05f4',
};
const ALEF_OF_UNICODE = 0x5d0;

/** Text of ASCII and Hebrew letters. */
export function encode(text: string, encoding: Encoding): Buffer {
  const alef = ALEF[encoding];
  if (encoding === 'utf-8') return Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16le') return wide;
  if (encoding === 'utf-16be') return wide.swap16();
  const bytes = Buffer.from(text, 'latin1');
  for (const { index } of text.matchAll(/[\u05d0-\u05ea]/g))
    bytes[index] = text.charCodeAt(index) - ALEF_OF_UNICODE + (alef ?? 0);
  return bytes;
}

/** What cannot be decoded becomes some other character, never one of ASCII. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const alef = ALEF[encoding];
  if (alef === undefined) return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes).replace(/^\uFEFF/, '');
  const text = Buffer.from(bytes).toString('latin1');
  return text.replaceAll(/[\u0080-\u00ff]/g, (letter) => {
    if (BLANKS[encoding] === letter) return '\u00a0';
    if (encoding !== 'cp862' && (letter === '\u00fd' || letter === '\u00fe')) return '\u200e';
    // Where nothing is declared, a file of the one is taken for the other when it holds one of these.
    const sign = encoding === 'cp862' ? undefined : SIGNS[letter];
    if (sign !== undefined) return sign;
    const place = letter.charCodeAt(0) - alef;
    return place >= 0 && place < 27 ? String.fromCharCode(ALEF_OF_UNICODE + place) : '\uFFFD';
  });
}

export const BYTE_ORDER_MARK = '\uFEFF';

/** Hebrew as it stood on the screen of a DOS program. Only for text without figures and Latin letters. */
export function backwards(text: string): string {
  return /[\u05d0-\u05ea]/.test(text) ? Array.from(text).toReversed().join('') : text;
}

/** The same of any text: letters backwards, figures as they stand. */
export function turned(text: string): string {
  return (text.match(/[A-Za-z\d.,/-]+|[^]/gu) ?? []).toReversed().join('');
}
