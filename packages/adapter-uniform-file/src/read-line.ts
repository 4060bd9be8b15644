import type { ItemFields, RelatedDocument } from '@ishur/contract/v1';
import { withoutMinus } from './read-header.ts';
import type { FieldReader } from './record-fields.ts';
import type { Writable } from './writable.ts';

/** Types on which another document rests, and as what: a credit note names what it credits. Orders and delivery notes say nothing. */
const INVOICES: ReadonlySet<number> = new Set([300, 305, 310, 320, 340, 345]);

/** Reads a D110 record, which `source` has been opened on. */
export function readLine(source: FieldReader): ItemFields {
  const item: Writable<ItemFields> = {};
  const index = source.code(1255);
  const catalogNumber = source.text(1259);
  const description = source.text(1260);
  const unit = source.text(1263);
  const quantity = source.decimal(1264);
  const pricePerUnit = source.decimal(1265);
  // Negative in the file, because it reduces the line (section 2.4, clarification 5).
  const discount = withoutMinus(source.decimal(1266));
  const netAmount = source.decimal(1267);
  const vatRate = source.decimal(1268);
  if (index !== undefined) item.index = Number(index);
  if (catalogNumber !== undefined) item.catalogNumber = catalogNumber;
  if (description !== undefined) item.description = description;
  if (unit !== undefined) item.unit = unit;
  if (quantity !== undefined) item.quantity = withoutLastZeros(quantity);
  if (pricePerUnit !== undefined) item.pricePerUnit = pricePerUnit;
  if (discount !== undefined && discount !== '0.00') item.discount = discount;
  if (netAmount !== undefined) item.netAmount = netAmount;
  if (vatRate !== undefined) item.vatRate = vatRate;
  return item;
}

/** The document on which this line, and so its document, rests. */
export function readBase(source: FieldReader): RelatedDocument | undefined {
  const code = source.code(1256);
  const documentType = Number(code ?? 0);
  const reference = source.text(1257);
  if (reference === undefined || /^0+$/.test(reference) || !INVOICES.has(documentType)) return undefined;
  const type = Number(source.code(1253) ?? 0);
  if (type === 330) return { as: 'credited', documentType, reference };
  return INVOICES.has(type) && documentType === 300 ? { as: 'base', documentType, reference } : undefined;
}

/** `24.5000` is `24.5`, `4.0000` is `4`. */
function withoutLastZeros(decimal: string): string {
  let end = decimal.length;
  while (decimal.charCodeAt(end - 1) === ZERO) end -= 1;
  return decimal.slice(0, decimal.charCodeAt(end - 1) === POINT ? end - 1 : end);
}

const ZERO = 0x30;
const POINT = 0x2e;
