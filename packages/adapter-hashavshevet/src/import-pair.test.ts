import { readdir } from 'node:fs/promises';
import { nameFile } from '@ishur/adapter-kit';
import { describe, expect, it } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { Settlement, SourceDocument } from '@ishur/contract/v1';
import { documentLine as line } from './fixtures/sample-records.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { fieldIn, PLAIN_STYLE, WIDTHS } from './fixtures/write-pair.ts';
import type { PairStyle } from './fixtures/write-pair.ts';
import { findSources } from './find-sources.ts';
import { openSource } from './open-source.ts';
import { readParameters } from './parameters.ts';
import { writeImportPair } from './write-import-pair.ts';

const NUMBER = '20260630123456789012345678';
const CONFIG = { path: 'IMOVEIN.DOC' };

function settle({ ref, fields }: SourceDocument, number = NUMBER): Settlement {
  return { ref, asked: fields, number, notices: [] };
}

async function one(world: World, reference = '1001'): Promise<SourceDocument> {
  const found = (await world.documents(CONFIG)).find(({ fields }) => fields.reference === reference);
  if (found === undefined) throw new Error('no document');
  return found;
}

async function imported(world: World): Promise<Buffer[]> {
  const bytes = await world.bytes('ishur-import/IMOVEIN.DOC');
  return bytes
    .toString('latin1')
    .split(/\r?\n/)
    .filter((text) => text !== '')
    .map((text) => Buffer.from(text, 'latin1'));
}

