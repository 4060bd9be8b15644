import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';

/** What a set of documents is made of. */
export interface DocumentMix {
  readonly count: number;
  /** Of a hundred documents, how many have lines. */
  readonly withItems: number;
  /** Of a hundred documents, how many need no number: small ones, private customers, transaction invoices, credit notes. */
  readonly notRequired: number;
}

const START = Date.UTC(2024, 4, 5);
const DAYS = 960; // up to the end of 2026, over every step of the threshold and a change of the rate
const DAY = 86_400_000;

const FIRST_NAMES = ['כרמל', 'גל', 'אורן', 'תבור', 'שקד', 'ארז', 'נחל', 'מעיין', 'הדר', 'רימון', 'דקל', 'ים'];
const LAST_NAMES = ['שיווק', 'בניין', 'הנדסה', 'מזון', 'לוגיסטיקה', 'דפוס', 'חשמל', 'יזמות'];
const GOODS = ['ברגים', 'נייר צילום', 'שעות ייעוץ', 'הובלה', 'צבע לבן 18 ליטר', 'תחזוקה חודשית', 'כבלים', 'רישיון'];
const UNITS = ['יחידה', 'שעה', 'ק"ג', 'חבילה', 'מטר'];
const NUMBERED_TYPES = [305, 305, 305, 305, 320, 320, 310, 345, 348, 332];

/** Documents in which core finds no fault, no two of them alike, always the same ones for the same mix. */
export function benchDocuments({ count, withItems, notRequired }: DocumentMix): readonly InvoiceFields[] {
  const dice = seededDice(20_260_601);
  return Array.from({ length: count }, (_, index) => {
    const fields = numbered(dice, index, dice(100) < withItems);
    return dice(100) < notRequired ? withoutDuty(dice, fields) : fields;
  });
}

type Dice = (sides: number) => number;

function numbered(dice: Dice, index: number, hasItems: boolean): InvoiceFields {
  const date = new Date(START + dice(DAYS) * DAY).toISOString().slice(0, 10);
  const percent = date < '2025-01-01' ? 17 : 18;
  const discount = dice(4) === 0 ? dice(20_000) : 0;
  // Above the highest threshold, 25,000 shekels, whatever the date; most are small businesses' invoices, some are large.
  const least = 2_500_001 + discount;
  const wanted = least + dice(dice(10) === 0 ? 900_000_000 : 5_000_000);
  const items = hasItems ? lines(dice, wanted, percent) : [];
  const before = items.reduce((sum, { net }) => sum + net, 0) || wanted;
  const net = before - discount;
  const vat = Math.round((net * percent) / 100);
  return {
    documentType: pick(dice, NUMBERED_TYPES),
    reference: String(10_000 + index),
    documentDate: date,
    netAmount: shekels(net),
    vatAmount: shekels(vat),
    grossAmount: shekels(net + vat),
    customer: {
      name: `${pick(dice, FIRST_NAMES)} ${pick(dice, LAST_NAMES)} בע"מ`,
      vatNumber: dealerNumber(dice),
      ...(dice(2) === 0 && { kind: 'dealer' }),
      ...(dice(4) === 0 && { country: 'IL' }),
    },
    ...(dice(2) === 0 && { producedOn: date }),
    ...(discount > 0 && { amountBeforeDiscount: shekels(before), discount: shekels(discount) }),
    ...(dice(5) === 0 && { branch: String(1 + dice(40)) }),
    ...(dice(5) === 0 && { note: `הזמנה ${String(dice(90_000))}` }),
    ...(dice(5) === 0 && { currency: 'ILS' }),
    ...(hasItems && { items: items.map(({ fields }) => fields) }),
  };
}

/** One to six lines that together come to the amount or a little more. */
function lines(dice: Dice, wanted: number, percent: number): readonly { net: number; fields: ItemFields }[] {
  const count = 1 + dice(6);
  return Array.from({ length: count }, (_, index) => {
    const quantity = 1 + dice(40);
    const price = Math.ceil(wanted / count / quantity);
    const net = price * quantity;
    const fields: ItemFields = {
      index: index + 1,
      description: pick(dice, GOODS),
      quantity: String(quantity),
      pricePerUnit: shekels(price),
      netAmount: shekels(net),
      vatRate: `${String(percent)}.00`,
      vatAmount: shekels(Math.round((net * percent) / 100)),
      ...(dice(2) === 0 && { unit: pick(dice, UNITS), catalogNumber: `A-${String(1000 + dice(9000))}` }),
      ...(dice(3) === 0 && { category: `1${String(1 + dice(21)).padStart(5, '0')}` }),
    };
    return { net, fields };
  });
}

/** The same document where one of the conditions does not hold. */
function withoutDuty(dice: Dice, fields: InvoiceFields): InvoiceFields {
  const { name = '' } = fields.customer;
  switch (dice(4)) {
    case 0:
      return { ...fields, customer: { name, kind: 'private' } };
    case 1:
      return { ...fields, documentType: 300 };
    case 2:
      return {
        ...fields,
        documentType: 330,
        related: [{ as: 'credited', documentType: 305, reference: String(10_000 + dice(9_000)) }],
      };
    default:
      return { ...fields, vatAmount: '0.00', grossAmount: fields.netAmount };
  }
}

/** Nine digits; one in twenty was typed wrongly, so that its check digit does not fit. */
function dealerNumber(dice: Dice): string {
  const digits = `5${String(dice(10_000_000)).padStart(7, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  const wrong = dice(20) === 0 ? 1 : 0;
  return `${digits}${String((10 - (sum % 10) + wrong) % 10)}`;
}

function shekels(agorot: number): string {
  const digits = String(agorot).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function pick<Value>(dice: Dice, values: readonly [Value, ...Value[]] | readonly Value[]): Value {
  const value = values[dice(values.length)];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}

/** Numbers from 0 up to the sides, the same in every run: mulberry32, whose constants are public. */
function seededDice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
