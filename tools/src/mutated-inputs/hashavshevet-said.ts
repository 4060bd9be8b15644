import { meansDay, meansDealer, meansNumber } from './plain-values.ts';
import { keyOf } from './truth.ts';
import type { Material } from './truth.ts';

/** Start and end of each field of a record, from 1. */
export type Places = ReadonlyMap<number, readonly [start: number, end: number]>;

/** The lines of a data file, and how its records are cut. */
interface Cuttable {
  readonly lines: readonly string[];
  readonly places: Places;
  /** Of a record, in characters. */
  readonly length: number;
  readonly types: Readonly<Record<string, number>>;
}

/** Table 2.5 of the API's description. */
const JOURNAL_ENTRY = 348;
/** Lines of the PRM: the customer's account; gross, net and VAT. */
const SALE = { account: 10, sums: [14, 16, 17] } as const;
const CREDIT = { account: 12, sums: [16, 14, 15] } as const;

type Cut = (field: number) => string;

/** A decimal of any length as a fraction. */
interface Fraction {
  readonly units: bigint;
  readonly scale: bigint;
}

/** Documents whose every record has the right length, and whose records agree with each other. */
export function saidByDocuments({ lines, places, length, types }: Cuttable): Material[] {
  const groups = new Map<string, Cut[]>();
  const damaged = new Set<string>();
  for (const line of lines) {
    const cut = cutterOf(line, places);
    const key = `${cut(4)}:${cut(3)}`;
    if (line.trimEnd().length > length || line.length < (places.get(60)?.[0] ?? length)) damaged.add(key);
    groups.set(key, [...(groups.get(key) ?? []), cut]);
  }
  return [...groups].flatMap(([key, cuts]) => (damaged.has(key) ? [] : documentIn(cuts, types)));
}

function documentIn(cuts: readonly Cut[], types: Cuttable['types']): Material[] {
  const [first] = cuts;
  const type = types[first?.(4).replace(/^0+(?=\d)/, '') ?? ''];
  if (first === undefined || type === undefined) return [];
  let agorot = 0n;
  for (const cut of cuts) {
    const [quantity, price, discount] = [decimalIn(cut(23)), decimalIn(cut(24)), decimalIn(cut(26) || '0')];
    if (quantity === undefined || price === undefined || discount === undefined) return [];
    const left = 100n * discount.scale - discount.units;
    agorot += rounded(quantity.units * price.units * left * 100n, quantity.scale * price.scale * discount.scale * 100n);
  }
  const [rate, general] = [decimalIn(first(18)), decimalIn(first(17) || '0')];
  const [day, dealer, number] = [meansDay(first(9), 'day-first'), meansDealer(first(60)), meansNumber(first(87))];
  if (rate === undefined || general === undefined || day === undefined || dealer === undefined) return [];
  if (number === undefined) return [];
  const net = agorot - rounded(agorot * general.units, 100n * general.scale);
  const vat = rounded(net * rate.units, 100n * rate.scale);
  const amounts = { net: Number(net), vat: Number(vat), gross: Number(net + vat) };
  return [{ type, reference: first(3), day, ...amounts, dealer, number }];
}

/** Records that debit one account and credit two, or the other way round in a credit note, in equal sums. */
export function saidByJournal(
  { lines, places, types }: Cuttable,
  cards: Pick<Cuttable, 'lines' | 'places'>,
): Material[] {
  // A key may have several cards; which of them is the damaged one, nobody knows.
  const dealers = new Map<string, (string | undefined)[]>();
  for (const line of cards.lines) {
    const cut = cutterOf(line, cards.places);
    dealers.set(cut(2), [...(dealers.get(cut(2)) ?? []), meansDealer(cut(30))]);
  }
  const entries = lines.flatMap((line) => {
    const cut = cutterOf(line, places);
    // Each office has codes of its own: one that is not configured is a journal entry and no invoice, and nobody can say more.
    const type = types[cut(2)] ?? JOURNAL_ENTRY;
    const day = meansDay(spreadDay(cut(5)), 'day-first');
    const [own, number] = [meansDealer(cut(29)), meansNumber(cut(35))];
    if (day === undefined || number === undefined) return [];
    // Booked the other way round, any type is taken back, and below zero.
    const usual = type === 330 ? CREDIT : SALE;
    return [SALE, CREDIT].flatMap((side) => {
      const { account, sums } = side;
      const [gross, net, vat] = sums.map((field) => agorotIn(cut(field)));
      if (gross === undefined || net === undefined || vat === undefined || net + vat !== gross) return [];
      const sign = side === usual ? 1 : -1;
      const amounts = { net: net * sign, vat: vat * sign, gross: gross * sign };
      return (own === '' ? (dealers.get(cut(account)) ?? ['']) : [own]).flatMap((dealer) =>
        dealer === undefined ? [] : [{ type, reference: cut(3), day, ...amounts, dealer, number }],
      );
    });
  });
  return [
    ...entries,
    ...entries.flatMap((one, index) => entries.slice(index + 1).flatMap((other) => sumOf(one, other))),
  ];
}

/** Two records of one transaction. */
function sumOf(one: Material, other: Material): Material[] {
  const isOne = keyOf({ ...one, net: 0, vat: 0, gross: 0 }) === keyOf({ ...other, net: 0, vat: 0, gross: 0 });
  const [net, vat, gross] = [one.net + other.net, one.vat + other.vat, one.gross + other.gross];
  return isOne ? [{ ...one, net, vat, gross }] : [];
}

function cutterOf(line: string, places: Places): Cut {
  return (field) => {
    const [start, end] = places.get(field) ?? [1, 0];
    return line.slice(start - 1, end).trim();
  };
}

/** `150626` as the fixed file has it. */
function spreadDay(text: string): string {
  return text.replace(/^(\d{2})(\d{2})(\d{2}|\d{4})$/, '$1/$2/$3');
}

function agorotIn(text: string): number | undefined {
  const decimal = decimalIn(text === '' ? '0' : text);
  if (decimal === undefined || decimal.scale > 100n) return undefined;
  return Number((decimal.units * 100n) / decimal.scale);
}

function decimalIn(text: string): Fraction | undefined {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole + part === '') return undefined;
  const units = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
  return { units, scale: 10n ** BigInt(part.length) };
}

/** Half away from zero. */
function rounded(dividend: bigint, divisor: bigint): bigint {
  const sign = dividend < 0n ? -1n : 1n;
  return (sign * (sign * dividend * 2n + divisor)) / (divisor * 2n);
}
