import type { DataEncoding } from './config.ts';
import type { Place } from './parameters.ts';

/** A record of which pieces can be cut. */
export interface Cutter {
  /** In characters, which are what a PRM counts. */
  readonly length: number;
  cut(place: Place): Uint8Array;
  /** The first byte of the character at a position, from 1; `undefined` where there is none. */
  byteAt(position: number): number | undefined;
}

/** Cuts a record where its fields stand, from its bytes: no text is made of what is not asked for. */
export function cutRecord(bytes: Buffer, encoding: DataEncoding): Cutter {
  return encoding === 'utf-8' ? cutCharacters(bytes) : cutBytes(bytes);
}

function cutBytes(bytes: Buffer): Cutter {
  return {
    length: bytes.length,
    cut: ({ start, end }) => bytes.subarray(start - 1, end),
    byteAt: (position) => bytes[position - 1],
  };
}

/** In UTF-8 a character takes up to four bytes. */
function cutCharacters(bytes: Buffer): Cutter {
  const offsets: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    if (((bytes[index] ?? 0) & 0xc0) !== 0x80) offsets.push(index);
  }
  return {
    length: offsets.length,
    cut: ({ start, end }) => bytes.subarray(offsets[start - 1] ?? bytes.length, offsets[end] ?? bytes.length),
    byteAt: (position) => bytes[offsets[position - 1] ?? bytes.length],
  };
}
