import type { Fault, LocalizedMessage } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, ItemFields, RelatedDocument, SourceDocument } from '@ishur/contract/v1';
import { createFaults, createObjectReader } from './object-reader.ts';
import type { Faults, ObjectReader } from './object-reader.ts';
import type { JsonObject, JsonValue } from './parse-json.ts';
import type { FileRecord } from './read-file.ts';
import { isSkillInvoice, readSkillInvoice } from './skill-invoice.ts';

/** What one value of a file turned out to be. */
export type ReadDocument =
  | {
      readonly kind: 'document';
      readonly line: number;
      readonly ref: string;
      readonly standing: SourceDocument['standing'];
      readonly fields: InvoiceFields;
      readonly existingNumber: string | undefined;
    }
  | { readonly kind: 'unreadable'; readonly line: number; readonly faults: readonly Fault[] };

/** What stands where an object should. */
const KIND_NAMES: Readonly<Record<JsonValue['kind'], LocalizedMessage>> = {
  string: { he: 'נמצא טקסט', en: 'found a string' },
  number: { he: 'נמצא מספר', en: 'found a number' },
  literal: { he: 'נמצא ערך true, false או null', en: 'found true, false or null' },
  array: { he: 'נמצא מערך', en: 'found an array' },
  object: { he: 'נמצא אובייקט', en: 'found an object' },
};

/** Reads the documents of one record: one, or all that a list `invoices` in it holds. `file` is its name, for messages. */
export function readDocuments({ line, parsed }: FileRecord, file: string): ReadDocument[] {
  const faults = createFaults(file);
  if (parsed.kind === 'too-long') {
    faults.add(
      'too-long',
      '',
      line,
      undefined,
      'המסמך ארוך מ-1,048,576 תווים. פצלו אותו.',
      'The document is longer than 1,048,576 characters. Split it.',
    );
    return [{ kind: 'unreadable', line, faults: faults.list }];
  }
  if (parsed.kind === 'problem') {
    const [he, en] = [
      'זה אינו JSON תקין. תקנו את המסמך או הפיקו אותו מחדש.',
      'This is not valid JSON. Mend the document or export it again.',
    ];
    faults.add(parsed.problem === 'syntax' ? 'syntax' : parsed.problem, '', parsed.line, undefined, he, en);
    return [{ kind: 'unreadable', line, faults: faults.list }];
  }
  const { value } = parsed;
  const list = value.kind === 'object' && value.members.size === 1 ? value.members.get('invoices') : undefined;
  return list?.kind === 'array' ? list.items.map((item) => readValue(item, file)) : [readValue(value, file)];
}

function readValue(value: JsonValue, file: string): ReadDocument {
  const faults = createFaults(file);
  const { line } = value;
  if (value.kind !== 'object') {
    faults.add(
      'not-an-object',
      '',
      line,
      KIND_NAMES[value.kind],
      'נדרש אובייקט לכל מסמך.',
      'Expected one object for each document.',
    );
    return { kind: 'unreadable', line, faults: faults.list };
  }
  const read = isSkillInvoice(value) ? readSkillInvoice(value, faults) : readOwn(value, faults);
  if (read === undefined || faults.list.length > 0) return { kind: 'unreadable', line, faults: faults.list };
  return { kind: 'document', line, ...read };
}

type Read = Omit<Extract<ReadDocument, { kind: 'document' }>, 'kind' | 'line'>;

function readOwn(source: JsonObject, faults: Faults): Read | undefined {
  const reader = createObjectReader(source, '', faults);
  const documentType = reader.integer('documentType');
  const reference = reader.reference('reference');
  const documentDate = reader.day('documentDate');
  const netAmount = reader.amount('netAmount');
  const vatAmount = reader.amount('vatAmount');
  const grossAmount = reader.amount('grossAmount');
  const customer = reader.object('customer');
  const required = { documentType, reference, documentDate, netAmount, vatAmount, grossAmount, customer };
  for (const [name, value] of Object.entries(required)) reader.require(name, value);
  const optional = present({
    producedOn: reader.day('producedOn'),
    amountBeforeDiscount: reader.amount('amountBeforeDiscount'),
    discount: reader.amount('discount'),
    branch: reader.reference('branch'),
    note: reader.text('note'),
    issuerVatNumber: reader.dealer('issuerVatNumber'),
    softwareNumber: reader.text('softwareNumber'),
    currency: reader.text('currency'),
    items: listOf(reader, 'items', faults, readItem),
    related: listOf(reader, 'related', faults, readRelated),
  });
  const customerFields = customer && readCustomer(createObjectReader(customer, 'customer.', faults));
  const standing = reader.oneOf('standing', ['final', 'draft', 'cancelled']) ?? 'final';
  const existingNumber = reader.digits('existingNumber');
  const ref = reader.text('ref');
  reader.close(['extra']);
  if (documentType === undefined || reference === undefined || documentDate === undefined) return undefined;
  if (netAmount === undefined || vatAmount === undefined || grossAmount === undefined) return undefined;
  if (customerFields === undefined) return undefined;
  const amounts = { netAmount, vatAmount, grossAmount };
  const fields = { documentType, reference, documentDate, ...amounts, customer: customerFields, ...optional };
  return { ref: ref ?? `${documentType}:${reference}`, standing, fields, existingNumber };
}

function readCustomer(reader: ObjectReader): CustomerFields {
  const fields = present({
    name: reader.text('name'),
    vatNumber: reader.dealer('vatNumber'),
    country: reader.text('country'),
    account: reader.reference('account'),
    kind: reader.oneOf('kind', ['dealer', 'private', 'non-deducting', 'foreign', 'palestinian']),
  });
  reader.close(['extra']);
  return fields;
}

function readItem(reader: ObjectReader): ItemFields {
  return present({
    index: reader.integer('index'),
    catalogNumber: reader.reference('catalogNumber'),
    category: reader.reference('category'),
    description: reader.text('description'),
    unit: reader.text('unit'),
    quantity: reader.decimal('quantity'),
    pricePerUnit: reader.decimal('pricePerUnit'),
    discount: reader.amount('discount'),
    netAmount: reader.amount('netAmount'),
    vatRate: reader.decimal('vatRate'),
    vatAmount: reader.amount('vatAmount'),
  });
}

function readRelated(reader: ObjectReader): RelatedDocument | undefined {
  const as = reader.oneOf('as', ['base', 'credited', 'replaced', 'cancelled']);
  const reference = reader.reference('reference');
  reader.require('as', as);
  reader.require('reference', reference);
  const optional = present({ documentType: reader.integer('documentType'), invoiceId: reader.text('invoiceId') });
  return as === undefined || reference === undefined ? undefined : { as, reference, ...optional };
}

function listOf<Element>(
  reader: ObjectReader,
  name: string,
  faults: Faults,
  read: (reader: ObjectReader) => Element | undefined,
): Element[] | undefined {
  return reader.array(name)?.flatMap((value, index) => {
    const path = `${name}[${index}]`;
    if (value.kind !== 'object') {
      faults.add('not-an-object', path, value.line, KIND_NAMES[value.kind], 'נדרש אובייקט.', 'Expected an object.');
      return [];
    }
    const inner = createObjectReader(value, `${path}.`, faults);
    const element = read(inner);
    inner.close(['extra']);
    return element === undefined ? [] : [element];
  });
}

type Present<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields that there are: one that is absent is left out. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}
