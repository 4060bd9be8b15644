import { isAscii } from 'node:buffer';
import { bytesAsText, decodeByteText, detectEncoding, detectHebrewOrder, reorderHebrew } from '@ishur/adapter-kit';
import type { HebrewOrder } from '@ishur/adapter-kit';
import type { ByteSource } from './byte-source.ts';
import type { UniformEncoding, UniformFileConfig } from './config.ts';

/** How a run's text is to be read. */
export interface Spelling {
  readonly encoding: UniformEncoding;
  readonly order: HebrewOrder;
  /** What field 1029 of INI.TXT says, where the bytes are something else. */
  readonly contradicted: UniformEncoding | undefined;
  /** A field as text. Of a code page it comes with one character for each byte (`bytesAsText`). */
  textOf(field: string): string;
}

const MOST_SEARCHED = 16 * 1024 ** 2;

/** What field 1029 means: 1 is ISO-8859-8-i, 2 is CP862 (section 2.3). */
function declaredBy(characterSet: string | undefined): UniformEncoding | undefined {
  if (characterSet === '1') return 'iso-8859-8';
  return characterSet === '2' ? 'cp862' : undefined;
}

/**
 * Settles the spelling: what the configuration says, else what the bytes say, else what INI.TXT says. The letters of
 * ISO-8859-8 and Windows-1255 are the same, and many programs declare the first and write the second, so that is read.
 */
export async function findSpelling(
  data: ByteSource,
  ini: Uint8Array,
  characterSet: string | undefined,
  config: UniformFileConfig,
  signal: AbortSignal,
): Promise<Spelling> {
  const sample = Buffer.concat([ini, await firstLetters(data, signal)]);
  const declared = declaredBy(characterSet);
  const detected = isAscii(sample) ? undefined : detectEncoding(sample)?.name;
  const found = detected === 'utf-16le' || detected === 'utf-16be' ? undefined : detected;
  const encoding = config.encoding ?? found ?? declared ?? 'windows-1255';
  const text = encoding === 'utf-8' ? sample.toString('utf8') : decodeByteText(bytesAsText(sample), encoding);
  const order = config.hebrew ?? detectHebrewOrder(text) ?? 'logical';
  return createSpelling(encoding, order, isContradiction(declared, found) ? declared : undefined);
}

function createSpelling(
  encoding: UniformEncoding,
  order: HebrewOrder,
  contradicted: UniformEncoding | undefined,
): Spelling {
  const ordered = order === 'visual' ? reorderHebrew : (text: string) => text;
  return {
    encoding,
    order,
    contradicted,
    textOf:
      encoding === 'utf-8'
        ? (field) => ordered(field.trim())
        : remembered((field) => ordered(decodeByteText(field, encoding).trim())),
  };
}

/** Names and goods stand in a file again and again. */
const MOST_REMEMBERED = 2000;

function remembered(textOf: (field: string) => string): (field: string) => string {
  const known = new Map<string, string>();
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const text = textOf(field);
    known.set(field, text);
    return text;
  };
}

function isContradiction(declared: UniformEncoding | undefined, found: UniformEncoding | undefined): boolean {
  if (declared === undefined || found === undefined) return false;
  return found === 'windows-1255' ? declared === 'cp862' : found !== declared;
}

/** The first piece that holds more than ASCII; an accounting file may hold only figures for long. */
async function firstLetters(data: ByteSource, signal: AbortSignal): Promise<Uint8Array> {
  let searched = 0;
  for await (const piece of data.read(signal)) {
    if (!isAscii(piece)) return Buffer.from(piece);
    searched += piece.length;
    if (searched > MOST_SEARCHED) break;
  }
  return new Uint8Array();
}
