import type { Random } from './random.ts';

/** What was done to a file, for the report of a finding. */
export interface Mutation {
  readonly what: string;
  readonly bytes: Uint8Array;
}

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

/** So many bytes a damaged file has at most: repeated doubling must not make a benchmark of a test. */
const LARGEST = 262_144;
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

function spliced(bytes: Uint8Array, at: number, removed: number, ...inserted: Uint8Array[]): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), ...inserted, bytes.subarray(at + removed)]);
}

function text(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}

/** Somewhere among the bytes of a kind; anywhere, where there are none. */
function placeOf(bytes: Uint8Array, random: Random, isWanted: (byte: number) => boolean): number {
  const start = random.below(bytes.length);
  for (let step = 0; step < bytes.length; step += 1) {
    const at = (start + step) % bytes.length;
    if (isWanted(bytes[at] ?? 0)) return at;
  }
  return start;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

function linesIn(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const isEnd = bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED);
    if (!isEnd) continue;
    lines.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines;
}

const HUGE = [
  '9'.repeat(15),
  '9'.repeat(40),
  '9'.repeat(400),
  '1e308',
  '-1e400',
  '0x7fffffff',
  '2147483648',
  '00',
  '-0',
];
const MARKS = ['"', '""', "'", ',', ';', '\t', '|', ':', '{', '}', '[', ']', '-', '.', '(', '!', '\\', ' ', '+', '='];
/** Bytes that begin, break or end something in one of the encodings. */
const ENCODED = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xd7],
  [0x90],
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xe2, 0x80, 0xae],
  [0x1a],
  [0x00, 0xd8],
];

const DAMAGES: Readonly<Record<string, Damage>> = {
  'bit flipped': (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]));
  },
  'byte inserted': (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, Buffer.from([random.below(256)])),
  'byte deleted': (bytes, random) => spliced(bytes, random.below(bytes.length), 1),
  'byte replaced': (bytes, random) => spliced(bytes, random.below(bytes.length), 1, Buffer.from([random.below(256)])),
  'chunk deleted': (bytes, random) => spliced(bytes, random.below(bytes.length), sizeOf(bytes, random)),
  'chunk doubled': (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, 0, bytes.subarray(at, at + sizeOf(bytes, random)));
  },
  'chunk moved': (bytes, random) => {
    const [at, size] = [random.below(bytes.length), sizeOf(bytes, random)];
    const rest = spliced(bytes, at, size);
    return spliced(rest, random.below(rest.length + 1), 0, bytes.subarray(at, at + size));
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'beginning cut off': (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 200))),
  'line end deleted': (bytes, random) => spliced(bytes, placeOf(bytes, random, isLineEnd), 1),
  'line end replaced': (bytes, random) =>
    spliced(
      bytes,
      placeOf(bytes, random, isLineEnd),
      1,
      text(random.pick(['\r', '\n', '\r\n', '\n\r', '\u0085', ' '])),
    ),
  'line end inserted': (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, text(random.pick(['\r', '\n', '\r\n', '\n\n', '\v', '\f']))),
  'all line ends replaced': (bytes, random) =>
    text(
      Buffer.from(bytes)
        .toString('latin1')
        .replaceAll(/\r\n|\r|\n/g, random.pick(['\r', '\n', '\r\n', '\n\r', ''])),
    ),
  'NULs inserted': (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), 0, new Uint8Array(random.pick([1, 1, 2, 512]))),
  'NULs written': (bytes, random) => {
    const size = Math.min(sizeOf(bytes, random), 64);
    return spliced(bytes, random.below(bytes.length), size, new Uint8Array(size));
  },
  'encoding damaged': (bytes, random) =>
    spliced(bytes, random.below(bytes.length + 1), random.below(3), Buffer.from(random.pick(ENCODED))),
  'lines swapped': (bytes, random) => {
    const lines = linesIn(bytes);
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    const [first, second] = [lines[one], lines[other]];
    if (first !== undefined && second !== undefined) [lines[one], lines[other]] = [second, first];
    return Buffer.concat(lines);
  },
  'line doubled': (bytes, random) => {
    const lines = linesIn(bytes);
    const at = random.below(lines.length);
    lines.splice(random.below(lines.length + 1), 0, lines[at] ?? new Uint8Array());
    return Buffer.concat(lines);
  },
  'line deleted': (bytes, random) => {
    const lines = linesIn(bytes);
    lines.splice(random.below(lines.length), 1);
    return Buffer.concat(lines);
  },
  'digit changed': (bytes, random) =>
    spliced(bytes, placeOf(bytes, random, isDigit), 1, text(String(random.below(10)))),
  'digit deleted': (bytes, random) => spliced(bytes, placeOf(bytes, random, isDigit), 1),
  'digit inserted': (bytes, random) =>
    spliced(bytes, placeOf(bytes, random, isDigit), 0, text(String(random.below(10)))),
  'digits huge': (bytes, random) =>
    spliced(bytes, placeOf(bytes, random, isDigit), random.below(4), text(random.pick(HUGE))),
  'mark inserted': (bytes, random) => spliced(bytes, random.below(bytes.length + 1), 0, text(random.pick(MARKS))),
  'mark deleted': (bytes, random) => {
    const mark = random.pick(MARKS).charCodeAt(0);
    return spliced(
      bytes,
      placeOf(bytes, random, (byte) => byte === mark),
      1,
    );
  },
  'beginning damaged': (bytes, random) =>
    spliced(bytes, random.below(Math.min(bytes.length, 300)), random.below(3), text(random.pick(MARKS))),
  'zeros or ones over four': (bytes, random) =>
    spliced(bytes, random.below(bytes.length), 4, Buffer.alloc(4, random.pick([0, 0xff, 0x20]))),
};
const NAMES = Object.keys(DAMAGES);

function sizeOf(bytes: Uint8Array, random: Random): number {
  return 1 + random.below(random.pick([4, 16, 64, 400, bytes.length]));
}

/** One damage mostly, sometimes several. None at all now and then: what is whole has to be read as it was meant. */
export function mutate(whole: Uint8Array, random: Random): Mutation {
  if (random.chance(0.02)) return { what: 'nothing', bytes: whole };
  const times = random.pick([1, 1, 1, 1, 1, 1, 1, 2, 2, 4]);
  const done: string[] = [];
  let bytes = whole;
  for (let time = 0; time < times && bytes.length > 0; time += 1) {
    const name = random.pick(NAMES);
    done.push(name);
    bytes = (DAMAGES[name]?.(bytes, random) ?? bytes).subarray(0, LARGEST);
  }
  return { what: done.join(', '), bytes };
}
