/** Finds the keys that come more than once, in memory that does not grow with their number. */
export interface RepeatedKeys {
  /** Takes a key. False where more are repeated than can be kept. */
  add(key: string): boolean;
  /** Keys that may have come more than once: all that did, and some few that did not. */
  readonly suspects: ReadonlySet<string>;
}

/** Eight megabytes. Of a million keys one in a thousand is suspected wrongly, and looked at a second time. */
const BITS = 2 ** 26;
const MOST_REMEMBERED = 65_536;
/** In a file with more, something else is wrong than single documents. */
export const MOST_SUSPECTS: number = 100_000;

export function createRepeatedKeys(): RepeatedKeys {
  const suspects = new Set<string>();
  // Most files hold few documents: they are remembered as they are.
  let few: Set<string> | undefined = new Set();
  let many: Bits | undefined;
  return {
    suspects,
    add(key) {
      if (few?.has(key) ?? many?.hasBoth(key)) suspects.add(key);
      few?.add(key);
      many?.add(key);
      if (few !== undefined && few.size > MOST_REMEMBERED) {
        many = createBits();
        for (const each of few) many.add(each);
        few = undefined;
      }
      return suspects.size <= MOST_SUSPECTS;
    },
  };
}

interface Bits {
  hasBoth(key: string): boolean;
  add(key: string): void;
}

function createBits(): Bits {
  const bits = new Uint32Array(BITS / 32);
  const isSet = (bit: number): boolean => ((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  const set = (bit: number): void => {
    bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  };
  const placesOf = (key: string): readonly [number, number] => [
    hash(key, 0x811c9dc5) % BITS,
    hash(key, 0x9e3779b9) % BITS,
  ];
  return {
    hasBoth: (key) => placesOf(key).every(isSet),
    add(key) {
      for (const place of placesOf(key)) set(place);
    },
  };
}

/** FNV-1a with a final mix. */
function hash(key: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < key.length; index += 1) {
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
