import type { Fault } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, SourceDocument } from '@ishur/contract/v1';
import { fromAgorot, toAgorot } from '@ishur/adapter-kit';
import { iniField } from './read-ini.ts';
import type { Ini } from './read-ini.ts';
import { fieldsOf } from './record-fields.ts';
import type { RecordFields } from './record-fields.ts';
import type { Spelling } from './spelling.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

export type Header =
  | {
      readonly kind: 'header';
      readonly ref: string;
      readonly standing: SourceDocument['standing'];
      readonly fields: InvoiceFields;
    }
  | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] };

/** What of INI.TXT stands in every document. */
export interface RunFacts {
  /** 1006; `undefined` where the software has no certificate. */
  readonly softwareNumber: string | undefined;
  /** 1032, where the books are kept in another currency than shekels. */
  readonly foreignCurrency: string | undefined;
  /** 1034: document numbers may repeat from branch to branch. */
  readonly hasBranches: boolean;
}

export function factsOf(ini: Ini | undefined): RunFacts {
  const software = iniField(ini, 1006);
  const currency = iniField(ini, 1032).toUpperCase();
  return {
    softwareNumber: /^\d*[1-9]\d*$/.test(software) ? software : undefined,
    foreignCurrency: /^[A-Z]{3}$/.test(currency) && currency !== 'ILS' && currency !== 'NIS' ? currency : undefined,
    hasBranches: iniField(ini, 1034) === '1',
  };
}

/** Types whose amounts the law looks at: an empty amount of theirs is never taken for nothing. */
const INVOICES: ReadonlySet<string> = new Set(['300', '305', '310', '320', '330', '340', '345', '700', '710']);

/** Reads a C100 record. Signs: section 2.4; a credit note has positive amounts, its type tells the direction. */
export function readHeader(record: string, where: string, spelling: Spelling, facts: RunFacts): Header {
  const source = fieldsOf(record, where, spelling);
  const type = source.code(1203);
  const reference = source.text(1204);
  const documentDate = source.day(1230);
  const standing = standingOf(source);
  const amounts = amountsOf(source, type);
  const optional = optionalFields(source, facts);
  const customer = customerOf(source);
  if (type === undefined) source.blame('value-missing', 1203);
  if (reference === undefined) source.blame('value-missing', 1204);
  if (documentDate === undefined && !source.faults.some(({ path }) => path === '1230'))
    source.blame('value-missing', 1230);
  if (source.faults.length > 0 || type === undefined || reference === undefined || documentDate === undefined)
    return { kind: 'unreadable', faults: source.faults };

  const documentType = Number(type);
  const branch = facts.hasBranches && optional.branch !== undefined ? `${optional.branch}:` : '';
  const { foreign, ...shekels } = amounts;
  const fields: Writable<InvoiceFields> = { documentType, reference, documentDate, ...shekels, customer, ...optional };
  setIfPresent(fields, 'currency', facts.foreignCurrency ?? foreign);
  return { kind: 'header', ref: `${documentType}:${branch}${reference}`, standing, fields };
}

function standingOf(source: RecordFields): SourceDocument['standing'] {
  const mark = source.text(1228);
  if (mark === '1') return 'cancelled';
  if (mark !== undefined && mark !== '0') source.blame('bad-value', 1228);
  return 'final';
}

type Amounts = Pick<InvoiceFields, 'netAmount' | 'vatAmount' | 'grossAmount'> & {
  readonly foreign: string | undefined;
};

function amountsOf(source: RecordFields, type: string | undefined): Amounts {
  const faultsBefore = source.faults.length;
  const [net, vat, gross] = [source.decimal(1221), source.decimal(1222), source.decimal(1223)];
  const missing = [net, vat, gross].filter((amount) => amount === undefined).length;
  const isUnderstood = source.faults.length === faultsBefore;
  if (isUnderstood && missing > 1 && INVOICES.has(type ?? '')) {
    if (net === undefined) source.blame('value-missing', 1221);
    if (vat === undefined) source.blame('value-missing', 1222);
    if (gross === undefined) source.blame('value-missing', 1223);
  }
  const amounts =
    missing === 1 ? complete(net, vat, gross) : { net: net ?? ZERO, vat: vat ?? ZERO, gross: gross ?? ZERO };
  const foreignAmount = source.decimal(1217);
  const hasOnlyForeign = foreignAmount !== undefined && foreignAmount !== ZERO && amounts.gross === ZERO;
  const foreign = hasOnlyForeign ? source.text(1218) : undefined;
  return { netAmount: amounts.net, vatAmount: amounts.vat, grossAmount: amounts.gross, foreign };
}

const ZERO = '0.00';

/** Works out the one amount of the three that is missing, in whole agorot. */
function complete(
  net: string | undefined,
  vat: string | undefined,
  gross: string | undefined,
): { net: string; vat: string; gross: string } {
  const agorot = (text: string | undefined): number => toAgorot(text ?? ZERO) ?? 0;
  return {
    net: net ?? fromAgorot(agorot(gross) - agorot(vat)),
    vat: vat ?? fromAgorot(agorot(gross) - agorot(net)),
    gross: gross ?? fromAgorot(agorot(net) + agorot(vat)),
  };
}

function customerOf(source: RecordFields): CustomerFields {
  const customer: Writable<CustomerFields> = {};
  setIfPresent(customer, 'name', source.text(1207));
  setIfPresent(customer, 'vatNumber', source.dealer(1215));
  setIfPresent(customer, 'country', source.text(1213));
  setIfPresent(customer, 'account', source.text(1225));
  return customer;
}

function optionalFields(source: RecordFields, facts: RunFacts): Partial<Writable<InvoiceFields>> {
  const fields: Partial<Writable<InvoiceFields>> = {};
  setIfPresent(fields, 'producedOn', source.day(1205));
  setIfPresent(fields, 'amountBeforeDiscount', source.decimal(1219));
  // Negative in the file, because it reduces the document (clarification 5); the authority wants it without a sign.
  setIfPresent(fields, 'discount', source.decimal(1220)?.replace(/^-/, ''));
  setIfPresent(fields, 'branch', source.text(1231));
  setIfPresent(fields, 'issuerVatNumber', source.dealer(1202));
  setIfPresent(fields, 'softwareNumber', facts.softwareNumber);
  return fields;
}
