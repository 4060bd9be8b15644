import { describe, expect, test } from 'vitest';
import { invoiceOf, openJsonBusiness } from './testing/json-business.ts';
import type { JsonDocument } from './testing/json-business.ts';

const NO_NUMBER = { name: 'עמותה' };
const CREDITED = [{ as: 'credited', documentType: 305, reference: '90' }] as const;

/** Documents for which the law requires no number, and what the authority gives one for all the same. */
const DOCUMENTS: readonly (readonly [string, JsonDocument, 'allocated' | 'not-required'])[] = [
  ['a small tax invoice', invoiceOf('1', 100), 'allocated'],
  ['a small invoice with receipt', invoiceOf('2', 100, { documentType: 320 }), 'allocated'],
  ['a summary invoice', invoiceOf('3', 100, { documentType: 310 }), 'allocated'],
  ['a small pro-forma', invoiceOf('4', 100, { documentType: 332 }), 'allocated'],
  ["an agent's invoice", invoiceOf('5', 100, { documentType: 345 }), 'allocated'],
  ['a journal entry', invoiceOf('6', 100, { documentType: 348 }), 'allocated'],
  ['a credit note', invoiceOf('7', 100, { documentType: 330, related: CREDITED }), 'allocated'],
  ['a credit note that names no original', invoiceOf('8', 100, { documentType: 330 }), 'not-required'],
  [
    'a large invoice to a consumer',
    invoiceOf('9', 9_000, { customer: { name: 'פרטי', kind: 'private' } }),
    'allocated',
  ],
  ['a customer without a number', invoiceOf('10', 9_000, { customer: NO_NUMBER }), 'allocated'],
  [
    'a dealer that does not deduct',
    invoiceOf('11', 9_000, { customer: { name: 'בנק', vatNumber: '511111118', kind: 'non-deducting' } }),
    'allocated',
  ],
  [
    'a customer abroad',
    invoiceOf('12', 9_000, { customer: { name: 'Ltd', kind: 'foreign', country: 'GB' } }),
    'allocated',
  ],
  ['a zero-rate invoice', invoiceOf('13', 9_000, { vatAmount: '0.00', grossAmount: '9000.00' }), 'not-required'],
  ['a receipt', invoiceOf('14', 9_000, { documentType: 400 }), 'not-required'],
  ['an "I" invoice', invoiceOf('15', 9_000, { customer: { name: 'ר"פ', kind: 'palestinian' } }), 'not-required'],
];

function nameOf({ documentType, reference }: JsonDocument): string {
  return `${documentType}:${reference}`;
}

describe('a number although the law requires none', () => {
  test('is asked for by itself for whatever the authority gives one for, where the business wants it (ask: eligible)', async () => {
    await using world = await openJsonBusiness({ ask: 'eligible' });
    world.write(...DOCUMENTS.map(([, document]) => document));
    const { code, out } = await world.ishur(['run']);
    for (const [what, document, standing] of DOCUMENTS) {
      const shown = await world.show(nameOf(document));
      expect([what, shown.summary.standing, shown.state]).toEqual([what, standing, expect.anything()]);
    }
    expect({ code, out }).toMatchObject({ code: 0 });
    const wished = await world.ishur(['show', '345:5']);
    expect(wished.out).toContain('ask: eligible');
    // Once, however often it is run.
    const issued = await world.issued();
    await world.ishur(['run']);
    expect(await world.issued()).toEqual(issued);
  });

  test('is asked for by a person, one by one, and refused in words where there is none', async () => {
    await using world = await openJsonBusiness();
    world.write(...DOCUMENTS.map(([, document]) => document));
    await world.ishur(['run']);
    expect(await world.issued()).toEqual([]);
    for (const [what, document, standing] of DOCUMENTS) {
      const { code, err } = await world.ishur(['ask', nameOf(document), '--by', 'דנה']);
      expect([what, code]).toEqual([what, standing === 'allocated' ? 0 : 65]);
      if (code !== 0) expect(err).toMatch(/Cannot ask for a number although none is required .*: .{20}/);
    }
    await world.ishur(['run']);
    for (const [what, document, standing] of DOCUMENTS) {
      expect([what, (await world.show(nameOf(document))).summary.standing]).toEqual([what, standing]);
    }
  });

  test('of a business that has begun to want everything is asked for what was read before', async () => {
    await using world = await openJsonBusiness();
    world.write(invoiceOf('1', 100));
    await world.ishur(['run']);
    const { readFileSync, writeFileSync } = await import('node:fs');
    const file = `${world.folder}/ishur.config.yaml`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('ask: required', 'ask: eligible'));
    await world.ishur(['run']);
    expect((await world.show('305:1')).summary.standing).toBe('allocated');
  });
});
