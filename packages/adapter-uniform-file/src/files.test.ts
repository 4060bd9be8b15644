import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import { fileOf, header, line, writeUniformFile } from './fixtures/write-uniform-file.ts';
import { writeZip } from './fixtures/write-zip.ts';
import { uniformFileAdapter } from './uniform-file-adapter.ts';

const RUN = writeUniformFile({ records: [header(), line()] });

/** An empty zip with so many bytes before its directory. */
function wide(zip: Buffer, bytes: number): Buffer {
  const end = Buffer.from(zip);
  end.writeUInt32LE(bytes, 16);
  return Buffer.concat([Buffer.alloc(bytes), end]);
}

describe('where the files lie', () => {
  it.each([
    'OPENFRMT',
    'OPENFRMT/77777771.26/06301030',
    'OPENFRMT\\77777771.26\\06301030',
    'OPENFRMT/77777771.26/06301030/BKMVDATA.TXT',
    'OPENFRMT/77777771.26/06301030/INI.TXT',
  ])('%s', async (path) => {
    await using world = await createWorld();
    await world.putRun('OPENFRMT/77777771.26/06301030', RUN);
    expect(await world.documents({ path })).toHaveLength(1);
  });

  it('may be several runs, the newest last', async () => {
    await using world = await createWorld();
    await world.putRun('a', writeUniformFile({ records: [header({ 1228: '1' })], ini: { 1026: '20260701' } }));
    await world.putRun('b', RUN);
    expect((await world.documents()).map(({ standing }) => standing)).toEqual(['final', 'cancelled']);
    expect(await world.documents({ path: ['a', 'b', './a'] })).toHaveLength(2);
  });

  it('is said where there is none', async () => {
    await using world = await createWorld();
    await expect(world.read()).rejects.toMatchObject({ code: 'uniform-file/no-file' });
    await expect(world.read({ path: 'gone' })).rejects.toMatchObject({ code: 'uniform-file/no-file' });
    await expect(world.read({ path: '.', colour: 'red' })).rejects.toMatchObject({ code: 'adapter/invalid-config' });
  });

  it('may be a zip, with INI.TXT in it or beside it', async () => {
    await using world = await createWorld();
    const data = { name: 'OPENFRMT/77777771.26/06301030/BKMVDATA.TXT', bytes: RUN.data };
    const ini = { name: 'OPENFRMT/77777771.26/06301030/INI.TXT', bytes: RUN.ini };
    await world.put('inside/BKMVDATA.zip', writeZip([ini, data]));
    await world.put('beside/BKMVDATA.zip', writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]));
    await world.put('beside/INI.TXT', RUN.ini);
    await world.put(
      'nested/OPENFRMT.zip',
      writeZip([
        ini,
        { name: data.name.replace('.TXT', '.zip'), bytes: writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]) },
      ]),
    );
    for (const path of ['inside', 'beside', 'nested', 'inside/BKMVDATA.zip']) {
      const items = await world.read({ path });
      expect(items).toMatchObject([{ kind: 'document', fields: { softwareNumber: '12345678' } }]);
    }
  });

  it('a zip of a whole folder holds the data and its archive, and is read once; the same file twice is refused', async () => {
    await using world = await createWorld();
    const data = { name: 'OPENFRMT/x/BKMVDATA.TXT', bytes: RUN.data };
    const archive = { name: 'OPENFRMT/x/BKMVDATA.zip', bytes: writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]) };
    const ini = { name: 'OPENFRMT/x/INI.TXT', bytes: RUN.ini };
    await world.put('once/OPENFRMT.zip', writeZip([ini, data]));
    await world.put('both/OPENFRMT.zip', writeZip([archive, ini, data]));
    expect((await world.read({ path: 'both' })).length).toBe((await world.read({ path: 'once' })).length);
    await world.put('twice/OPENFRMT.zip', writeZip([ini, data, { ...data, name: data.name.toLowerCase() }]));
    await expect(world.read({ path: 'twice' })).rejects.toMatchObject({ code: 'uniform-file/twice-in-zip' });
  });

  it('a zip that is damaged, lies about its size or holds a bomb is refused', async () => {
    await using world = await createWorld();
    const whole = writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]);
    await world.put('cut/BKMVDATA.zip', whole.subarray(0, -30));
    await world.put('lie/BKMVDATA.zip', writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data, saidSize: 100 }]));
    await world.put(
      'bomb/BKMVDATA.zip',
      writeZip([{ name: 'BKMVDATA.TXT', bytes: Buffer.alloc(70 * 1024 ** 2, 0x20) }]),
    );
    await world.put('huge/BKMVDATA.zip', writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data, saidSize: 0xfffffffe }]));
    await expect(world.read({ path: 'cut' })).rejects.toMatchObject({ code: 'uniform-file/bad-zip' });
    await expect(world.read({ path: 'lie' })).rejects.toMatchObject({ code: 'uniform-file/bad-zip' });
    await expect(world.read({ path: 'bomb' })).rejects.toMatchObject({ code: 'uniform-file/zip-too-large' });
    await expect(world.read({ path: 'huge' })).rejects.toMatchObject({ code: 'uniform-file/zip-too-large' });
  });

  it('a zip of many files is bounded by all of them together, and looked through once', async () => {
    await using world = await createWorld();
    const some = Buffer.alloc(33 * 1024 ** 2, 0x20);
    const [one, other] = ['a/BKMVDATA.TXT', 'b/BKMVDATA.TXT'].map((name) => ({ name, bytes: some }));
    if (one === undefined || other === undefined) throw new Error('unreachable');
    await world.put('bombs/BKMVDATA.zip', writeZip([one, other]));
    await expect(world.read({ path: 'bombs' })).rejects.toMatchObject({ code: 'uniform-file/zip-too-large' });
    const inner = wide(writeZip([]), 31 * 1024 ** 2);
    const zips = ['a', 'b', 'c', 'd', 'e'].map((folder) => ({ name: `${folder}/BKMVDATA.zip`, bytes: inner }));
    await world.put('zips/BKMVDATA.zip', writeZip(zips));
    await expect(world.read({ path: 'zips' })).rejects.toMatchObject({ code: 'uniform-file/zip-too-large' });
    const names = Array.from({ length: 300 }, (_, index) => `${String(index)}/BKMVDATA.TXT`);
    await world.put('many/BKMVDATA.zip', writeZip(names.map((name) => ({ name, bytes: RUN.data }))));
    expect(await world.read({ path: 'many' })).toHaveLength(300);
  });

  it('what is called a zip and is none is not called a text', async () => {
    await using world = await createWorld();
    const whole = writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]);
    await world.put('head/BKMVDATA.zip', whole.subarray(10));
    await world.put('empty/BKMVDATA.zip', Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1'));
    await expect(world.read({ path: 'head' })).rejects.toMatchObject({ code: 'uniform-file/bad-zip' });
    await expect(world.read({ path: 'empty/BKMVDATA.zip' })).rejects.toMatchObject({ code: 'uniform-file/no-file' });
  });

  it('names of a zip are shown as they are spelled, without signs that steer a terminal', async () => {
    await using world = await createWorld();
    const name = '\u001b[31mחודש\u202e יוני\n/BKMVDATA.TXT';
    await world.put('BKMVDATA.zip', writeZip([{ name, bytes: RUN.data }]));
    const [note] = (await world.check()).notes;
    expect(note?.he).toContain('חודש  יוני');
    expect(note?.he).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('is recognised by its name and first bytes', () => {
    const knows = (path: string, head: Uint8Array): boolean =>
      uniformFileAdapter.recognise?.({ path, head }) !== undefined;
    expect(knows('/x/BKMVDATA.TXT', RUN.data)).toBe(true);
    expect(knows('/x/renamed.txt', RUN.data)).toBe(true);
    expect(knows('/x/ini.txt', RUN.ini)).toBe(true);
    expect(knows('/x/any.zip', writeZip([{ name: 'BKMVDATA.TXT', bytes: RUN.data }]))).toBe(true);
    expect(knows('/x/photos.zip', writeZip([{ name: 'a.jpg', bytes: RUN.data }]))).toBe(false);
    expect(knows('/x/june.csv', Buffer.from('סוג,מספר,תאריך\n'))).toBe(false);
    expect(knows('/x/empty.txt', new Uint8Array())).toBe(false);
  });
});

