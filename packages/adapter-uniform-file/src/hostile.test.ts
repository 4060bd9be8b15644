import { isIshurError } from '@ishur/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import { header, line, receipt, writeUniformFile } from './fixtures/write-uniform-file.ts';
import { writeZip } from './fixtures/write-zip.ts';

const RUN = writeUniformFile({ records: [header(), line(), header({ 1203: '320', 1204: 'AA2001' }), receipt()] });
const ZIP = writeZip([
  { name: 'INI.TXT', bytes: RUN.ini },
  { name: 'BKMVDATA.TXT', bytes: RUN.data },
]);

/** Bytes overwritten at random places, and perhaps an end that is missing. */
function damages(length: number): fc.Arbitrary<{ edits: [number, number][]; cut: number }> {
  const place = fc.integer({ min: 0, max: length - 1 });
  return fc.record({
    edits: fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
    cut: fc.oneof(fc.constant(length), place),
  });
}

function damage(bytes: Buffer, { edits, cut }: { edits: [number, number][]; cut: number }): Buffer {
  const spoilt = Buffer.from(bytes);
  for (const [place, byte] of edits) spoilt[place] = byte;
  return spoilt.subarray(0, cut);
}

describe('a damaged file', () => {
  it.each([
    ['a zip', ZIP],
    ['a zip in a zip', writeZip([{ name: 'BKMVDATA.zip', bytes: ZIP }])],
  ])('in %s whose checksum is another delivers no document', async (_, zip) => {
    await using world = await createWorld();
    const spoilt = Buffer.from(zip);
    // The checksum stands in the directory at the end; of the last entry there.
    const entry = spoilt.lastIndexOf('PK\u0001\u0002');
    spoilt[entry + 16] = (spoilt[entry + 16] ?? 0) ^ 1;
    await world.put('BKMVDATA.zip', spoilt);
    await expect(world.read({ path: 'BKMVDATA.zip' })).rejects.toMatchObject({ code: 'uniform-file/bad-zip' });
  });

  it.each([
    ['BKMVDATA.TXT', RUN.data],
    ['INI.TXT', RUN.ini],
    ['BKMVDATA.zip', ZIP],
  ])('%s is read as far as it goes, or refused in words', async (name, bytes) => {
    await using world = await createWorld();
    await world.putRun('.', RUN);
    const path = name === 'BKMVDATA.zip' ? name : '.';
    await fc.assert(
      fc.asyncProperty(damages(bytes.length), async (damaged) => {
        await world.put(name, damage(bytes, damaged));
        const items = await world.read({ path }).catch((cause: unknown) => {
          if (!isIshurError(cause)) throw cause;
          return [];
        });
        for (const item of items) {
          if (item.kind === 'unreadable') {
            expect(item.faults.length).toBeGreaterThan(0);
            continue;
          }
          const { netAmount, vatAmount, grossAmount, documentDate } = item.fields;
          expect(documentDate).toMatch(/^\d{4}-\d\d-\d\d$/);
          for (const amount of [netAmount, vatAmount, grossAmount]) expect(amount).toMatch(/^-?\d+\.\d\d$/);
        }
      }),
      { numRuns: 150 },
    );
  });
});
