import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { books, fieldsOf, recordsOf } from './fixtures/books.ts';
import type { Books } from './fixtures/books.ts';
import { createWorld } from './fixtures/world.ts';
import { fileOf, writeUniformFile } from './fixtures/write-uniform-file.ts';
import type { Written } from './fixtures/write-uniform-file.ts';
import { writeZip } from './fixtures/write-zip.ts';

// In a short text nothing says which order its Hebrew has; that is tested with texts that say it.
const CONFIG = { path: '.', hebrew: 'logical' } as const;

function written(book: Books): Written {
  return writeUniformFile({ ...book.plan, records: recordsOf(book) });
}

/** By their refs: a file may hold its documents in any order. */
function byRef(items: readonly (SourceDocument | UnreadableItem)[]): Map<string, SourceDocument> {
  return new Map(items.flatMap((item) => (item.kind === 'document' ? [[item.ref, item]] : [])));
}

describe('books written in every way', () => {
  const files = fc.constantFrom('folder', 'zip', 'zip beside INI.TXT', 'zip in a zip');

  it('are read back field by field', async () => {
    await fc.assert(
      fc.asyncProperty(books, files, async (book, where) => {
        await using world = await createWorld();
        const { ini, data } = written(book);
        const [inside, summary] = [
          { name: 'BKMVDATA.TXT', bytes: data },
          { name: 'INI.TXT', bytes: ini },
        ];
        if (where === 'folder') await world.putRun('.', { ini, data });
        if (where === 'zip') await world.put('BKMVDATA.zip', writeZip([summary, inside]));
        if (where === 'zip beside INI.TXT') {
          await world.put('BKMVDATA.zip', writeZip([inside]));
          await world.put('INI.TXT', ini);
        }
        if (where === 'zip in a zip') {
          const inner = { name: 'BKMVDATA.zip', bytes: writeZip([inside]) };
          await world.put('OPENFRMT.zip', writeZip([summary, inner]));
        }
        const items = await world.read(CONFIG);
        expect(items.filter(({ kind }) => kind === 'unreadable')).toEqual([]);
        const found = byRef(items);
        expect(found.size).toBe(book.documents.length);
        for (const document of book.documents) {
          const read = found.get(`${document.type}:${document.number}`);
          expect(read?.fields).toEqual(fieldsOf(document, book.plan.noNumber));
          expect(read?.standing).toBe(document.isCancelled ? 'cancelled' : 'final');
        }
      }),
      { numRuns: 120 },
    );
  });
});

interface Damage {
  readonly lines: readonly string[];
  readonly code: string;
  /** The line of BKMVDATA.TXT that is named, from 1. */
  readonly line: number;
}

/** One thing that is wrong, and how it has to be told. `at` is any record between the first and the last. */
const DAMAGES: Readonly<Record<string, (lines: readonly string[], at: number) => Damage>> = {
  'a wrong count in Z900': (lines) => ({
    lines: lines.with(-1, `${lines.at(-1)?.slice(0, 45)}000000000009999${lines.at(-1)?.slice(60)}`),
    code: 'wrong-count',
    line: lines.length,
  }),
  'no Z900': (lines) => ({ lines: lines.slice(0, -1), code: 'closing-missing', line: lines.length - 1 }),
  'no A100': (lines) => ({ lines: lines.slice(1), code: 'opening-missing', line: 1 }),
  'a record that is cut': (lines, at) => ({
    lines: lines.with(at, (lines[at] ?? '').slice(0, 30)),
    code: 'record-length',
    line: at + 1,
  }),
  'a record that is too long': (lines, at) => ({
    lines: lines.with(at, `${lines[at] ?? ''}0`),
    code: 'record-length',
    line: at + 1,
  }),
  'an unknown record': (lines, at) => ({
    lines: lines.with(at, `X${(lines[at] ?? '').slice(1)}`),
    code: 'record-code',
    line: at + 1,
  }),
  'a file that is cut': (lines, at) => ({
    lines: [...lines.slice(0, at), (lines[at] ?? '').slice(0, 40)],
    code: 'closing-missing',
    line: at + 1,
  }),
};

describe('books that were damaged', () => {
  it.each(Object.keys(DAMAGES))('%s is told with its place, and nothing else is read wrongly', async (what) => {
    const full = books.filter(({ documents }) => documents.length > 1);
    await fc.assert(
      fc.asyncProperty(full, fc.nat(), async (book, place) => {
        await using world = await createWorld();
        const { ini, lines } = written(book);
        const at = 1 + (place % (lines.length - 2));
        const damage = DAMAGES[what]?.(lines, at);
        if (damage === undefined) throw new Error(what);
        await world.putRun('.', { ini, data: fileOf(damage.lines, book.plan) });
        const items = await world.read(CONFIG);
        const told = items.flatMap((item) => (item.kind === 'unreadable' ? item.faults : []));
        const where = `BKMVDATA.TXT:${damage.line}`;
        expect(
          told.some(({ code, message }) => code === `uniform-file/${damage.code}` && message.en.startsWith(where)),
          JSON.stringify(told.map(({ message }) => message.en)),
        ).toBe(true);
        for (const [ref, { fields }] of byRef(items)) {
          const truth = book.documents.find(({ type, number }) => ref === `${type}:${number}`);
          if (truth === undefined) throw new Error(`${ref} never was`);
          const { items: some = [], related: _related, ...rest } = fields;
          const { items: all = [], related: _all, ...expected } = fieldsOf(truth, book.plan.noNumber);
          expect(rest).toEqual(expected);
          // A line that is gone is told; those that are there are right.
          for (const item of some) expect(all).toContainEqual(item);
        }
      }),
      { numRuns: 25 },
    );
  });
});
