import type { Fault } from '@ishur/contract';
import type { InvoiceFields, SourceDocument, UnreadableItem } from '@ishur/contract/v1';

/** What a message of a program that has lost its way looks like. */
const BROKEN_TEXT = /\bundefined\b|\[object |\bNaN\b|^\s+at .+:\d+:\d+\)?$/m;
const AMOUNT = /^-?\d+(?:\.\d{1,2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STANDINGS = ['draft', 'final', 'cancelled'];
const AMOUNTS = ['netAmount', 'vatAmount', 'grossAmount', 'amountBeforeDiscount', 'discount'] as const;
const TEXTS = ['reference', 'branch', 'note', 'issuerVatNumber', 'softwareNumber', 'currency'] as const;

/** What is wrong with an item's shape, by the contract; `undefined` where nothing is. */
export function shapeProblem(item: SourceDocument | UnreadableItem): string | undefined {
  if (!isText(item.cursor)) return 'the cursor is no text';
  if (item.kind === 'unreadable') {
    if (!isText(item.where)) return '`where` is no text';
    if (item.faults.length === 0) return 'an unreadable item without a fault';
    return item.faults.map(faultProblem).find((problem) => problem !== undefined);
  }
  if (item.kind !== 'document') return 'an item of no kind';
  if (!isText(item.ref) || item.ref === '') return 'a document without a ref';
  if (!STANDINGS.includes(item.standing)) return `the standing ${String(item.standing)}`;
  if (item.existingNumber !== undefined && !/^\d+$/.test(item.existingNumber))
    return 'an existing number of other signs';
  return fieldsProblem(item.fields);
}

function fieldsProblem(fields: InvoiceFields): string | undefined {
  if (!Number.isInteger(fields.documentType)) return 'a document type that is no whole number';
  if (fields.reference === '') return 'a document without a number';
  if (!DAY.test(fields.documentDate)) return `the day ${fields.documentDate}`;
  if (typeof fields.customer !== 'object') return 'a document without a customer';
  for (const name of ['netAmount', 'vatAmount', 'grossAmount'] as const)
    if (fields[name] === undefined) return `${name} is missing`;
  for (const name of AMOUNTS) {
    const amount: unknown = fields[name];
    if (amount !== undefined && !(isText(amount) && AMOUNT.test(amount))) return `${name} is ${JSON.stringify(amount)}`;
  }
  for (const name of TEXTS) {
    const text: unknown = fields[name];
    if (text !== undefined && !isText(text)) return `${name} is no text`;
  }
  for (const [name, value] of Object.entries(fields.customer)) if (!isText(value)) return `customer.${name} is no text`;
  return undefined;
}

function faultProblem({ code, path, message }: Fault): string | undefined {
  if (!/^[a-z-]+\/[a-z-]+$/.test(code)) return `the fault code ${code}`;
  if (!isText(path)) return `${code} without a path`;
  return textProblem(message.he, code) ?? textProblem(message.en, code);
}

export function textProblem(text: string, code: string): string | undefined {
  if (!isText(text) || text.trim() === '') return `${code} without a message`;
  const found = BROKEN_TEXT.exec(text)?.[0];
  return found === undefined ? undefined : `${code} says «${found}»`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
