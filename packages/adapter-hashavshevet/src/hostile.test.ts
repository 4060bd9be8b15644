import { isIshurError } from '@ishur/contract';
import { describe, expect, it } from 'vitest';
import { documentLine as line } from './fixtures/sample-records.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { PLAIN_STYLE, writePair } from './fixtures/write-pair.ts';

const DOCUMENTS = Array.from({ length: 3 }, (_, index) => line({ 3: String(1001 + index) }));

/** Writes three documents after `change` has had their bytes, as text of one character a byte. */
async function changed(world: World, change: (text: string) => string): Promise<void> {
  const { data } = await world.putPair('IMOVEIN', DOCUMENTS);
  await world.put('IMOVEIN.DOC', Buffer.from(change(data.toString('latin1')), 'latin1'));
}

async function failureOf(work: () => Promise<unknown>): Promise<{ code: string; he: string; en: string }> {
  const cause: unknown = await work().catch((error: unknown) => error);
  if (!isIshurError(cause)) throw new Error(`no IshurError: ${String(cause)}`);
  return { code: cause.code, ...cause.text };
}

describe('damaged data', () => {
  it('with a last record that is cut off says where, what was found and what was expected', async () => {
    await using world = await createWorld();
    await changed(world, (text) => text.slice(0, -500));
    const items = await world.read();
    expect(items.map(({ kind }) => kind)).toEqual(['document', 'document', 'unreadable']);
    const [, , last] = items;
    expect(last).toMatchObject({ where: 'IMOVEIN.DOC:3', faults: [{ code: 'hashavshevet/record-length' }] });
    expect(last?.kind === 'unreadable' && last.faults[0]?.message.en).toMatch(
      /IMOVEIN\.DOC:3: the record has 2393 characters, and 2891 are expected by IMOVEIN\.PRM/,
    );
    expect(last?.kind === 'unreadable' && last.faults[0]?.message.he).toContain('2393');
  });

  it('with a record that is shifted by one character is refused also where line 1 leaves room for it', async () => {
    await using world = await createWorld();
    const { data } = await world.putPair('IMOVEIN', DOCUMENTS, { ...PLAIN_STYLE, counted: 'line-end' });
    const text = data.toString('latin1');
    // Into the first record, before its price.
    await world.put('IMOVEIN.DOC', Buffer.from(`${text.slice(0, 540)} ${text.slice(540)}`, 'latin1'));
    expect((await world.read()).map(({ kind }) => kind)).toEqual(['unreadable', 'document', 'document']);
  });

  it('with a character lost in one place and added in another: the TABs between them say so', async () => {
    await using world = await createWorld();
    const { data, places } = await world.putPair('IMOVEIN', DOCUMENTS, { ...PLAIN_STYLE, gap: '\t' });
    const text = data.toString('latin1');
    const [name = 0, price = 0] = [places.get(5)?.[0], places.get(24)?.[0]];
    const changes = text.slice(0, name) + text.slice(name + 1, price) + ' ' + text.slice(price);
    await world.put('IMOVEIN.DOC', Buffer.from(changes, 'latin1'));
    const items = await world.read();
    expect(items.map(({ kind }) => kind)).toEqual(['unreadable', 'document', 'document']);
    expect(items[0]).toMatchObject({ faults: [{ code: 'hashavshevet/shifted' }] });
  });

  it('with a byte order mark in the place of a letter', async () => {
    await using world = await createWorld();
    const lines = [line({ 5: '\uFEFFפעלי הצפון' }), line({ 3: '1002' })];
    await world.putPair('IMOVEIN', lines, { ...PLAIN_STYLE, encoding: 'utf-8' });
    const [damaged, whole] = await world.read();
    expect(damaged).toMatchObject({ kind: 'unreadable', faults: [{ code: 'hashavshevet/broken-characters' }] });
    expect(whole).toMatchObject({ kind: 'document' });
  });

  it('whose line is shifted or torn leaves no document that lacks it, and every other one', async () => {
    const lines = [
      line({ 2: '30001' }),
      line({ 2: '30002', 3: '1002' }),
      line({ 2: '30002', 3: '1002', 28: 'נסיעות' }),
      line({ 2: '30002', 3: '1003' }),
    ];
    await using world = await createWorld();
    const { data, places } = await world.putPair('IMOVEIN', lines);
    const text = data.toString('latin1');
    const number = text.length / 4 + (places.get(3)?.[0] ?? 0) - 1;
    for (const [at, inserted] of [
      [number + 6, '\r'],
      [number + 2, '\r\n'],
      [number + 2, '5'],
    ] as const) {
      await world.put('IMOVEIN.DOC', Buffer.from(text.slice(0, at) + inserted + text.slice(at), 'latin1'));
      const refs = (await world.documents()).map(({ ref }) => ref);
      expect(refs, JSON.stringify(inserted)).not.toContain('imovein-1:1002');
      expect(refs).toContain('imovein-1:1001');
    }
    // The second line of 1002.
    const second = (text.length / 4) * 2 + 540;
    await world.put('IMOVEIN.DOC', Buffer.from(`${text.slice(0, second)} ${text.slice(second)}`, 'latin1'));
    expect((await world.documents()).map(({ ref }) => ref)).toEqual(['imovein-1:1001', 'imovein-1:1003']);
  });

  it('with a NUL says at which position', async () => {
    await using world = await createWorld();
    await changed(world, (text) => `${text.slice(0, 30)}\0${text.slice(31)}`);
    const [item] = await world.unreadable();
    expect(item?.faults[0]?.code).toBe('hashavshevet/nul-bytes');
    expect(item?.faults[0]?.message.en).toContain('position 31');
    expect(await world.documents()).toHaveLength(2);
  });

  it('without line ends is one line that is too long, and fills no memory', async () => {
    await using world = await createWorld();
    await changed(world, (text) => text.replaceAll('\r\n', '') + 'א'.repeat(3_000_000).replaceAll('א', '\xe0'));
    const items = await world.read();
    expect(items).toHaveLength(1);
    expect(items[0]?.kind === 'unreadable' && items[0].faults[0]?.code).toBe('hashavshevet/record-too-long');
  });

  it('of another file than the PRM is refused as a whole', async () => {
    await using world = await createWorld();
    await world.putPair(
      'IMOVEIN',
      Array.from({ length: 20 }, (_, index) => line({ 3: String(index + 1) })),
    );
    await world.put(
      'IMOVEIN.PRM',
      writePair(
        'IMOVEIN',
        [],
        PLAIN_STYLE,
        new Map([
          [2, 3],
          [3, 9],
          [4, 2],
          [9, 10],
          [18, 5],
          [23, 9],
          [24, 9],
        ]),
      ).parameters,
    );
    const failure = await failureOf(() => world.read());
    expect(failure.code).toBe('hashavshevet/wrong-record-length');
    expect(failure.en).toContain('IMOVEIN.PRM');
    expect(failure.en).toContain('2891');
  });

  it('tells each wrong value with its field, PRM line and position, in both languages', async () => {
    await using world = await createWorld();
    const wrong: readonly (readonly [number, string, string])[] = [
      [9, '31/02/2026', 'bad-date'],
      [9, '', 'value-missing'],
      [17, '101', 'bad-percent'],
      [18, '18,0', 'bad-number'],
      [23, '0', 'bad-quantity'],
      [24, '1.2.3', 'bad-number'],
      [24, '', 'value-missing'],
      [26, '-5', 'bad-percent'],
      [34, 'x', 'bad-flag'],
      [60, '51-1A', 'bad-dealer-number'],
      [87, '2E+25', 'bad-allocation-number'],
    ];
    await world.putPair(
      'IMOVEIN',
      wrong.map(([field, value], index) => line({ 3: String(1001 + index), [field]: value })),
    );
    const items = await world.read();
    expect(items.map((item) => (item.kind === 'unreadable' ? item.faults.map(({ code }) => code) : []))).toEqual(
      wrong.map(([, , code]) => [`hashavshevet/${code}`]),
    );
    for (const [index, item] of items.entries()) {
      const [field = 0, value = ''] = wrong[index] ?? [];
      const { he = '', en = '' } = (item.kind === 'unreadable' ? item.faults[0]?.message : undefined) ?? {};
      for (const text of [he, en]) {
        expect(text).toContain(`IMOVEIN.DOC:${index + 1}`);
        expect(text).toContain(`IMOVEIN.PRM:${field}`);
        if (value !== '') expect(text).toContain(`«${value}»`);
      }
      expect(he).toMatch(/תקנו/);
    }
  });

  it('of which every record is wrong is not told record by record, and loses none', async () => {
    await using world = await createWorld();
    await world.putPair(
      'IMOVEIN',
      Array.from({ length: 1200 }, (_, index) => line({ 3: String(index + 1), 24: 'x' })),
    );
    const items = await world.read();
    expect(items).toHaveLength(1001);
    const last = items.at(-1);
    expect(last?.kind === 'unreadable' && last.faults[0]?.message.en).toContain('200 more records');
  });

  it('may begin with a count and end with nines, DOS’s sign and blank lines', async () => {
    await using world = await createWorld();
    await changed(world, (text) => `3${' '.repeat(200)}\r\n${text}\r\n${'9'.repeat(90)}\r\n\x1a`);
    expect((await world.read()).map(({ kind }) => kind)).toEqual(['document', 'document', 'document']);
  });
});

