import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadAdapters } from '../built-in-adapters.ts';
import { filesIn } from './files-in.ts';
import { proposeSources } from './propose-sources.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'ספרים');
  mkdirSync(folder);
});
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

function put(path: string, content: string = 'x'): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const CSV =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,payment_amount,vat_amount,payment_amount_including_vat\n';
const DATA = `A100000000001777777715${' '.repeat(60)}\r\n`;
/** The beginning of a zip whose first file is the data of a uniform file. */
const ZIP = `PK\u0003\u0004${'\0'.repeat(22)}\f\0\0\0BKMVDATA.TXT`;
/** Enough lines for the format of documents, each a position and a length. */
const PARAMETERS = `100\r\n${Array.from({ length: 94 }, (_, line) => `${line} 1`).join('\r\n')}\r\n`;

async function proposed(): Promise<readonly (readonly [string, string, unknown])[]> {
  const adapters = await loadAdapters([], [], folder);
  const { sources } = proposeSources(adapters.values(), filesIn(folder).files, folder);
  return sources.map(({ id, adapter, settings }) => [id, adapter.id, settings]);
}

test('files of one kind in one folder are one source, and hidden, installed and own files are none', async () => {
  put('sales/2026-05.csv', CSV);
  put('sales/2026-06.CSV', CSV);
  put('sales/2026-06.ishur.csv', CSV);
  put('sales/~$2026-06.csv', CSV);
  put('node_modules/x/a.csv', CSV);
  put('.hidden/a.csv', CSV);
  expect(await proposed()).toEqual([['sales', 'csv', { path: './sales/*.csv' }]]);
});

test('folders are sources by themselves, with names that the schema takes', async () => {
  put('a.csv', CSV);
  put('סניף ב/a.csv', CSV);
  put('x/סניף ב/a.csv', CSV);
  put('(1)/a.csv', CSV);
  expect((await proposed()).map(([id]) => id).toSorted()).toEqual(['1-', 'csv', 'סניף-ב', 'סניף-ב-2'].toSorted());
});

test('the runs of a uniform file are one source: the folder that the rules prescribe, so that the next one is found', async () => {
  put('backup/OPENFRMT/77777771.26/01021504/BKMVDATA.TXT', DATA);
  put('backup/OPENFRMT/77777771.26/02021504/BKMVDATA.TXT', DATA);
  put('other/BKMVDATA.TXT', DATA);
  // They are called after that folder, and not after the day of a run.
  expect(await proposed()).toEqual([
    ['OPENFRMT', 'uniform-file', { path: './backup/OPENFRMT' }],
    ['other', 'uniform-file', { path: './other' }],
  ]);
});

test('a zip beside the folder of its name is the same books, and is left out', async () => {
  put('OPENFRMT/77777771.26/01021504/BKMVDATA.TXT', DATA);
  put('OPENFRMT.zip', ZIP);
  const adapters = await loadAdapters([], [], folder);
  const { sources, copies } = proposeSources(adapters.values(), filesIn(folder).files, folder);
  expect(sources.map(({ settings }) => settings)).toEqual([{ path: './OPENFRMT' }]);
  expect(copies).toEqual([join(folder, 'OPENFRMT.zip')]);
});

test('a pair of data and parameters is one source', async () => {
  put('hash/IMOVEIN.PRM', PARAMETERS);
  put('hash/IMOVEIN.DOC', '1 a\r\n');
  expect(await proposed()).toEqual([['hash', 'hashavshevet', { path: './hash/IMOVEIN.DOC' }]]);
});
