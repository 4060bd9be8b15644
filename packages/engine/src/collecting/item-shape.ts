import type { Fault } from '@ishur/contract';
import type { CustomerKind, RelatedDocument, SourceDocument } from '@ishur/contract/v1';
import { besideFields } from './told-item.ts';

/**
 * What is wrong with the shape of a document that an adapter delivered. Adapters are other people's code, and not all of it is
 * typed: a missing text must become a fault of that document, and not a failure of everything.
 */
export function shapeFaults(item: SourceDocument): readonly Fault[] {
  const faults: Fault[] = [];
  const expect = (isRight: boolean, path: string, found: unknown, expected: string): void => {
    if (!isRight) faults.push(malformed(path, found, expected));
  };
  const fields: unknown = item.fields;
  if (!isObject(fields)) return [malformed('fields', fields, 'an object')];
  const type = fields['documentType'];
  expect(typeof type === 'number' && Number.isInteger(type), 'documentType', type, 'a whole number such as 305');
  for (const path of ['reference', 'documentDate', 'netAmount', 'vatAmount', 'grossAmount']) {
    expect(typeof fields[path] === 'string', path, fields[path], 'a text');
  }
  for (const path of OPTIONAL_TEXTS) {
    expect(fields[path] === undefined || typeof fields[path] === 'string', path, fields[path], 'a text, or nothing');
  }
  const customer = fields['customer'];
  if (!isObject(customer)) expect(false, 'customer', customer, 'an object');
  else {
    for (const path of ['name', 'vatNumber', 'country', 'account', 'kind']) {
      const value = customer[path];
      expect(value === undefined || typeof value === 'string', `customer.${path}`, value, 'a text, or nothing');
    }
    const { kind } = customer;
    expect(typeof kind !== 'string' || KINDS.includes(kind), 'customer.kind', kind, `one of ${KINDS.join(', ')}`);
  }
  for (const path of ['items', 'related'] as const) {
    const value = fields[path];
    const isList = value === undefined || (Array.isArray(value) && value.every(isObject));
    expect(isList, path, value, 'a list of objects');
    if (!Array.isArray(value) || !isList) continue;
    for (const [index, member] of value.entries()) expectMember[path](member as Members, `${path}[${index}]`, expect);
  }
  const { standing } = item as { readonly standing: unknown };
  expect(
    standing === 'draft' || standing === 'final' || standing === 'cancelled',
    'standing',
    standing,
    'draft, final or cancelled',
  );
  for (const [path, found, expected] of besideFields({ ...item })) expect(false, path, found, expected);
  return faults;
}

type Members = Readonly<Record<string, unknown>>;
type Expect = (isRight: boolean, path: string, found: unknown, expected: string) => void;

const KINDS: readonly string[] = [
  'dealer',
  'private',
  'non-deducting',
  'foreign',
  'palestinian',
] satisfies readonly CustomerKind[];
const ITEM_TEXTS = [
  'catalogNumber',
  'category',
  'description',
  'unit',
  'quantity',
  'pricePerUnit',
  'discount',
  'netAmount',
  'vatRate',
  'vatAmount',
] as const;
const RELATIONS: readonly unknown[] = [
  'base',
  'credited',
  'replaced',
  'cancelled',
] satisfies readonly RelatedDocument['as'][];

const expectMember: Readonly<Record<'items' | 'related', (member: Members, path: string, expect: Expect) => void>> = {
  items(item, path, expect) {
    const { index } = item;
    expect(index === undefined || typeof index === 'number', `${path}.index`, index, 'a number, or nothing');
    for (const name of ITEM_TEXTS) {
      const value = item[name];
      expect(value === undefined || typeof value === 'string', `${path}.${name}`, value, 'a text, or nothing');
    }
  },
  related({ as, reference, documentType, invoiceId }, path, expect) {
    expect(RELATIONS.includes(as), `${path}.as`, as, `one of ${RELATIONS.join(', ')}`);
    expect(typeof reference === 'string', `${path}.reference`, reference, 'a text');
    const isType = documentType === undefined || Number.isInteger(documentType);
    expect(isType, `${path}.documentType`, documentType, 'a whole number such as 332, or nothing');
    expect(
      invoiceId === undefined || typeof invoiceId === 'string',
      `${path}.invoiceId`,
      invoiceId,
      'a text, or nothing',
    );
  },
};

const OPTIONAL_TEXTS = [
  'producedOn',
  'amountBeforeDiscount',
  'discount',
  'branch',
  'note',
  'issuerVatNumber',
  'softwareNumber',
  'currency',
] as const;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function malformed(path: string, found: unknown, expected: string): Fault {
  const what =
    found === undefined ? 'undefined' : typeof found === 'object' ? (found === null ? 'null' : 'object') : typeof found;
  return {
    code: 'engine/malformed-document',
    path,
    message: {
      he: `המתאם מסר מסמך שהשדה ${path} בו אינו כנדרש בחוזה (נמצא: ${what}). דווחו ליצרן המתאם.`,
      en: `The adapter delivered a document whose field ${path} does not keep the contract: found ${what}, expected ${expected}. Report it to the maker of the adapter.`,
    },
  };
}
