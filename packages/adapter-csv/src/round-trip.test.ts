import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENCODING_NAMES, encodeText, isCodePage } from '@ishur/adapter-kit';
import { columns, linesOf, style, truth } from './fixtures/any-file.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

describe('a file that any program wrote', () => {
  it('is read back field by field, in every encoding, order and variant', async () => {
    let files = 0;
    const covered = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(truth, { minLength: 1, maxLength: 6 }), columns, style, async (rows, header, how) => {
        const text = linesOf(rows, header, how).join(how.lineEnd) + (how.endsWithLineEnd ? how.lineEnd : '');
        const encoded = encodeText(text, how.encoding);
        if (encoded.kind === 'unencodable') throw new Error(`the generator writes ${encoded.characters.join('')}`);
        files += 1;
        for (const variant of [how.encoding, how.hebrew, how.delimiter, how.dateOrder, how.quoting])
          covered.set(variant, (covered.get(variant) ?? 0) + 1);
        await world.write('א.csv', text, {
          name: how.encoding,
          byteOrderMark: how.byteOrderMark && !isCodePage(how.encoding),
        });
        const documents = await world.read({
          path: 'א.csv',
          dateOrder: how.dateOrder,
          // The letters of the two code pages are the same, and so is what is read.
          ...(how.isDeclared ? { encoding: how.encoding, delimiter: how.delimiter, hebrew: how.hebrew } : {}),
        });
        expect(documents).toEqual(
          rows.map(({ fields, standing, existingNumber }) => ({
            kind: 'document',
            ref: `${fields.documentType}:${fields.reference}`,
            cursor: expect.stringMatching(/^א\.csv:\d+$/),
            standing,
            fields,
            ...(existingNumber === undefined ? {} : { existingNumber }),
          })),
        );
      }),
      { numRuns: 400 },
    );
    expect(files).toBeGreaterThan(100);
    for (const variant of [...ENCODING_NAMES, 'logical', 'visual', ',', ';', '\t', '|', 'careless', 'month-first'])
      expect(covered.get(variant), variant).toBeGreaterThan(10);
  });
});