describe('check', () => {
  const textOf = async (
    world: Awaited<ReturnType<typeof createWorld>>,
    config: unknown = { path: '.' },
  ): Promise<string> => (await world.check(config)).notes.map(({ he, en }) => `${he}\n${en}`).join('\n');

  it('tells what was understood', async () => {
    await using world = await createWorld();
    await world.putRun('.', RUN);
    const notes = await textOf(world, { path: '.', vatNumber: '777777715' });
    expect(notes).toContain('תוכנה לדוגמה');
    expect(notes).toContain('20260101-20261231');
    expect(notes).toContain('C100 1, D110 1');
    expect(notes).toContain('windows-1255');
    expect(notes).not.toContain('not of');
    expect(await textOf(world, { path: '.', vatNumber: '777777723' })).toContain('not of 777777723');
    expect((await world.check()).writeBack).toEqual({ possible: true, where: 'BKMVDATA.ishur.csv' });
  });

  it('tells of a code page that is not the one INI.TXT names, and reads the right one', async () => {
    await using world = await createWorld();
    await world.putRun('.', writeUniformFile({ records: [header()], encoding: 'cp862', ini: { 1029: '1' } }));
    expect(await textOf(world)).toMatch(/INI\.TXT:1, field 1029 \(position 396\): says iso-8859-8/);
    expect((await world.documents())[0]?.fields.customer.name).toBe('לקוח לדוגמה בע"מ');
    expect(world.warnings).toHaveLength(1);
  });

  it('tells of a missing INI.TXT, a missing closing record and numbers that do not run', async () => {
    await using world = await createWorld();
    await world.put('BKMVDATA.TXT', fileOf([RUN.lines[0] ?? '', RUN.lines[2] ?? ''], {}));
    const notes = await textOf(world);
    expect(notes).toContain('no INI.TXT');
    expect(notes).toContain('BKMVDATA.TXT:2: the record');
    expect(notes).toContain('without its closing record Z900');
  });
});

