import { isZero, lineTotal, negate, percentOf, spellAgorot, spellDecimal, withoutPercent, ZERO } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { ItemFields } from '@ishur/contract/v1';

/** What the amount of a line is made of. */
export interface PricedLine {
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Per cent. */
  readonly discount: Decimal;
  readonly isExempt: boolean;
  /** Per cent; the same in all lines of a document. */
  readonly generalDiscount: Decimal;
  readonly vatRate: Decimal | undefined;
}

export interface DocumentAmounts {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  /** Without VAT; absent where there is no general discount. */
  readonly discount: string | undefined;
  readonly before: string;
  readonly lines: readonly ItemFields[];
}

/**
 * The amounts of a document, which IMOVEIN does not hold: each line is rounded to agorot, then the general discount, then the
 * VAT on what is not exempt. Exact decimals throughout.
 */
export function amountsOf(rows: readonly PricedLine[], pricesIncludeVat: boolean): DocumentAmounts {
  const generalDiscount = rows[0]?.generalDiscount ?? ZERO;
  const rate = rows.find(({ vatRate }) => vatRate !== undefined)?.vatRate ?? ZERO;
  const totals = rows.map(({ quantity, price, discount }) => lineTotal(quantity, price, discount));
  const sum = (isExempt: boolean): bigint =>
    rows.reduce((total, row, index) => (row.isExempt === isExempt ? total + (totals[index] ?? 0n) : total), 0n);
  const [taxable, exempt] = [sum(false), sum(true)];
  const discounted = (agorot: bigint): bigint => agorot - percentOf(agorot, generalDiscount);
  const withoutVat = (agorot: bigint): bigint => (pricesIncludeVat ? withoutPercent(agorot, rate) : agorot);

  const before = withoutVat(taxable) + exempt;
  // The discount is one amount of the document; what is exempt bears its share.
  const left = discounted(taxable + exempt);
  const taxableLeft = exempt === 0n ? left : discounted(taxable);
  const net = withoutVat(taxableLeft) + (left - taxableLeft);
  const vat = pricesIncludeVat ? taxableLeft - withoutVat(taxableLeft) : percentOf(taxableLeft, rate);

  return {
    net: spellAgorot(net),
    vat: spellAgorot(vat),
    gross: spellAgorot(net + vat),
    discount: isZero(generalDiscount) ? undefined : spellAgorot(abs(before - net)),
    before: spellAgorot(before),
    lines: rows.map((row, index) => itemAmounts(row, totals[index] ?? 0n, rate, row.isExempt ? identity : withoutVat)),
  };
}

function itemAmounts(
  { quantity, price, discount, isExempt }: PricedLine,
  total: bigint,
  rate: Decimal,
  withoutVat: (agorot: bigint) => bigint,
): ItemFields {
  // A price is never negative in the contract: a line that takes something off has a negative quantity.
  const isBelowZero = price.units < 0n;
  const [count, unitPrice] = isBelowZero ? [negate(quantity), negate(price)] : [quantity, price];
  const net = withoutVat(total);
  const off = abs(withoutVat(lineTotal(quantity, price, ZERO)) - net);
  return {
    quantity: spellDecimal(count),
    pricePerUnit: spellAgorot(withoutVat(lineTotal(ONE, unitPrice, ZERO))),
    ...(isZero(discount) || off === 0n ? {} : { discount: spellAgorot(off) }),
    netAmount: spellAgorot(net),
    vatRate: isExempt ? '0' : spellDecimal(rate),
  };
}

const ONE: Decimal = { units: 1n, scale: 0 };

function identity(agorot: bigint): bigint {
  return agorot;
}

function abs(agorot: bigint): bigint {
  return agorot < 0n ? -agorot : agorot;
}
