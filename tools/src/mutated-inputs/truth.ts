import type { SourceDocument } from '@ishur/contract/v1';
import type { Random } from './random.ts';

/** What may never be wrong in silence. Amounts in agorot; a number that there is not is empty. */
export interface Material {
  readonly type: number;
  readonly reference: string;
  readonly day: string;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
  readonly dealer: string;
  /** The allocation number that the source holds. */
  readonly number: string;
}

/** A document as the generator means it. */
export interface Truth extends Material {
  readonly name: string;
  readonly note: string;
}

const NAMES = ['כהן ובניו', 'לוי ושות', 'אלון מזון', 'גבעת הדר', 'מפעלי הצפון', 'דוד', 'תקווה ושלום'];
const NOTES = ['', '', 'הזמנה דחופה', 'שירותי משרד', 'לפי הסכם'];

export interface TruthOptions {
  readonly types: readonly number[];
  /** A reference, different for every index. */
  readonly reference: (random: Random, index: number) => string;
  readonly maySayNegative?: boolean;
  readonly hasNumbers?: boolean;
}

/** One to four documents: small files leave time for more of them. */
export function makeTruths(random: Random, options: TruthOptions): Truth[] {
  return Array.from({ length: random.between(1, 4) }, (_, index) => {
    const isNegative = options.maySayNegative === true && random.chance(0.1);
    const sign = isNegative ? -1 : 1;
    const net = random.between(1, random.pick([9_999, 999_999, 9_999_999])) * sign;
    // Half an agora goes away from zero.
    const vat = random.chance(0.15) ? 0 : Math.round(Math.abs(net) * 0.18) * sign;
    return {
      type: random.pick(options.types),
      reference: options.reference(random, index),
      day: dayFrom(random),
      net,
      vat,
      gross: net + vat,
      dealer: random.chance(0.8) ? dealerNumber(random) : '',
      number: options.hasNumbers !== false && random.chance(0.2) ? allocationNumber(random) : '',
      name: random.pick(NAMES),
      note: random.pick(NOTES),
    };
  });
}

function dayFrom(random: Random): string {
  return new Date(Date.UTC(2024, 0, 1 + random.below(1000))).toISOString().slice(0, 10);
}

function allocationNumber(random: Random): string {
  return Array.from({ length: 26 }, () => String(random.between(1, 9))).join('');
}

/** Nine digits with the check digit of the Ministry of the Interior, so that one changed digit is not another's number. */
function dealerNumber(random: Random): string {
  const digits = Array.from({ length: 8 }, (_, index) => (index === 0 ? 5 : random.below(10)));
  const sum = digits.reduce((total, digit, index) => {
    const weighed = digit * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

export function shekels(agorot: number): string {
  const digits = String(Math.abs(agorot)).padStart(3, '0');
  return `${agorot < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function materialOf({ fields, existingNumber }: SourceDocument): Material {
  return {
    type: fields.documentType,
    reference: fields.reference,
    day: fields.documentDate,
    net: agorotOf(fields.netAmount),
    vat: agorotOf(fields.vatAmount),
    gross: agorotOf(fields.grossAmount),
    dealer: fields.customer.vatNumber ?? '',
    number: existingNumber ?? '',
  };
}

function agorotOf(text: string): number {
  return /^-?\d{1,13}(?:\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;
}

export function keyOf({ type, reference, day, net, vat, gross, dealer, number }: Material): string {
  return [type, reference, day, net, vat, gross, dealer, number].join(' | ');
}