describe('the result file', () => {
  const NUMBER = '20260630231846297178091822';

  it('stands beside the source, takes each number once and overwrites none', async () => {
    await using world = await createWorld();
    await world.putRun('OPENFRMT', RUN);
    const [document] = await world.documents();
    if (document === undefined) throw new Error('nothing read');
    const settlement = { ref: document.ref, asked: document.fields, number: NUMBER, notices: [] };
    const where = 'OPENFRMT/BKMVDATA.ishur.csv';
    expect(await world.record(settlement)).toEqual([{ ref: document.ref, kind: 'handed-over', where }]);
    const text = await readFile(join(world.folder, where), 'utf8');
    expect(text).toContain(`305,"=""001001""",2026-06-15,"=""${NUMBER}""","=""178091822""",,305:001001`);
    expect(await world.record(settlement)).toEqual([{ ref: document.ref, kind: 'already-there', where }]);
    expect(await world.record({ ...settlement, number: '999' })).toEqual([
      { ref: document.ref, kind: 'conflict', existingNumber: NUMBER },
    ]);
    expect(await world.record({ ...settlement, asked: { ...document.fields, netAmount: '1.00' } })).toEqual([
      { ref: document.ref, kind: 'stale' },
    ]);
    expect(await world.record({ ...settlement, ref: '305:gone' })).toMatchObject([
      { kind: 'failed', cause: { code: 'uniform-file/document-gone' } },
    ]);
    expect(await readFile(join(world.folder, where), 'utf8')).toBe(text);
    expect((await readdir(join(world.folder, 'OPENFRMT'))).toSorted()).toEqual([
      'BKMVDATA.TXT',
      'BKMVDATA.ishur.csv',
      'INI.TXT',
    ]);
  });

  it('loses a notice that holds no more, and keeps the others', async () => {
    await using world = await createWorld();
    await world.putRun('.', RUN);
    const [document] = await world.documents();
    if (document === undefined) throw new Error('nothing read');
    const [old, other] = [
      { code: 'no-deduction', text: 'אין לנכות\nמס תשומות' },
      { code: 'copy', text: 'העתק' },
    ];
    const settlement = { ref: document.ref, asked: document.fields, notices: [old, other] };
    expect(await world.record(settlement)).toMatchObject([{ kind: 'handed-over' }]);
    const later = { ...settlement, number: NUMBER, notices: [], withdrawn: [old] };
    expect(await world.record(later)).toMatchObject([{ kind: 'handed-over' }]);
    const text = await readFile(join(world.folder, 'BKMVDATA.ishur.csv'), 'utf8');
    expect(text).not.toContain('אין לנכות');
    expect(text).toContain('העתק');
    expect(await world.record(later)).toMatchObject([{ kind: 'already-there' }]);
  });

  it('holds notices, and is not touched where it cannot be understood', async () => {
    await using world = await createWorld();
    await world.putRun('.', RUN);
    const [document] = await world.documents();
    if (document === undefined) throw new Error('nothing read');
    const notices = [{ code: 'no-deduction', text: 'אין לנכות מס תשומות, "לפי הוראה"' }];
    const settlement = { ref: document.ref, asked: document.fields, notices };
    expect(await world.record(settlement)).toMatchObject([{ kind: 'handed-over' }]);
    expect(await world.record(settlement)).toMatchObject([{ kind: 'already-there' }]);
    expect(await world.record({ ...settlement, number: NUMBER, notices: [] })).toMatchObject([{ kind: 'handed-over' }]);
    expect(await readFile(join(world.folder, 'BKMVDATA.ishur.csv'), 'utf8')).toContain('""לפי הוראה""');
    await world.put('BKMVDATA.ishur.csv', 'something else\r\n');
    expect(await world.record(settlement)).toMatchObject([
      { kind: 'failed', cause: { code: 'uniform-file/result-not-understood' } },
    ]);
  });
});
