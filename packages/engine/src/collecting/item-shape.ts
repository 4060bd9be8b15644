import type { Fault } from '@ishur/contract';
import type { SourceDocument } from '@ishur/contract/v1';
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
  }
  for (const path of ['items', 'related']) {
    const value = fields[path];
    expect(value === undefined || (Array.isArray(value) && value.every(isObject)), path, value, 'a list of objects');
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
