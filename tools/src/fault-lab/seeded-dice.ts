/** Chance that is the same in every run with the same words. */
export interface Dice {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** The same values in another order. */
  shuffle<Value>(values: readonly Value[]): readonly Value[];
}

/** The words that name a case choose everything about it, so that a finding can be repeated alone. */
export function seededDice(...words: readonly (string | number)[]): Dice {
  let state = fingerprint(words.join('/'));
  // mulberry32, whose constants are public.
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    chance: (probability) => fraction() < probability,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Nothing to pick from.');
      return value;
    },
    shuffle(values) {
      const weighed = values.map((value) => ({ value, weight: fraction() }));
      return weighed.toSorted((one, other) => one.weight - other.weight).map(({ value }) => value);
    },
  };
}

/** FNV-1a, 32 bits. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
