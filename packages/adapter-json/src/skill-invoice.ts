import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import { toAgorot } from '@ishur/adapter-kit';
import { createObjectReader } from './object-reader.ts';
import type { Faults } from './object-reader.ts';
import type { JsonObject, JsonValue } from './parse-json.ts';

/**
 * A shape of invoices that circulates among developers under the name of a "SHAAM JSON format". The authority has no such
 * format. Names are mapped and its figures are checked against each other; of everything else in it nothing is believed,
 * neither numbers of allocation nor periods.
 */
const TYPES: Readonly<Record<string, number>> = {
  hashbonit_mas: 305,
  hashbonit_mas_kabala: 320,
  hashbonit_zikuy: 330,
  kabala: 400,
};

export function isSkillInvoice({ members }: JsonObject): boolean {
  return members.has('invoice_type') && members.has('invoice_number') && !members.has('documentType');
}

interface ReadInvoice {
  readonly ref: string;
  readonly standing: 'final';
  readonly fields: InvoiceFields;
  readonly existingNumber: undefined;
}

export function readSkillInvoice(source: JsonObject, faults: Faults): ReadInvoice | undefined {
  const reader = createObjectReader(source, '', faults);
  const word = reader.oneOf('invoice_type', Object.keys(TYPES));
  const reference = reader.reference('invoice_number');
  const documentDate = reader.day('invoice_date');
  const totals = reader.object('totals');
  const buyer = reader.object('buyer');
  const supplier = reader.object('supplier');
  for (const [name, value] of Object.entries({
    invoice_type: word,
    invoice_number: reference,
    invoice_date: documentDate,
    totals,
    buyer,
  })) {
    reader.require(name, value);
  }
  const currency = reader.text('currency');
  const credited = reader.reference('original_invoice_reference');
  if (totals === undefined || buyer === undefined) return undefined;
  const amounts = readAmounts(totals, 'totals.', ['total_before_vat', 'total_vat', 'total_with_vat'], faults);
  const customer = createObjectReader(buyer, 'buyer.', faults);
  const [name, vatNumber] = [customer.text('name'), customer.dealer('tax_id')];
  const issuer = supplier && createObjectReader(supplier, 'supplier.', faults).dealer('tax_id');
  const items = readItems(reader.array('line_items') ?? [], amounts, faults);
  const documentType = TYPES[word ?? ''];
  if (documentType === undefined || reference === undefined || documentDate === undefined) return undefined;
  if (amounts === undefined) return undefined;
  const fields: InvoiceFields = {
    documentType,
    reference,
    documentDate,
    netAmount: amounts.net,
    vatAmount: amounts.vat,
    grossAmount: amounts.gross,
    customer: { ...(name === undefined ? {} : { name }), ...(vatNumber === undefined ? {} : { vatNumber }) },
    ...(issuer === undefined ? {} : { issuerVatNumber: issuer }),
    ...(currency === undefined ? {} : { currency }),
    ...(credited === undefined ? {} : { related: [{ as: 'credited', reference: credited }] }),
    ...(items.length === 0 ? {} : { items }),
  };
  return { ref: `${documentType}:${reference}`, standing: 'final', fields, existingNumber: undefined };
}

interface Amounts {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
}

/** Three amounts, of which the third is the sum of the others. */
function readAmounts(
  source: JsonObject,
  prefix: string,
  names: readonly [net: string, vat: string, gross: string],
  faults: Faults,
): Amounts | undefined {
  const reader = createObjectReader(source, prefix, faults);
  const [net, vat, gross] = names.map((name) => {
    const amount = reader.amount(name);
    reader.require(name, amount);
    return amount;
  });
  if (net === undefined || vat === undefined || gross === undefined) return undefined;
  if (agorot(net) + agorot(vat) !== agorot(gross))
    unequal(faults, prefix + names[2], source.line, gross, `${net} + ${vat}`);
  return { net, vat, gross };
}

function readItems(values: readonly JsonValue[], totals: Amounts | undefined, faults: Faults): ItemFields[] {
  const sums = { net: 0, vat: 0 };
  const items = values.flatMap((value, index): ItemFields[] => {
    const line = lineOf(value, `line_items[${index}]`, faults);
    if (line === undefined) return [];
    sums.net += agorot(line.netAmount ?? '0');
    sums.vat += agorot(line.vatAmount ?? '0');
    return [{ index: index + 1, ...line }];
  });
  const [first] = values;
  if (totals === undefined || first === undefined || items.length < values.length) return items;
  if (sums.net !== agorot(totals.net))
    unequal(faults, 'totals.total_before_vat', first.line, totals.net, 'Σ line_items');
  if (sums.vat !== agorot(totals.vat)) unequal(faults, 'totals.total_vat', first.line, totals.vat, 'Σ line_items');
  return items;
}

function lineOf(value: JsonValue, path: string, faults: Faults): Omit<ItemFields, 'index'> | undefined {
  if (value.kind !== 'object') {
    faults.add('not-an-object', path, value.line, undefined, 'נדרש אובייקט.', 'Expected an object.');
    return undefined;
  }
  const reader = createObjectReader(value, `${path}.`, faults);
  const amounts = readAmounts(value, `${path}.`, ['total_before_vat', 'vat_amount', 'total_with_vat'], faults);
  const description = reader.text('description');
  const [quantity, pricePerUnit, vatRate] = [
    reader.decimal('quantity'),
    reader.decimal('unit_price'),
    reader.decimal('vat_rate'),
  ];
  if (amounts === undefined) return undefined;
  const { net, vat } = amounts;
  // Rounding of one agora is everybody's own.
  if (vatRate !== undefined && Math.abs((agorot(net) * Number(vatRate)) / 100 - agorot(vat)) > 1) {
    unequal(faults, `${path}.vat_amount`, value.line, vat, `${net} × ${vatRate}%`);
  }
  if (quantity !== undefined && pricePerUnit !== undefined) {
    const product = Number(quantity) * Number(pricePerUnit) * 100;
    if (Math.abs(product - agorot(net)) > 1) {
      unequal(faults, `${path}.total_before_vat`, value.line, net, `${quantity} × ${pricePerUnit}`);
    }
  }
  return {
    ...(description === undefined ? {} : { description }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(pricePerUnit === undefined ? {} : { pricePerUnit }),
    ...(vatRate === undefined ? {} : { vatRate }),
    netAmount: net,
    vatAmount: vat,
  };
}

function unequal(faults: Faults, path: string, line: number, found: string, expected: string): void {
  const [he, en] = [
    `הסכום אינו שווה ל-${expected}. תקנו את הסכומים.`,
    `It does not equal ${expected}. Mend the figures.`,
  ];
  faults.add('figures-disagree', path, line, found, he, en);
}

function agorot(amount: string): number {
  return toAgorot(amount) ?? Number.NaN;
}
