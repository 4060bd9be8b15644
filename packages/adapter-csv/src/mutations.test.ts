import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { encodeText } from '@ishur/adapter-kit';
import { columns, linesOf, style, truth } from './fixtures/any-file.ts';
import type { Style, Truth } from './fixtures/any-file.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** Damage that no program means: none of it makes one amount, date or number into another that is as good. */
const damage = fc.record({
  row: fc.nat(),
  at: fc.nat(),
  kind: fc.constantFrom('insert', 'delete', 'cut', 'double'),
  text: fc.constantFrom('"', '""', 'DELIMITER', '\u0000', ' " ', '",', '\ufeff', '\u202e'),
});

function damaged(line: string, { at, kind, text }: { at: number; kind: string; text: string }, how: Style): string {
  const inserted = text === 'DELIMITER' ? how.delimiter : text;
  const position = at % (line.length + 1);
  const structural = Array.from(line.matchAll(/["|;,\t]/g), ({ index }) => index);
  const mark = structural[at % Math.max(1, structural.length)] ?? 0;
  if (kind === 'insert') return line.slice(0, position) + inserted + line.slice(position);
  if (kind === 'delete') return line.slice(0, mark) + line.slice(mark + 1);
  // Between two cells: an amount that is cut off in its middle is another amount, and core's to judge.
  if (kind === 'cut') return line.split(how.delimiter).slice(0, -1).join(how.delimiter);
  return `${line}${how.delimiter}${line}`;
}

/** What the law and the authority look at; a name or a note may have gained a stray mark. */
function materialOf({ fields }: Pick<Truth, 'fields'>): unknown {
  const { documentType, reference, documentDate, netAmount, vatAmount, grossAmount, customer } = fields;
  const dealer = customer.vatNumber;
  return { documentType, reference, documentDate, netAmount, vatAmount, grossAmount, dealer };
}

async function read(how: Style): Promise<(SourceDocument | UnreadableItem)[] | undefined> {
  try {
    return await world.read({ path: 'א.csv', dateOrder: how.dateOrder, encoding: how.encoding, hebrew: how.hebrew });
  } catch (cause) {
    // The file as a whole, in words: nothing of it is accepted.
    if (isIshurError(cause) && cause.remedy === 'fix-config') return undefined;
    throw cause;
  }
}

describe('a damaged line of a file', () => {
  it('is refused or read as it was meant, and the other lines are read as they stand', async () => {
    const rows = fc.uniqueArray(truth, { minLength: 3, maxLength: 5, selector: ({ fields }) => fields.reference });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(rows, columns, style, damage, async (truths, header, how, harm) => {
        const lines = linesOf(truths, header, { ...how, total: 0 });
        const index = harm.row % truths.length;
        const line = how.titles.length + 1 + index;
        lines[line] = damaged(lines[line] ?? '', harm, how);
        const encoded = encodeText(lines.join(how.lineEnd), how.encoding);
        // Some of what is put in has no place in a code page.
        fc.pre(encoded.kind === 'encoded');
        await world.writeBytes('א.csv', encoded.bytes);
        const items = await read(how);
        if (items === undefined) return;
        const documents = items.filter((item) => item.kind === 'document');
        // A last row without a line end that ends with «קבלה» in visual order may have been «חשבונית מס קבלה»: it is told so.
        const isLastCut =
          how.hebrew === 'visual' &&
          items.some((item) => item.kind === 'unreadable' && item.faults.some(({ code }) => code === 'csv/cut-row'));
        for (const [other, meant] of truths.entries()) {
          const found = documents.filter(({ fields }) => fields.reference === meant.fields.reference);
          const isTold = isLastCut && other === truths.length - 1;
          if (other !== index && !isTold) expect(found.map(materialOf)).toEqual([materialOf(meant)]);
          for (const document of found) expect(materialOf(document)).toEqual(materialOf(meant));
          accepted += other === index ? found.length : 0;
        }
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
