import { createHash } from 'node:crypto';
import type { Font } from './font.ts';
import type { ObjectNumber, PdfFile } from './pdf-file.ts';
import { pdfNumber, utf16 } from './pdf-file.ts';
import type { SetGlyph } from './set-text.ts';
import { subsetFont } from './subset-font.ts';

/** What a document uses of a font. */
export interface EmbeddedFont {
  /** The code by which a glyph with its meaning is drawn. */
  code(glyph: SetGlyph): number;
  write(file: PdfFile): Promise<ObjectNumber>;
}

interface Used {
  readonly glyph: number;
  readonly text: string;
  readonly width: number;
}

/**
 * Codes are given for a glyph *and* the characters that it stands for: a mirrored bracket is drawn with the glyph of the
 * other one, and whoever copies or searches still gets the bracket that was written.
 */
export function embedFont(font: Font): EmbeddedFont {
  const used: Used[] = [{ glyph: 0, text: '', width: 0 }];
  const codes = new Map<string, number>();
  return {
    code({ id, text, width }) {
      const key = `${id} ${text}`;
      const known = codes.get(key);
      if (known !== undefined) return known;
      const code = used.push({ glyph: id, text, width }) - 1;
      codes.set(key, code);
      return code;
    },
    write: (file) => writeFont(file, font, used),
  };
}

async function writeFont(file: PdfFile, font: Font, used: readonly Used[]): Promise<ObjectNumber> {
  const subset = await subsetFont(
    font.bytes,
    used.map(({ glyph }) => glyph),
  );
  const name = `${tagOf(subset)}+${font.name}`;
  const program = file.addStream(subset, `/Length1 ${subset.length}`);
  // Flags: 4, symbolic, because it is no set of Latin characters alone. ISO 32000-1, section 9.8.2.
  const descriptor = file.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [-300 -480 1700 1080] /ItalicAngle 0 ` +
      `/Ascent ${pdfNumber(font.ascent)} /Descent ${pdfNumber(font.descent)} /CapHeight 700 ` +
      `/StemV ${font.weight === 'bold' ? 140 : 80} /FontFile2 ${program} 0 R >>`,
  );
  const glyphs = file.addStream(Uint8Array.from(used.flatMap(({ glyph }) => [glyph >> 8, glyph & 0xff])));
  const widths = used.map(({ width }) => pdfNumber(width)).join(' ');
  const descendant = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} ` +
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
      `/FontDescriptor ${descriptor} 0 R /DW 0 /W [0 [${widths}]] /CIDToGIDMap ${glyphs} 0 R >>`,
  );
  const meanings = file.addStream(meaningsOf(used));
  return file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H ` +
      `/DescendantFonts [${descendant} 0 R] /ToUnicode ${meanings} 0 R >>`,
  );
}

/** The six letters before the name of a subset, from its content. ISO 32000-1, section 9.6.4. */
function tagOf(subset: Uint8Array): string {
  const digest = createHash('sha256').update(subset).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** The ToUnicode map, in blocks of a hundred as the format wants it. ISO 32000-1, section 9.10.3. */
function meaningsOf(used: readonly Used[]): string {
  const entries = used.flatMap(({ text }, code) =>
    text === '' ? [] : [`<${hexadecimalCode(code)}> <${utf16(text)}>`],
  );
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}

export function hexadecimalCode(code: number): string {
  return code.toString(16).padStart(4, '0').toUpperCase();
}