describe('pairs that are not whole', () => {
  it('without a PRM are never read by guess', async () => {
    await using world = await createWorld();
    await world.put('IMOVEIN.DOC', 'x'.repeat(2891));
    expect((await failureOf(() => world.read({ path: 'IMOVEIN.DOC' }))).code).toBe('hashavshevet/no-parameters');
  });

  it('without data say so', async () => {
    await using world = await createWorld();
    await world.put('IMOVEIN.PRM', writePair('IMOVEIN', []).parameters);
    expect((await failureOf(() => world.read({ path: 'IMOVEIN.PRM' }))).code).toBe('hashavshevet/no-data');
  });

  it('with a PRM that is no text are refused', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', DOCUMENTS);
    await world.put('IMOVEIN.PRM', Buffer.from('2891\0 1 15'));
    expect((await failureOf(() => world.read())).code).toBe('hashavshevet/bad-parameters');
    await world.put('IMOVEIN.PRM', 'x'.repeat(100_000));
    expect((await failureOf(() => world.read())).code).toBe('hashavshevet/bad-parameters');
  });

  it('under other names are known by the lines of their parameters, or ask for the format', async () => {
    await using world = await createWorld();
    const { data, parameters } = writePair('IMOVEIN', DOCUMENTS);
    await world.put('sales.doc', data);
    expect((await failureOf(() => world.read({ path: 'sales.doc' }))).code).toBe('hashavshevet/unknown-format');
    await world.put('sales.prm', parameters);
    expect(await world.documents({ path: 'sales.doc' })).toHaveLength(3);
    // Sixty lines could be those of another layout.
    await world.put('sales.prm', parameters.toString('latin1').split('\r\n').slice(0, 60).join('\r\n'));
    expect((await failureOf(() => world.read({ path: 'sales.doc' }))).code).toBe('hashavshevet/unknown-format');
    await world.put('sales.prm', parameters);
    expect(await world.documents({ path: 'sales.doc', format: 'documents' })).toHaveLength(3);
  });

  it('beside letters that a pattern finds too are read, and the letters are named', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', DOCUMENTS);
    await world.put('letter.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
    expect(await world.documents({ path: './*.doc' })).toHaveLength(3);
    expect(await world.notes({ path: './*.doc' })).toContain('letter.doc');
    await world.put('only/letter.doc', 'x');
    expect((await failureOf(() => world.read({ path: 'only/*.doc' }))).code).toBe('hashavshevet/unknown-format');
  });

  it('of accounts alone hold no documents', async () => {
    await using world = await createWorld();
    await world.putPair('HESHIN', []);
    expect((await failureOf(() => world.read({ path: 'HESHIN.DAT' }))).code).toBe('hashavshevet/is-accounts');
  });

  it('in a folder without any are missed with the name that is looked for', async () => {
    await using world = await createWorld();
    expect((await failureOf(() => world.read({ path: '.' }))).en).toContain('MOVEIN');
  });
});
