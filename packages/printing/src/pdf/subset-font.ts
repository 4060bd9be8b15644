import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The part of WebAssembly's interface that we use: Node has it, and only the types of browsers declare it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: unknown }>;
};

/** What we call of HarfBuzz's subsetter. Every value is a whole number: an address, a length or a flag. */
interface Subsetter {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly _initialize: () => void;
  readonly malloc: (length: number) => number;
  readonly free: (address: number) => void;
  readonly hb_blob_create: (data: number, length: number, mode: number, user: number, destroy: number) => number;
  readonly hb_blob_destroy: (blob: number) => void;
  readonly hb_blob_get_data: (blob: number, length: number) => number;
  readonly hb_blob_get_length: (blob: number) => number;
  readonly hb_face_create: (blob: number, index: number) => number;
  readonly hb_face_destroy: (face: number) => void;
  readonly hb_face_reference_blob: (face: number) => number;
  readonly hb_set_add: (set: number, value: number) => void;
  readonly hb_subset_input_create_or_fail: () => number;
  readonly hb_subset_input_destroy: (input: number) => void;
  readonly hb_subset_input_glyph_set: (input: number) => number;
  readonly hb_subset_input_set: (input: number, which: number) => number;
  readonly hb_subset_input_set_flags: (input: number, flags: number) => void;
  readonly hb_subset_or_fail: (face: number, input: number) => number;
}

// hb-subset.h: HB_MEMORY_MODE_WRITABLE; HB_SUBSET_FLAGS_RETAIN_GIDS and NO_LAYOUT_CLOSURE; HB_SUBSET_SETS_DROP_TABLE_TAG.
const WRITABLE = 2;
const KEEP_GLYPH_INDEXES = 0x2;
const NO_LAYOUT_CLOSURE = 0x200;
const DROP_TABLES = 3;
/** Tables that a viewer of PDF does not read: the text is shaped already. */
const UNUSED_TABLES = ['GSUB', 'GPOS', 'GDEF', 'STAT', 'name', 'post', 'OS/2', 'gasp', 'meta', 'DSIG'];

let compiled: Promise<object> | undefined;

/** The font with these glyphs alone; all keep their index. Always the same bytes for the same glyphs. */
export async function subsetFont(font: Uint8Array, glyphs: Iterable<number>): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  compiled ??= readFile(path).then((bytes) => WebAssembly.compile(new Uint8Array(bytes)));
  // An instance for each font: it is small, and what one font left in its memory cannot reach another.
  const instance = await WebAssembly.instantiate(await compiled, {});
  const subsetter = instance.exports as Subsetter;
  subsetter._initialize();
  return subsetWith(subsetter, font, glyphs);
}

function subsetWith(subsetter: Subsetter, font: Uint8Array, glyphs: Iterable<number>): Uint8Array {
  const address = subsetter.malloc(font.length);
  new Uint8Array(subsetter.memory.buffer).set(font, address);
  const blob = subsetter.hb_blob_create(address, font.length, WRITABLE, 0, 0);
  const face = subsetter.hb_face_create(blob, 0);
  const input = subsetter.hb_subset_input_create_or_fail();
  subsetter.hb_subset_input_set_flags(input, KEEP_GLYPH_INDEXES | NO_LAYOUT_CLOSURE);
  const wanted = subsetter.hb_subset_input_glyph_set(input);
  for (const glyph of glyphs) subsetter.hb_set_add(wanted, glyph);
  const dropped = subsetter.hb_subset_input_set(input, DROP_TABLES);
  for (const table of UNUSED_TABLES) subsetter.hb_set_add(dropped, tag(table));
  const subset = subsetter.hb_subset_or_fail(face, input);
  if (subset === 0) throw new Error('HarfBuzz could not make a subset of the font.');
  const result = subsetter.hb_face_reference_blob(subset);
  const start = subsetter.hb_blob_get_data(result, 0);
  return new Uint8Array(subsetter.memory.buffer).slice(start, start + subsetter.hb_blob_get_length(result));
}

function tag(name: string): number {
  let value = 0;
  for (let at = 0; at < 4; at += 1) value = value * 256 + name.padEnd(4).charCodeAt(at);
  return value;
}
