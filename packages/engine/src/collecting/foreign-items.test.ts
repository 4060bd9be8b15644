import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '@ishur/contract/v1';
import { documentOf } from '../fixtures/documents.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

/** A document of an adapter that was not written in TypeScript. */
function malformed(changes: object): SourceDocument {
  const item = documentOf('1');
  return { ...item, fields: { ...item.fields, ...changes } };
}

describe('a document that does not keep the contract', () => {
  test.each<[string, SourceDocument]>([
    ['reference', malformed({ reference: undefined })],
    ['reference', malformed({ reference: 17 })],
    ['documentType', malformed({ documentType: '305' })],
    ['documentType', malformed({ documentType: Number.NaN })],
    ['netAmount', malformed({ netAmount: 6000 })],
    ['customer', malformed({ customer: undefined })],
    ['customer.vatNumber', malformed({ customer: { vatNumber: 511111118 } })],
    ['note', malformed({ note: null })],
    ['items', malformed({ items: ['x'] })],
    ['related', malformed({ related: 'x' })],
    ['related[0].reference', malformed({ related: [{ as: 'base', reference: 77 }] })],
    ['related[0].as', malformed({ related: [{ as: 'basis', reference: '77' }] })],
    [
      'related[1].documentType',
      malformed({
        related: [
          { as: 'credited', reference: '7' },
          { as: 'base', reference: '8', documentType: '332' },
        ],
      }),
    ],
    ['items[0].netAmount', malformed({ items: [{ netAmount: 100 }] })],
    ['items[0].category', malformed({ items: [{ category: 1 }] })],
    ['items[0].index', malformed({ items: [{ index: '1' }] })],
    ['customer.kind', malformed({ customer: { kind: 'company' } })],
    ['fields', { ...documentOf('1'), fields: null } as unknown as SourceDocument],
    ['cursor', { ...documentOf('1'), cursor: 7 } as unknown as SourceDocument],
    ['existingNumber', { ...documentOf('1'), existingNumber: 7 } as unknown as SourceDocument],
    ['advisories', { ...documentOf('1'), advisories: 'x' } as unknown as SourceDocument],
    ['standing', { ...documentOf('1'), standing: 'posted' } as unknown as SourceDocument],
  ])('in %s is kept as unreadable, with its name, and stops nothing else', async (path, item) => {
    const world = newWorld();
    const process = world.start([fakeSource('office', [item, documentOf('2')])]);
    expect((await process.run()).failures).toEqual([]);
    expect((await world.ledger.readings('acme'))[0]?.unreadable).toMatchObject([
      { where: '305:1', faults: [{ code: 'engine/malformed-document', path }] },
    ]);
    expect((await world.caseOf('2')).summary.standing).toBe('allocated');
  });
});

describe('an item that is none of the contract', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'found null'],
    ['a text', 'שלום', 'found string'],
    ['of no kind', {}, 'kind: undefined'],
    ['a document without a ref', { ...documentOf('1'), ref: undefined }, 'ref: undefined'],
    ['an unreadable row without faults', { kind: 'unreadable', cursor: '1', where: 'x' }, 'faults: undefined'],
    ['an unreadable row without a place', { kind: 'unreadable', cursor: '1', faults: [] }, 'where: undefined'],
  ])('(%s) is told as one row, and stops neither its source nor another', async (_what, item, found) => {
    const world = newWorld();
    const office = fakeSource('office');
    Object.assign(office.session, {
      async *read() {
        yield item;
        yield documentOf('2');
      },
    });
    const { failures } = await world.start([office, fakeSource('shop', [documentOf('3')])]).run();
    expect(failures).toEqual([]);
    const [reading] = (await world.ledger.readings('acme')).filter(({ source }) => source === 'office');
    expect(reading?.unreadable[0]?.faults[0]).toMatchObject({ code: 'engine/malformed-item' });
    expect(reading?.unreadable[0]?.faults[0]?.message.en).toContain(found);
    expect((await world.caseOf('2')).summary.standing).toBe('allocated');
    expect((await world.caseOf('3')).summary.standing).toBe('allocated');
  });
});

describe('a refusal for the settings of the business', () => {
  test.each(['issuerVatNumber', 'operator', 'operator.id', 'softwareNumber'])(
    '(%s) stops the business, and its documents stay queued under their ids',
    async (path) => {
      const world = newWorld();
      const fault = { code: 'authority/431', path, message: { he: 'המספר שגוי.', en: 'The number is wrong.' } };
      world.authority.next('777777715-305-1', () => ({ kind: 'rejected', faults: [fault] }));
      const process = world.start([fakeSource('office', [documentOf('1'), documentOf('2')])], { asksAtOnce: 1 });
      const { failures, asked } = await process.run();
      expect(failures).toMatchObject([{ code: 'engine/asker-refused', remedy: 'fix-config' }]);
      expect(asked).toBe(1);
      expect((await world.caseOf('1')).summary.standing).toBe('queued');
      expect((await world.caseOf('2')).summary.standing).toBe('queued');
      // Mended in the configuration.
      await process.run();
      expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', invoiceId: '777777715-305-1' });
    },
  );

  test('is no refusal of the settings where the document is at fault as well', async () => {
    const world = newWorld();
    const fault = (path: string): object => ({ code: 'authority/x', path, message: { he: 'שגוי.', en: 'Wrong.' } });
    const faults = [fault('operator'), fault('documentDate')] as never;
    world.authority.next('777777715-305-1', () => ({ kind: 'rejected', faults }));
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('rejected');
  });
});
