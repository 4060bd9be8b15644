/** The encodings in which Israeli accounting systems write text files. */
export type EncodingName = 'utf-8' | 'utf-16le' | 'windows-1255' | 'iso-8859-8' | 'cp862';

/** Every {@link EncodingName}, for a configuration schema. */
export const ENCODING_NAMES: readonly ['utf-8', 'utf-16le', 'windows-1255', 'iso-8859-8', 'cp862'] = [
  'utf-8',
  'utf-16le',
  'windows-1255',
  'iso-8859-8',
  'cp862',
];

/** How a file is encoded, complete enough to write another one alike. */
export interface TextEncoding {
  readonly name: EncodingName;
  /** Whether the file begins with a byte order mark; only UTF-8 and UTF-16 have one. */
  readonly byteOrderMark: boolean;
}

const UTF_8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];
const UTF_16LE_MARK: readonly number[] = [0xff, 0xfe];

/** The bytes with which a file of this encoding begins; none where it has no byte order mark. */
export function byteOrderMarkOf(encoding: TextEncoding): Uint8Array {
  if (!encoding.byteOrderMark) return new Uint8Array();
  if (encoding.name === 'utf-8') return Uint8Array.from(UTF_8_MARK);
  if (encoding.name === 'utf-16le') return Uint8Array.from(UTF_16LE_MARK);
  return new Uint8Array();
}

/** The encoding that a byte order mark at the start of `bytes` names; `undefined` where there is none. */
export function encodingOfMark(bytes: Uint8Array): TextEncoding | undefined {
  if (UTF_8_MARK.every((byte, index) => bytes[index] === byte)) return { name: 'utf-8', byteOrderMark: true };
  if (UTF_16LE_MARK.every((byte, index) => bytes[index] === byte)) return { name: 'utf-16le', byteOrderMark: true };
  return undefined;
}
