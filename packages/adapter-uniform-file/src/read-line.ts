import type { Fault } from '@ishur/contract';
import type { ItemFields, RelatedDocument } from '@ishur/contract/v1';
import { fieldsOf, rawField } from './record-fields.ts';
import type { Spelling } from './spelling.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

/** A D110 record. */
export interface DocumentLine {
  readonly item: ItemFields;
  readonly base: RelatedDocument | undefined;
  readonly faults: readonly Fault[];
}

/** What joins D110 lines to their C100 header: type and number as they stand (section 2.4: the same text in every record). */
export function keyOfLine(record: string): string {
  return `${rawField(record, 1253)}:${rawField(record, 1254).trim()}`;
}

export function keyOfHeader(record: string): string {
  return `${rawField(record, 1203)}:${rawField(record, 1204).trim()}`;
}

/** Types on which another document rests, and as what: a credit note names what it credits. Orders and delivery notes say nothing. */
const INVOICES: ReadonlySet<number> = new Set([300, 305, 310, 320, 340, 345]);

export function readLine(record: string, where: string, spelling: Spelling): DocumentLine {
  const fields = fieldsOf(record, where, spelling);
  const item: Writable<ItemFields> = {};
  const index = fields.code(1255);
  if (index !== undefined) item.index = Number(index);
  setIfPresent(item, 'catalogNumber', fields.text(1259));
  setIfPresent(item, 'description', fields.text(1260));
  setIfPresent(item, 'unit', fields.text(1263));
  setIfPresent(item, 'quantity', fields.decimal(1264)?.replace(/\.?0+$/, ''));
  setIfPresent(item, 'pricePerUnit', fields.decimal(1265));
  // Negative in the file, because it reduces the line (section 2.4, clarification 5).
  const discount = fields.decimal(1266)?.replace(/^-/, '');
  if (discount !== '0.00') setIfPresent(item, 'discount', discount);
  setIfPresent(item, 'netAmount', fields.decimal(1267));
  setIfPresent(item, 'vatRate', fields.decimal(1268));
  return { item, base: baseOf(Number(fields.code(1253) ?? 0), fields), faults: fields.faults };
}

function baseOf(type: number, fields: ReturnType<typeof fieldsOf>): RelatedDocument | undefined {
  const baseType = Number(fields.code(1256) ?? 0);
  const reference = fields.text(1257);
  if (reference === undefined || /^0+$/.test(reference) || !INVOICES.has(baseType)) return undefined;
  if (type === 330) return { as: 'credited', documentType: baseType, reference };
  return INVOICES.has(type) && baseType === 300 ? { as: 'base', documentType: baseType, reference } : undefined;
}
