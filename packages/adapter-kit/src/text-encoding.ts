/** The encodings in which Israeli accounting systems write text files. */
export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1255' | 'iso-8859-8' | 'cp862';

/** The encodings in which each character is one byte. */
export type CodePageName = Exclude<EncodingName, 'utf-8' | 'utf-16le' | 'utf-16be'>;

/** Every {@link EncodingName}, for a configuration schema. */
export const ENCODING_NAMES: readonly ['utf-8', 'utf-16le', 'utf-16be', 'windows-1255', 'iso-8859-8', 'cp862'] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
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

type Unicode = Exclude<EncodingName, CodePageName>;

const MARKS: Readonly<Record<Unicode, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
};

/** Whether an encoding has one byte for each character. */
export function isCodePage(name: EncodingName): name is CodePageName {
  return !(name in MARKS);
}

/** The bytes with which a file of this encoding begins; none where it has no byte order mark. */
export function byteOrderMarkOf({ name, byteOrderMark }: TextEncoding): Uint8Array {
  return Uint8Array.from(!byteOrderMark || isCodePage(name) ? [] : MARKS[name]);
}

/** The encoding that a byte order mark at the start of `bytes` names; `undefined` where there is none. */
export function encodingOfMark(bytes: Uint8Array): TextEncoding | undefined {
  const found = (Object.keys(MARKS) as Unicode[]).find((name) =>
    MARKS[name].every((byte, index) => bytes[index] === byte),
  );
  return found && { name: found, byteOrderMark: true };
}
