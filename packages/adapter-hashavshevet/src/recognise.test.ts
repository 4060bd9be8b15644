import { describe, expect, it } from 'vitest';
import { documentLine as line } from './fixtures/sample-records.ts';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { writePair } from './fixtures/write-pair.ts';
import { hashavshevetAdapter } from './index.ts';

async function recognise(world: World, name: string): Promise<unknown> {
  const head = (await world.bytes(name)).subarray(0, 65_536);
  return hashavshevetAdapter.recognise?.({ path: world.path(name), head });
}

describe('a pair is recognised', () => {
  it.each(['IMOVEIN.DOC', 'IMOVEIN.PRM', 'imovein-2026.doc', 'Imovein.dat'])(
    'by its data file or its parameter file: %s',
    async (name) => {
      await using world = await createWorld();
      const { data, parameters } = writePair('IMOVEIN', [line()]);
      const stem = name.replace(/\.\w+$/, '');
      for (const ending of ['DOC', 'doc', 'dat']) await world.put(`${stem}.${ending}`, data);
      await world.put(`${stem}.PRM`, parameters);
      const config = await recognise(world, name);
      expect(config).toEqual({ path: world.path(name) });
      expect(await world.documents(config as Record<string, unknown>)).toHaveLength(1);
    },
  );

  it.each(['sales.doc', 'sales.prm'])('under another name by the lines of its parameters: %s', async (name) => {
    await using world = await createWorld();
    const { data, parameters } = writePair('IMOVEIN', [line()]);
    await world.put('sales.doc', data);
    await world.put('sales.prm', parameters);
    const config = await recognise(world, name);
    expect(config).toEqual({ path: world.path(name), format: 'documents' });
    expect(await world.documents(config as Record<string, unknown>)).toHaveLength(1);
  });

  it('also where its parameters are missing, so that this is said', async () => {
    await using world = await createWorld();
    await world.put('MOVEIN.DOC', 'x');
    expect(await recognise(world, 'MOVEIN.DOC')).toBeDefined();
  });

  it('and nothing else is', async () => {
    await using world = await createWorld();
    await world.putPair('IMOVEIN', [line()]);
    await world.putPair('HESHIN', []);
    await world.put('letter.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]));
    await world.put('movein.csv', 'a,b');
    await world.put('movein.doc.ishur.csv', 'a,b');
    await world.put('movein.prm', 'hello');
    await world.put('notes.txt', '12 13\n1 2');
    await world.put('ishur-import/IMOVEIN.DOC', 'x');
    for (const name of [
      'HESHIN.DAT',
      'HESHIN.PRM',
      'letter.doc',
      'movein.csv',
      'movein.doc.ishur.csv',
      'movein.prm',
      'notes.txt',
      'ishur-import/IMOVEIN.DOC',
    ])
      expect(await recognise(world, name), name).toBeUndefined();
  });
});
