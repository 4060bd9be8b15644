import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { israeliDay } from './fixtures/sample-records.ts';
import { ALLOCATION, DAY, DEALER, decimal, STYLES, TEXT } from './fixtures/styles.ts';
import { createWorld } from './fixtures/world.ts';
import { bytesOf } from './fixtures/write-pair.ts';
import type { RecordValues } from './fixtures/write-pair.ts';

interface Entry {
  readonly code: 'חש' | 'SAL' | 'זכ';
  readonly day: string;
  readonly hasShortYear: boolean;
  readonly account: number;
  readonly name: string;
  readonly dealer: string;
  /** Whether the record holds the VAT number itself, or only the card. */
  readonly isOnCard: boolean;
  readonly allocation: string;
  readonly note: string;
  /** Agorot; negative where the customer gets something back. */
  readonly net: number;
  readonly vatPercent: number;
}

const ENTRY = fc.record<Entry>({
  code: fc.constantFrom('חש', 'SAL', 'זכ'),
  day: DAY,
  hasShortYear: fc.boolean(),
  account: fc.integer({ min: 10_000, max: 99_999 }),
  name: TEXT,
  dealer: DEALER,
  isOnCard: fc.boolean(),
  allocation: ALLOCATION,
  note: TEXT,
  net: fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((net) => net !== 0),
  vatPercent: fc.constantFrom(0, 17, 18),
});

const TYPES: Readonly<Record<Entry['code'], number>> = { חש: 305, SAL: 320, זכ: 330 };

function vatOf({ net, vatPercent }: Entry): number {
  return Math.round((net * vatPercent) / 100);
}

/** A sale debits the customer; a credit note, and a sale that is negative, may be written the other way round. */
function recordOf(entry: Entry, number: string): RecordValues {
  const { net, account } = entry;
  const vat = vatOf(entry);
  const isCredit = entry.code === 'זכ';
  const [income, tax, gross] = [decimal(net, 2), decimal(vat, 2), decimal(net + vat, 2)];
  const day = israeliDay(entry.day);
  return new Map<number, string>([
    [2, entry.code],
    [3, number],
    [5, entry.hasShortYear ? day.replace(/\/20(\d\d)$/, '/$1') : day],
    [8, '1'],
    [9, entry.note],
    ...(isCredit
      ? ([
          [10, '4000'],
          [11, '7000'],
          [12, String(account)],
          [14, income],
          [15, tax],
          [16, gross],
        ] as const)
      : ([
          [10, String(account)],
          [12, '4000'],
          [13, '7000'],
          [14, gross],
          [16, income],
          [17, tax],
        ] as const)),
    [29, entry.isOnCard ? '' : entry.dealer],
    [35, entry.allocation],
  ]);
}

describe('round trip of the journal', () => {
  it('every transaction in every style of pair is read back field by field', { timeout: 120_000 }, async () => {
    await using world = await createWorld();
    await fc.assert(
      fc.asyncProperty(
        STYLES,
        fc.uniqueArray(ENTRY, { minLength: 1, maxLength: 6, selector: ({ account }) => account }),
        async (style, entries) => {
          const numberOf = (index: number): string => String(index + 1).padStart(4, '0');
          await world.putPair(
            'MOVEIN',
            entries.map((entry, index) => recordOf(entry, numberOf(index))),
            style,
          );
          await world.putPair(
            'HESHIN',
            entries.map(
              ({ account, name, dealer }) =>
                new Map([
                  [2, String(account)],
                  [3, name],
                  [30, dealer],
                  [56, '4580123412341234'],
                ]),
            ),
            style,
          );
          const items = await world.read({
            path: 'MOVEIN.PRM',
            encoding: style.encoding,
            hebrew: style.hebrew,
            documentTypes: TYPES,
          });
          expect(items).toEqual(
            entries.map((entry, index) => {
              const vat = vatOf(entry);
              return {
                kind: 'document',
                ref: `movein-${entry.code}:${numberOf(index)}`,
                cursor: expect.any(String) as unknown,
                standing: 'final',
                fields: {
                  documentType: TYPES[entry.code],
                  reference: numberOf(index),
                  documentDate: entry.day,
                  netAmount: decimal(entry.net, 2),
                  vatAmount: decimal(vat, 2),
                  grossAmount: decimal(entry.net + vat, 2),
                  note: entry.note,
                  customer: {
                    name: entry.name,
                    account: String(entry.account),
                    ...(entry.dealer === '' ? {} : { vatNumber: entry.dealer }),
                  },
                },
                ...(entry.allocation === '' ? {} : { existingNumber: entry.allocation }),
              };
            }),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('every transaction in every style of MOVEIN.DAT is read back field by field', { timeout: 120_000 }, async () => {
    await using world = await createWorld();
    const styles = fc.record({
      encoding: fc.constantFrom('windows-1255', 'cp862'),
      isOpened: fc.boolean(),
      isRight: fc.boolean(),
      lineEnd: fc.constantFrom('\r\n', '\n'),
      isInAgorot: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(styles, fc.array(ENTRY, { minLength: 1, maxLength: 6 }), async (style, entries) => {
        const { encoding, isOpened, isRight, lineEnd, isInAgorot } = style;
        const cell = (text: string, width: number): string => (isRight ? text.padStart(width) : text.padEnd(width));
        const sum = (agorot: number): string => cell(isInAgorot ? String(agorot) : decimal(agorot, 2), 12);
        const lines = entries.map((entry, index) => {
          const values = recordOf(entry, String(10_001 + index));
          const value = (line: number, width: number): string => cell(values.get(line) ?? '', width);
          const day = entry.day.slice(2).split('-').toReversed().join('');
          const vat = vatOf(entry);
          const isCredit = entry.code === 'זכ';
          const [one, two, three, four] = isCredit
            ? [entry.net, vat, entry.net + vat, 0]
            : [entry.net + vat, 0, entry.net, vat];
          const accounts = [10, 11, 12, 13].map((line) => value(line, 8)).join('');
          const sums = [one, two, three, four].map(sum).join('');
          return `${value(2, 3)}${value(3, 5)}${day}${' '.repeat(5)}${day}${cell('1', 3)}${' '.repeat(22)}${accounts}${sums}${' '.repeat(48)}`;
        });
        const opening = isOpened ? [String(entries.length).padStart(3).padEnd(178)] : [];
        await world.put('MOVEIN.DAT', bytesOf([...opening, ...lines].map((line) => line + lineEnd).join(''), encoding));
        const items = await world.read({
          path: 'MOVEIN.DAT',
          documentTypes: TYPES,
          sums: isInAgorot ? 'agorot' : 'shekels',
        });
        expect(items).toEqual(
          entries.map((entry, index) => ({
            kind: 'document',
            ref: `movein-${entry.code}:${10_001 + index}`,
            cursor: expect.any(String) as unknown,
            standing: 'final',
            fields: {
              documentType: TYPES[entry.code],
              reference: String(10_001 + index),
              documentDate: entry.day,
              netAmount: decimal(entry.net, 2),
              vatAmount: decimal(vatOf(entry), 2),
              grossAmount: decimal(entry.net + vatOf(entry), 2),
              customer: { account: String(entry.account) },
            },
          })),
        );
      }),
      { numRuns: 150 },
    );
  });
});