describe('the import pair', () => {
  it('is the pair once more, with the number in each line of its document and not a byte else', async () => {
    await using world = await createWorld();
    const { data, parameters, places } = await world.putPair('IMOVEIN', [
      line(),
      line({ 28: 'נסיעות' }),
      line({ 3: '1002' }),
    ]);
    const [receipt] = await world.record(CONFIG, settle(await one(world)));
    expect(receipt).toEqual({
      ref: 'imovein-1:1001',
      kind: 'handed-over',
      where: 'ishur-import/IMOVEIN.DOC, IMOVEIN.DOC.ishur.csv',
    });
    const records = await imported(world);
    expect(records.map((record) => fieldIn(record, places.get(87)))).toEqual([NUMBER, NUMBER, '']);
    const blanked = (await world.bytes('ishur-import/IMOVEIN.DOC'))
      .toString('latin1')
      .replaceAll(NUMBER, ' '.repeat(26));
    expect(blanked).toBe(data.toString('latin1'));
    expect(await world.bytes('ishur-import/IMOVEIN.PRM')).toEqual(parameters);
    expect(await world.bytes('IMOVEIN.DOC')).toEqual(data);
  });

  it.each([
    ['characters', '\r\n'],
    ['one-more', '\n'],
    ['line-end', '\r\n'],
  ] as const)('gets the field where the pair has none (line 1 counts %s)', async (counted, lineEnd) => {
    await using world = await createWorld();
    const style: PairStyle = { ...PLAIN_STYLE, counted, lineEnd, separator: '\t', gap: ' ' };
    const widths = new Map([...WIDTHS.IMOVEIN].filter(([field]) => field <= 60));
    await world.putPair('IMOVEIN', [line(), line({ 3: '1002' })], style, widths);
    expect(await world.notes(CONFIG)).toContain('IMOVEIN.PRM:87');
    await world.record(CONFIG, settle(await one(world)));
    const parameters = readParameters(await world.bytes('ishur-import/IMOVEIN.PRM'), 'IMOVEIN.PRM', 'IMOVEIN');
    const place = parameters.places.get(87);
    expect(parameters.lines).toBe(87);
    const records = await imported(world);
    expect(records.map((record) => fieldIn(record, place && [place.start, place.end]))).toEqual([NUMBER, '']);
    // And what was written is itself a pair that can be read.
    await world.put('again/IMOVEIN.DOC', await world.bytes('ishur-import/IMOVEIN.DOC'));
    await world.put('again/IMOVEIN.PRM', await world.bytes('ishur-import/IMOVEIN.PRM'));
    const again = await world.documents({ path: 'again' });
    expect(again.map(({ existingNumber }) => existingNumber)).toEqual([NUMBER, undefined]);
    expect(again.map(({ fields }) => fields)).toEqual((await world.documents(CONFIG)).map(({ fields }) => fields));
  });

  it('holds the short number where the field has room for no more', async () => {
    await using world = await createWorld();
    const { places } = await world.putPair('IMOVEIN', [line()], PLAIN_STYLE, new Map([...WIDTHS.IMOVEIN, [87, 9]]));
    await world.record(CONFIG, settle(await one(world)));
    expect((await imported(world)).map((record) => fieldIn(record, places.get(87)))).toEqual([NUMBER.slice(-9)]);
  });

  it('keeps earlier numbers, and drops that of a document that was edited since', async () => {
    await using world = await createWorld();
    const { places } = await world.putPair('IMOVEIN', [line(), line({ 3: '1002' })]);
    const first = await one(world);
    await world.record(CONFIG, settle(first));
    await world.putPair('IMOVEIN', [line({ 24: '7' }), line({ 3: '1002' })]);
    expect(await world.record(CONFIG, settle(await one(world, '1002'), '5'.repeat(26)))).toMatchObject([
      { kind: 'handed-over' },
    ]);
    expect((await imported(world)).map((record) => fieldIn(record, places.get(87)))).toEqual(['', '5'.repeat(26)]);
    expect(await world.record(CONFIG, settle(first))).toEqual([{ ref: first.ref, kind: 'stale' }]);
    expect((await world.bytes('IMOVEIN.DOC.ishur.csv')).toString('utf8')).toContain('המסמך שונה');
    // Changed back, the number is its own again.
    await world.putPair('IMOVEIN', [line(), line({ 3: '1002' })]);
    expect(await world.record(CONFIG, settle(first))).toMatchObject([{ kind: 'handed-over' }]);
    expect((await imported(world)).map((record) => fieldIn(record, places.get(87)))).toEqual([NUMBER, '5'.repeat(26)]);
  });

  it('never has data beside parameters of another export, whoever is killed in between', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.record(CONFIG, settle(await one(world)));
    const before = await world.bytes('ishur-import/IMOVEIN.DOC');
    await world.putPair('IMOVEIN', [line()], { ...PLAIN_STYLE, gap: ' ' });
    const signal = new AbortController().signal;
    const { sources } = await findSources(CONFIG, world.folder, signal);
    const [source] = sources;
    if (source === undefined) throw new Error('no source');
    const killed = new Map<string, string>();
    killed.get = () => {
      throw new Error('killed');
    };
    const target = nameFile(world.path('ishur-import/IMOVEIN.DOC'), world.folder);
    const write = async (numbers: ReadonlyMap<string, string>): Promise<void> =>
      writeImportPair(await openSource(source, CONFIG, signal), target, numbers, signal);
    await expect(write(killed)).rejects.toThrow('killed');
    expect((await readdir(world.path('ishur-import'))).toSorted()).toEqual(['IMOVEIN.PRM']);
    await write(new Map([['imovein-1:1001', NUMBER]]));
    expect((await world.bytes('ishur-import/IMOVEIN.DOC')).equals(before)).toBe(false);
    // With the same parameters the old data stands until the new is there.
    await expect(write(killed)).rejects.toThrow('killed');
    expect((await readdir(world.path('ishur-import'))).toSorted()).toEqual(['IMOVEIN.DOC', 'IMOVEIN.PRM']);
  });

  it('loses a notice that holds no more from its result file', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    const old = { code: 'no-deduction', text: 'אין לנכות' };
    const document = await one(world);
    await world.record(CONFIG, { ref: document.ref, asked: document.fields, notices: [old] });
    const later = { ...settle(document), withdrawn: [old] };
    expect(await world.record(CONFIG, later)).toMatchObject([{ kind: 'handed-over' }]);
    expect((await world.bytes('IMOVEIN.DOC.ishur.csv')).toString('utf8')).not.toContain('אין לנכות');
    expect(await world.record(CONFIG, later)).toMatchObject([{ kind: 'already-there' }]);
  });

  it('never stands over a source, and stands where the configuration says', async () => {
    await using world = await createWorld();
    const { data } = await world.putPair('IMOVEIN', [line()]);
    const document = await one(world);
    const failure: unknown = await world
      .record({ ...CONFIG, importFolder: '.' }, settle(document))
      .catch((cause: unknown) => cause);
    expect(isIshurError(failure) && failure.code).toBe('hashavshevet/import-is-source');
    expect(await world.bytes('IMOVEIN.DOC')).toEqual(data);
    await world.record({ ...CONFIG, importFolder: 'Rep Directory' }, settle(document));
    expect((await world.bytes('Rep Directory/IMOVEIN.DOC')).toString('latin1')).toContain(NUMBER);
  });

  it('in a folder of its own is no source', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.record(CONFIG, settle(await one(world)));
    expect(await world.documents({ path: '**/IMOVEIN.DOC' })).toHaveLength(1);
    const failure: unknown = await world.read({ path: 'ishur-import/IMOVEIN.DOC' }).catch((cause: unknown) => cause);
    expect(isIshurError(failure) && failure.code).toBe('hashavshevet/path-is-result');
  });

  it('leaves a result file that somebody changed alone', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.put('IMOVEIN.DOC.ishur.csv', 'something else');
    const [receipt] = await world.record(CONFIG, settle(await one(world)));
    expect(receipt?.kind === 'failed' && receipt.cause.code).toBe('hashavshevet/result-not-understood');
    expect((await world.bytes('IMOVEIN.DOC.ishur.csv')).toString()).toBe('something else');
    await expect(world.bytes('ishur-import/IMOVEIN.DOC')).rejects.toThrow('ENOENT');
  });
});
