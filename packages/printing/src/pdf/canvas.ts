import { MISSING, openFonts } from './font.ts';
import type { Font, Weight } from './font.ts';
import { embedFont, hexadecimalCode } from './embedded-font.ts';
import type { EmbeddedFont } from './embedded-font.ts';
import { createPdfFile, pdfNumber, pdfText } from './pdf-file.ts';
import type { ObjectNumber } from './pdf-file.ts';
import type { Line, Run } from './set-text.ts';

/** A4 in points, of which there are 72 to the inch. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

/** Pages that one draws on. Lengths are points from the upper left corner of the page. */
export interface Canvas {
  readonly fonts: Readonly<Record<Weight, Font>>;
  readonly pageCount: number;
  addPage(): void;
  /** Pages count from 0; the last one is drawn on unless another is named. */
  drawLine(line: Line, x: number, baseline: number, look?: Look): void;
  /** A thin line from one point to another. */
  rule(x: number, y: number, toX: number, toY: number, look?: Look): void;
  box(x: number, y: number, width: number, height: number, look?: Look & { readonly isFilled?: boolean }): void;
  end(properties: Properties): Promise<Uint8Array>;
}

export interface Look {
  readonly page?: number;
  /** 0 is black, 1 is white. */
  readonly grey?: number;
}

export interface Properties {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly isRightToLeft: boolean;
  readonly createdOn: Date;
}

export async function createCanvas(): Promise<Canvas> {
  const fonts = await openFonts();
  const embedded: Readonly<Record<Weight, EmbeddedFont>> = {
    regular: embedFont(fonts.regular),
    bold: embedFont(fonts.bold),
  };
  const pages: string[][] = [];
  const draw = (operators: string, { page, grey = 0 }: Look): void => {
    const found = pages[page ?? pages.length - 1];
    if (found === undefined) throw new Error('Something was drawn before there was a page.');
    found.push(`${pdfNumber(grey)} g ${pdfNumber(grey)} G ${operators}`);
  };
  return {
    fonts,
    get pageCount() {
      return pages.length;
    },
    addPage() {
      pages.push([]);
    },
    drawLine(line, x, baseline, look = {}) {
      for (const run of line.runs) {
        draw(textOperators(run, x, PAGE.height - baseline, embedded), look);
        for (const box of missingIn(run, x, PAGE.height - baseline)) draw(box, look);
      }
    },
    rule(x, y, toX, toY, look = {}) {
      const [from, to] = [PAGE.height - y, PAGE.height - toY].map(pdfNumber);
      draw(`0.6 w ${pdfNumber(x)} ${from} m ${pdfNumber(toX)} ${to} l S`, look);
    },
    box(x, y, width, height, { isFilled = false, ...look } = {}) {
      const corner = [x, PAGE.height - y - height, width, height].map(pdfNumber).join(' ');
      draw(`0.8 w ${corner} re ${isFilled ? 'f' : 'S'}`, look);
    },
    async end(properties) {
      const file = createPdfFile();
      const [regular, bold] = [await embedded.regular.write(file), await embedded.bold.write(file)];
      const resources = file.add(`<< /Font << /regular ${regular} 0 R /bold ${bold} 0 R >> >>`);
      const tree = file.reserve();
      const kids = pages.map((operators) => {
        const content = file.addStream(operators.join('\n'));
        return file.add(
          `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
            `/Resources ${resources} 0 R /Contents ${content} 0 R >>`,
        );
      });
      file.put(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`);
      const { title, author, language, isRightToLeft, createdOn } = properties;
      const direction = isRightToLeft ? 'R2L' : 'L2R';
      const root: ObjectNumber = file.add(
        `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${language}) ` +
          `/ViewerPreferences << /Direction /${direction} /DisplayDocTitle true >> >>`,
      );
      const date = pdfDate(createdOn);
      const info = file.add(
        `<< /Title ${pdfText(title)} /Author ${pdfText(author)} /Producer (Ishur) /CreationDate ${date} /ModDate ${date} >>`,
      );
      return file.end(root, info);
    },
  };
}

function textOperators(
  { font, size, glyphs, x }: Run,
  lineX: number,
  baseline: number,
  embedded: Readonly<Record<Weight, EmbeddedFont>>,
): string {
  const pieces: string[] = [];
  for (const glyph of glyphs) {
    const code = hexadecimalCode(embedded[font.weight].code(glyph));
    const { advance, width, offsetX, offsetY } = glyph;
    // TJ moves left by thousandths of the size; a raised or lowered glyph stands between two changes of the rise.
    const before = offsetX === 0 ? '' : pdfNumber(-offsetX);
    const after = width + offsetX === advance ? '' : pdfNumber(width + offsetX - advance);
    const shown = `${before}<${code}>${after}`;
    pieces.push(offsetY === 0 ? shown : `] TJ ${pdfNumber((offsetY * size) / 1000)} Ts [${shown}] TJ 0 Ts [`);
  }
  // Marked as a piece of its own: extractors otherwise join it to its neighbour, and guess the order of the two.
  const at = `1 0 0 1 ${pdfNumber(lineX + x)} ${pdfNumber(baseline)} Tm`;
  return `/Span BMC BT /${font.weight} ${pdfNumber(size)} Tf ${at} [${pieces.join('').replaceAll('><', '')}] TJ ET EMC`;
}

/** A box for every character that the font does not have. Its text is in the file all the same, for whoever copies it. */
function missingIn({ glyphs, size, x }: Run, lineX: number, baseline: number): readonly string[] {
  let at = lineX + x;
  return glyphs.flatMap(({ id, advance }) => {
    const left = at + size * 0.06;
    const width = (advance * size) / 1000;
    at += width;
    if (id !== MISSING) return [];
    return [`0.5 w ${[left, baseline, width - size * 0.12, size * 0.7].map(pdfNumber).join(' ')} re S`];
  });
}

/** ISO 32000-1, section 7.9.4, in the time of the world. */
function pdfDate(instant: Date): string {
  return `(D:${instant.toISOString().slice(0, 19).replace(/\D/g, '')}Z)`;
}
