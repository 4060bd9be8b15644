import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IshurError } from '@ishur/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileErrors } from './file-errors.ts';
import { createResultTable, resultCell } from './result-table.ts';
import type { ResultTableRow } from './result-table.ts';

interface Row extends ResultTableRow {
  readonly reference: string;
}

const table = createResultTable<Row>(
  {
    names: ['מספר מסמך'],
    cellsOf: ({ reference }) => [resultCell(reference)],
    rowOf: ([reference = ''], common) => (reference === '' ? undefined : { ...common, reference }),
  },
  {
    ...createFileErrors('test', 'csv'),
    resultNotUnderstood: (name, line) =>
      new IshurError({
        code: 'test/result-not-understood',
        remedy: 'fix-config',
        message: { he: name, en: `${name}:${line}` },
      }),
  },
);
const ROWS: readonly Row[] = [
  { ref: '305:1001', reference: '01001', number: '20240627231846297178091822', note: '' },
  { ref: '=305', reference: '=A1', number: '', note: '-1, "לא"' },
  { ref: '305:A', reference: 'A-1', number: '178091822', note: 'ניתן · בדיעבד' },
];
const { signal } = new AbortController();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'תוצאה '));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (): { path: string; name: string } => ({ path: join(folder, 'a.ishur.csv'), name: 'a.ishur.csv' });

describe('a result table', () => {
  it('brings back what it wrote, and is empty where there is none', async () => {
    expect(await table.read(file())).toEqual(new Map());
    await table.write(file(), ROWS, 0o600, signal);
    expect([...(await table.read(file())).values()]).toEqual(ROWS);
  });

  it('brings back texts of any signs but line ends', async () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from(`'"=+-@\t\r ,;א1`)), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (reference, note, ref) => {
        const row = { ref: `${ref}1`, reference: `${reference}A`, number: '', note };
        await table.write(file(), [row], 0o600, signal);
        expect([...(await table.read(file())).values()]).toEqual([row]);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps digits whole, and lets no text become a formula', async () => {
    await table.write(file(), ROWS, 0o600, signal);
    expect(await readFile(file().path, 'utf8')).toBe(
      [
        '\uFEFFמספר מסמך,מספר הקצאה,מספר הקצאה מקוצר,הערת הקצאה,מזהה',
        '"=""01001""","=""20240627231846297178091822""","=""178091822""",,305:1001',
        `'=A1,,,"'-1, ""לא""",'=305`,
        'A-1,"=""178091822""","=""178091822""",ניתן · בדיעבד,305:A',
        '',
      ].join('\r\n'),
    );
  });

  it.each<readonly [string, (text: string) => string, number]>([
    ['another header', (text) => text.replace('מזהה', 'id'), 1],
    ['a cell too few', (text) => text.replace(',305:1001', ''), 2],
    ['a document without a ref', (text) => text.replace('305:A', ''), 4],
    ['a number that a spreadsheet rounded', (text) => text.replace('"=""20240627231846297178091822"""', '2.02E+25'), 2],
    ['what is not of this adapter', (text) => text.replace('A-1', ''), 4],
  ])('is refused with %s', async (_, change, line) => {
    await table.write(file(), ROWS, 0o600, signal);
    await writeFile(file().path, change(await readFile(file().path, 'utf8')));
    await expect(table.read(file())).rejects.toMatchObject({
      code: 'test/result-not-understood',
      text: { en: `a.ishur.csv:${line}` },
    });
  });

  it('says so where a folder stands in its place', async () => {
    await expect(table.read({ path: folder, name: 'x' })).rejects.toMatchObject({ code: 'test/path-is-folder' });
  });
});
