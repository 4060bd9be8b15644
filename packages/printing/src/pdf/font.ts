import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Buffer as HarfBuzzBuffer, Feature, Font as HarfBuzzFont } from 'harfbuzzjs';

/** Weights that a document is set in. */
export type Weight = 'regular' | 'bold';

/** One weight of the typeface, open for shaping. Lengths are in thousandths of the type size, as PDF counts them. */
export interface Font {
  readonly weight: Weight;
  /** Its name in PDF, without the tag of a subset. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly ascent: number;
  readonly descent: number;
  readonly has: (codePoint: number) => boolean;
  /** The glyphs of a run in the order of the eye, from left to right. Clusters are indexes into the text. */
  readonly shape: (text: string, direction: 'rtl' | 'ltr') => readonly Glyph[];
}

export interface Glyph {
  /** Index in the font, or {@link MISSING}. */
  readonly id: number;
  readonly cluster: number;
  readonly advance: number;
  /** The glyph's own width, which `advance` may differ from by kerning. */
  readonly width: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** The glyph of a character that the font does not have. In Rubik it shows nothing, so whoever draws it draws a box. */
export const MISSING = 0;
/** The width of that box. */
const BOX = 640;

// Rubik (SIL OFL 1.1) has Hebrew with its points, Latin, Cyrillic and Arabic in one typeface, so that names of all customers
// in Israel can be set; and figures of one width (tnum). Its licence lies beside it in its package.
const require = createRequire(import.meta.url);
const FILES: Readonly<Record<Weight, () => string>> = {
  regular: () => require.resolve('@expo-google-fonts/rubik/400Regular/Rubik_400Regular.ttf'),
  bold: () => require.resolve('@expo-google-fonts/rubik/700Bold/Rubik_700Bold.ttf'),
};
const NAMES: Readonly<Record<Weight, string>> = { regular: 'Rubik-Regular', bold: 'Rubik-Bold' };

let opened: Promise<Readonly<Record<Weight, Font>>> | undefined;

/** The typeface, opened once for the process: HarfBuzz is WebAssembly and takes some milliseconds to start. */
export function openFonts(): Promise<Readonly<Record<Weight, Font>>> {
  opened ??= Promise.all([openFont('regular'), openFont('bold')]).then(([regular, bold]) => ({ regular, bold }));
  return opened;
}

async function openFont(weight: Weight): Promise<Font> {
  const [harfbuzz, bytes] = await Promise.all([import('harfbuzzjs'), readFile(FILES[weight]())]);
  const face = new harfbuzz.Face(new harfbuzz.Blob(new Uint8Array(bytes)));
  const font = new harfbuzz.Font(face);
  const codePoints = new Set(face.collectUnicodes());
  const perThousand = 1000 / face.upem;
  const { ascender, descender } = font.hExtents();
  const featuresOf = (text: string): Feature[] => [
    // Ligatures would hide letters from whoever searches the file.
    new harfbuzz.Feature('liga', 0),
    // Figures of one width stand in columns. Figures alone: brackets of one width tear holes into words.
    ...Array.from(text.matchAll(/\d+/g), ({ index, 0: digits }) => {
      return new harfbuzz.Feature('tnum', 1, index, index + digits.length);
    }),
  ];
  const shape = (text: string, direction: 'rtl' | 'ltr'): readonly Glyph[] => {
    const buffer = new harfbuzz.Buffer();
    buffer.setClusterLevel(harfbuzz.ClusterLevel.MONOTONE_CHARACTERS);
    buffer.addText(text);
    buffer.guessSegmentProperties();
    buffer.setDirection(direction === 'rtl' ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
    harfbuzz.shape(font, buffer, featuresOf(text));
    return glyphsOf(buffer.getGlyphInfosAndPositions(), font, perThousand);
  };
  const known = new Map<string, readonly Glyph[]>();
  return {
    weight,
    name: NAMES[weight],
    bytes,
    ascent: ascender * perThousand,
    descent: descender * perThousand,
    has: (codePoint) => codePoints.has(codePoint),
    shape(text, direction) {
      // A line is measured before it is set, and the same words stand in most rows.
      const key = `${direction} ${text}`;
      const glyphs = known.get(key) ?? shape(text, direction);
      if (known.size >= KNOWN_TEXTS) known.clear();
      known.set(key, glyphs);
      return glyphs;
    },
  };
}

type Shaped = ReturnType<HarfBuzzBuffer['getGlyphInfosAndPositions']>;

function glyphsOf(shaped: Shaped, font: HarfBuzzFont, perThousand: number): readonly Glyph[] {
  return shaped.map(({ codepoint: id, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
    if (id === MISSING) return { id, cluster, advance: BOX, width: BOX, offsetX: 0, offsetY: 0 };
    return {
      id,
      cluster,
      advance: xAdvance * perThousand,
      width: font.glyphHAdvance(id) * perThousand,
      offsetX: xOffset * perThousand,
      offsetY: yOffset * perThousand,
    };
  });
}

/** Texts that are not shaped again. */
const KNOWN_TEXTS = 2000;
