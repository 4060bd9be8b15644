import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { isValue } from './unnamed-columns.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const HEADER = 'סה"כ כולל מע"מ,שם לקוח,לפני מע"מ,מספר מסמך,מע"מ,תאריך,סוג,מספר עוסק';
const WHOLE = '118.00,לוי,100.00,1001,18.00,01/06/2026,חשבונית מס,514123451';

/** As a program of DOS writes it. */
function turned(text: string): string {
  return [...text].toReversed().join('');
}

/** The codes of what the file's rows were refused for. */
async function refused(...lines: readonly string[]): Promise<readonly (string | undefined)[]> {
  await world.write('a.csv', lines.join('\n'));
  return (await world.unreadable({ path: 'a.csv' })).map(({ faults }) => faults[0]?.code);
}

describe('a row of which a part was lost', () => {
  it('is told where its middle is gone and a dealer’s number is left', async () => {
    expect(await refused(HEADER, WHOLE, '236.00,כהן,200.00,,777777715', '')).toEqual(['csv/too-few-cells']);
  });

  it('is told where a line end stands in it: a day, and an amount or a type, in other columns', async () => {
    const header = 'סה"כ כולל מע"מ,מע"מ,צבע,לפני מע"מ,סוג מסמך,מספר מסמך,שם לקוח,מספר עוסק,הערות,תאריך';
    const whole = '4263.45,650.36,כחול,3613.09,חשבונית מס,01001,מפעלי הצפון,,,01/09/2025';
    expect(await refused(header, whole, whole.replace('3613', '36\n13').replace('01001', '01008'), '')).toEqual([
      'csv/too-few-cells',
    ]);
  });

  it('is told where a file in visual order ends within a type: «קבלה» may have been the end of «חשבונית מס קבלה»', async () => {
    const rows = (type: string): string[] => [
      `${turned('מספר עוסק')},reference,date,net,vat,${turned('סוג')}`,
      `514123451,1001,01/06/2026,100,18,${turned(type)}`,
    ];
    const visual = { hebrew: 'visual' } as const;
    await world.write('a.csv', rows('קבלה').join('\n'));
    expect((await world.unreadable({ path: 'a.csv', ...visual })).map(({ faults }) => faults[0]?.code)).toEqual([
      'csv/cut-row',
    ]);
    for (const whole of [`${rows('קבלה').join('\n')}\n`, rows('חשבונית מס').join('\n')]) {
      await world.write('a.csv', whole);
      expect(await world.unreadable({ path: 'a.csv', ...visual })).toEqual([]);
    }
  });

  it('is none of a document where only amounts are left, as of a total', async () => {
    expect(await refused(HEADER, WHOLE, '118.00,,100.00', '')).toEqual([]);
  });

  it('is told where the file ends within a quoted cell: its type may have been longer', async () => {
    const header = 'מספר מסמך,תאריך,לפני מע"מ,מע"מ,מספר עוסק,סוג';
    const row = '"1001","01/06/2026","100","18","514123451","חשבונית מס';
    expect(await refused(header, row)).toEqual(['csv/cut-row']);
    expect(await refused(header, `${row}"`)).toEqual([]);
    // A name in quotation marks of its own, as programs write it that quote nothing.
    expect(await refused(`${header},שם לקוח`, `1001,01/06/2026,100,18,514123451,305,"תקווה" בע"מ`)).toEqual([]);
  });

  it('is told above the header, by an amount beside two other figures', async () => {
    expect(await refused('01/06/2026,1001,18.00,חשבונית מס', HEADER, WHOLE, '')).toEqual(['csv/row-above-header']);
    expect(await refused('דוח לתקופה,01/06/2026,30/06/2026,1', HEADER, WHOLE, '')).toEqual([]);
  });
});

describe('a header of which a part was lost', () => {
  it.each([
    ['one quotation mark', HEADER.replace('סה"כ כולל מע"מ', 'כ כולל מע""מ"')],
    ['an amount in a name', HEADER.replace('שם לקוח', 'לקוח 34.04')],
    ['the agorot of an amount in a name', HEADER.replace('שם לקוח', 'שם לקוח.24')],
  ])('is refused: %s', async (_, header) => {
    await world.write('a.csv', `${header}\n${WHOLE}\n`);
    await expect(world.read({ path: 'a.csv' })).rejects.toMatchObject({ code: 'csv/header-holds-value' });
  });

  it.each(['items.10.price', 'מע"מ 18.00%', 'סה"כ', 'vat 17.5 %', 'סכום (ש"ח)'])('«%s» is whole', (name) => {
    expect(isValue(name)).toBe(false);
  });
});

it('a number with a gap or a soft hyphen in it is no reference', async () => {
  expect(await refused(HEADER, WHOLE.replace('1001', 'A\u00ad1001'), '')).toEqual(['csv/bad-reference']);
  expect(await refused(HEADER, WHOLE.replace('1001', '10    01'), '')).toEqual(['csv/bad-reference']);
});

it('«מס קבלה» is no receipt: it is what is left of «חשבונית מס קבלה»', async () => {
  expect(await refused(HEADER, WHOLE.replace('חשבונית מס', 'מס קבלה'), '')).toEqual(['csv/bad-document-type']);
  expect(await refused(HEADER, WHOLE.replace('חשבונית מס', "קבלה מס' 12"), '')).toEqual([]);
});

it('a minus that became a soft hyphen is no amount', async () => {
  expect(await refused(HEADER, WHOLE.replace('18.00', '18.00\u00ad'), '')).toEqual(['csv/bad-amount']);
});
