import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';

const HEADER = 'סוג,מספר מסמך,תאריך,לפני מע"מ,מע"מ,מספר עוסק';

async function notesOf(text: string): Promise<string> {
  await using world = await createWorld();
  await world.write('a.csv', text);
  return await world.notes({ path: 'a.csv' });
}

describe('what check tells of a file', () => {
  it.each([
    ['a header alone', `${HEADER}\n`],
    ['a header without a line end', HEADER],
    ['a title, a header and a total', `דוח\n${HEADER}\nסה"כ,,,0,0,\n`],
  ])('with %s is that there are no rows yet', async (_, text) => {
    const notes = await notesOf(text);
    expect(notes).toContain('אין בקובץ עדיין שורות של מסמכים');
    expect(notes).toContain('no rows of documents below the header yet');
  });

  it('with a row is the row, also one that cannot be read', async () => {
    expect(await notesOf(`${HEADER}\n305,1,1/6/2026,100,18,\n`)).toContain('a.csv:2: the row is read as');
    expect(await notesOf(`${HEADER}\n305,1,31/6/2026,100,18,\n`)).not.toContain('no rows');
  });

  it('with hundreds of columns is short, and says how many more there are', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `אחר${String(index)}`).join(',');
    const notes = await notesOf(`${HEADER},${many}\n`);
    expect(notes).toContain('… (+288)');
    expect(notes.length).toBeLessThan(3000);
  });
});
