import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckedJson } from './output/checked-json.ts';
import { openAcmeWorld } from './testing/acme-world.ts';
import type { AcmeWorld, CommandResult } from './testing/acme-world.ts';

interface Expected {
  readonly businesses: readonly {
    readonly id: string;
    readonly file: string;
    readonly decisions: Readonly<Record<string, number>>;
    readonly afterRun: Readonly<Record<string, number>>;
    readonly documents: readonly {
      readonly documentType: number;
      readonly reference: string;
      readonly net: string;
      readonly decision: string;
    }[];
  }[];
}

const expected = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../examples/acme/expected.json'), 'utf8'),
) as Expected;
const [acme, gal] = expected.businesses;
if (acme === undefined || gal === undefined) throw new Error('examples/acme/expected.json lists two businesses');

describe('a month of two businesses, from their files to their numbers', () => {
  let world: AcmeWorld;
  let before: ReadonlyMap<string, string>;
  let first: CommandResult;

  beforeAll(async () => {
    world = await openAcmeWorld();
    before = hashes(world.folder);
    first = await world.ishur('run', '--json');
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('ends with one summary in which every document has its place', () => {
    const summary = lastLine(first.out);
    const wanted: Record<string, number> = {};
    for (const { afterRun } of expected.businesses) {
      for (const [key, value] of Object.entries(afterRun)) wanted[key] = (wanted[key] ?? 0) + value;
    }
    expect(summary).toMatchObject(wanted);
    const { read, recorded: _partOfAllocated, ...buckets } = summary;
    expect(Object.values(buckets).reduce((sum, count) => sum + count, 0)).toBe(read);
  });

  test('says with its exit code that documents are to be mended', () => {
    expect(first.code).toBe(65);
  });

  test('asks for every id once, however often it is run', async () => {
    const again = await world.ishur('run', '--json');
    const ids = (await world.asked()).map(({ invoice_id }) => invoice_id);
    expect(ids).toHaveLength((acme.decisions['required'] ?? 0) + (gal.decisions['required'] ?? 0));
    expect(new Set(ids).size).toBe(ids.length);
    expect(lastLine(again.out)).toEqual(lastLine(first.out));
  });

  test('leaves the sources as they were', () => {
    const after = hashes(world.folder);
    for (const [file, hash] of before) expect(after.get(file), file).toBe(hash);
  });

  test('writes each number, whole and short, into a result file in the code page of the source', () => {
    const [file] = readdirSync(join(world.folder, 'invoices')).filter((name) => name.endsWith('.ishur.csv'));
    const text = new TextDecoder('windows-1255', { fatal: true }).decode(
      readFileSync(join(world.folder, 'invoices', file ?? '')),
    );
    const numbers = [...text.matchAll(/\d{26}/g)].map(([number]) => number);
    expect(new Set(numbers).size).toBe(acme.decisions['required']);
    for (const number of numbers) expect(text.split(number.slice(-9)).length - 1).toBeGreaterThanOrEqual(2);
    expect(text).toContain('בע"מ');
    expect(text).toContain('\r\n');
  });

  test('tells the status by business, both sides of the sum', async () => {
    const { out, code } = await world.ishur('status', '--json');
    const [one, other] = lines(out);
    expect(code).toBe(0);
    expect(one).toMatchObject({ business: 'acme', ...acme.afterRun });
    expect(other).toMatchObject({ business: 'gal', ...gal.afterRun });
    expect((await world.ishur('status')).out).toContain(`read: ${acme.afterRun['read']}`);
  });

  test('lists what stands in one way, and refuses a standing that there is not', async () => {
    const held = lines((await world.ishur('list', '--standing', 'held', '--json')).out);
    expect(held).toHaveLength(gal.afterRun['held'] ?? 0);
    expect(held.every((summary) => summary['business'] === 'gal')).toBe(true);
    const all = lines((await world.ishur('list', '--json')).out);
    expect(all).toHaveLength((acme.afterRun['read'] ?? 0) + (gal.afterRun['read'] ?? 0));
    expect((await world.ishur('list')).out).toContain('Rows that cannot be read');
    expect(await world.ishur('list', '--standing', 'heldd')).toMatchObject({ code: 64 });
  });

  test('shows the whole story of a document, and names its reasons', async () => {
    const reference = acme.documents.find(({ decision }) => decision === 'required')?.reference;
    const { out, code } = await world.ishur('show', `acme/305:${reference}`);
    expect(code).toBe(0);
    expect(out).toMatch(/allocated \d{26}/);
    expect(out).toContain('above the threshold of 5,000.00');
    const hebrew = await world.ishur('show', `305:${reference}`, '--lang', 'he');
    expect(hebrew.out).toContain('הוקצה מספר');
  });

  test('says that it knows no document of a name', async () => {
    const { code, err } = await world.ishur('show', '305:99999999');
    expect(code).toBe(65);
    expect(err).toContain('no document "305:99999999"');
  });

  test('prints for a person the numbers, what is held, and what to do next', async () => {
    const { out } = await world.ishur('run');
    expect(out).toContain('acme (777777715)');
    expect(out).toContain('held by the Tax Authority');
    expect(out).toContain('mend the row in the source and run again');
    const hebrew = await world.ishur('run', '--lang', 'he');
    expect(hebrew.out).toContain('מעוכב ברשות המסים');
  });
});

describe('ishur check', () => {
  test('explains every document of a file, without a configuration and without asking anybody', async () => {
    await using world = await openAcmeWorld();
    const { out, code } = await world.ishur('check', acme.file, '--json');
    expect(code).toBe(65);
    const all = lines(out).filter((line) => !('notes' in line));
    const documents = all.filter((line) => !('unreadable' in line)) as unknown as CheckedJson[];
    const wanted = acme.documents.filter(({ decision }) => decision !== 'unreadable');
    expect(
      documents.map(({ documentType, reference, net, decision }) => ({ documentType, reference, net, decision })),
    ).toEqual(wanted.map(({ documentType, reference, net, decision }) => ({ documentType, reference, net, decision })));
    for (const document of documents) {
      expect(Object.keys(document)).toEqual([
        ...['business', 'source', 'file'],
        ...['ref', 'reference', 'documentType', 'date', 'net', 'vat', 'gross'],
        ...['decision', 'standing', ...(document.existingNumber === undefined ? [] : ['existingNumber'])],
        ...['reasons', 'faults', 'advisories'],
      ]);
      const words = [...document.reasons, ...document.faults];
      expect(words.length, document.ref).toBeGreaterThan(0);
      for (const { message } of words) {
        expect(message.he).toMatch(/[א-ת]/);
        expect(message.en).not.toMatch(/[א-ת]{3}/);
      }
    }
    expect(all.length - documents.length).toBe(acme.decisions['unreadable']);
    expect(await world.asked()).toEqual([]);
  });

  test('checks all sources of a configuration', async () => {
    await using world = await openAcmeWorld();
    const { out } = await world.ishur('check', '--json');
    const all = lines(out);
    expect(all.filter((line) => 'notes' in line)).toMatchObject([
      { business: 'acme', source: 'office' },
      { business: 'gal', source: 'shop' },
    ]);
    expect(all.filter((line) => !('notes' in line))).toHaveLength(
      (acme.decisions['read'] ?? 0) + (gal.decisions['read'] ?? 0),
    );
    const one = await world.ishur('check', '--business', 'gal');
    expect(one.out).toContain('gal/shop');
    expect(one.out).not.toContain('acme/office');
  });
});

function lines(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function lastLine(out: string): Record<string, number> {
  return (lines(out).at(-1) ?? {}) as Record<string, number>;
}

function hashes(folder: string): ReadonlyMap<string, string> {
  const files = ['invoices', 'gal'].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  );
  return new Map(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}
