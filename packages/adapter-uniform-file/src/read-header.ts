import type { Fault } from '@ishur/contract';
import type { CustomerFields, InvoiceFields, SourceDocument } from '@ishur/contract/v1';
import { fromAgorot, isOddReference, toAgorot } from '@ishur/adapter-kit';
import { iniField } from './read-ini.ts';
import type { Ini } from './read-ini.ts';
import type { FieldReader } from './record-fields.ts';
import type { Writable } from './writable.ts';

export type Header =
  | {
      readonly kind: 'header';
      readonly ref: string;
      readonly standing: SourceDocument['standing'];
      /** Its lines are added when they are there. */
      readonly fields: Writable<InvoiceFields>;
    }
  | { readonly kind: 'unreadable' };

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

/** Reads a C100 record, which `source` has been opened on. Signs: section 2.4; a credit note has positive amounts, its type tells the direction. */
export function readHeader(source: FieldReader, faults: Fault[], facts: RunFacts): Header {
  source.blameIn(faults);
  const type = source.code(1203);
  // A number never ends in the sign that fields are filled up with.
  const reference = source.text(1204)?.replace(/[ !]+$/, '');
  const documentDate = source.day(1230);
  const standing = standingOf(source);
  const { net, vat, gross, currency } = amountsOf(source, faults, type);
  const branch = source.text(1231);
  const producedOn = source.day(1205);
  // Programs without discounts leave it empty, which may be zeros: nothing before a discount leaves nothing after it.
  const before = source.decimal(1219);
  const amountBeforeDiscount = isNothing(before) && !isNothing(net) ? undefined : before;
  // Negative in the file, because it reduces the document (clarification 5); the authority wants it without a sign.
  const discount = withoutMinus(source.decimal(1220));
  const issuerVatNumber = source.dealer(1202);
  const customer = customerOf(source);
  if (type === undefined) source.blame('value-missing', 1203);
  if (reference === undefined) source.blame('value-missing', 1204);
  // Letters of a series stand directly before the figures (section 2.4), so that a hole is damage.
  else if (isOddReference(reference) || /\s{2}/.test(reference)) source.blame('bad-reference', 1204);
  if (documentDate === undefined && !faults.some(({ path }) => path === '1230')) source.blame('value-missing', 1230);
  if (faults.length > 0 || type === undefined || reference === undefined || documentDate === undefined)
    return { kind: 'unreadable' };

  const documentType = Number(type);
  const fields: Writable<InvoiceFields> = {
    documentType,
    reference,
    documentDate,
    netAmount: net,
    vatAmount: vat,
    grossAmount: gross,
    customer,
  };
  if (producedOn !== undefined) fields.producedOn = producedOn;
  if (amountBeforeDiscount !== undefined) fields.amountBeforeDiscount = amountBeforeDiscount;
  if (discount !== undefined) fields.discount = discount;
  if (branch !== undefined) fields.branch = branch;
  if (issuerVatNumber !== undefined) fields.issuerVatNumber = issuerVatNumber;
  if (facts.softwareNumber !== undefined) fields.softwareNumber = facts.softwareNumber;
  const foreign = facts.foreignCurrency ?? currency;
  if (foreign !== undefined) fields.currency = foreign;
  const series = facts.hasBranches && branch !== undefined ? `${branch}:` : '';
  return { kind: 'header', ref: `${documentType}:${series}${reference}`, standing, fields };
}

function isNothing(amount: string | undefined): boolean {
  return amount !== undefined && /^[0.-]+$/.test(amount);
}

export function withoutMinus(amount: string | undefined): string | undefined {
  return amount?.startsWith('-') === true ? amount.slice(1) : amount;
}

function standingOf(source: FieldReader): SourceDocument['standing'] {
  const mark = source.text(1228);
  if (mark === '1') return 'cancelled';
  if (mark !== undefined && mark !== '0') source.blame('bad-value', 1228);
  return 'final';
}

interface Amounts {
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  /** Where there are only amounts in another currency. */
  readonly currency: string | undefined;
}

function amountsOf(source: FieldReader, faults: readonly Fault[], type: string | undefined): Amounts {
  const faultsBefore = faults.length;
  const net = source.decimal(1221);
  const vat = source.decimal(1222);
  const gross = source.decimal(1223);
  const missing = Number(net === undefined) + Number(vat === undefined) + Number(gross === undefined);
  const isUnderstood = faults.length === faultsBefore;
  if (isUnderstood && missing > 1 && INVOICES.has(type ?? '')) {
    if (net === undefined) source.blame('value-missing', 1221);
    if (vat === undefined) source.blame('value-missing', 1222);
    if (gross === undefined) source.blame('value-missing', 1223);
  }
  const amounts =
    missing === 1 ? complete(net, vat, gross) : { net: net ?? ZERO, vat: vat ?? ZERO, gross: gross ?? ZERO };
  const foreign = source.decimal(1217);
  const isForeign = foreign !== undefined && foreign !== ZERO && amounts.gross === ZERO;
  return { ...amounts, currency: isForeign ? source.text(1218) : undefined };
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

function customerOf(source: FieldReader): CustomerFields {
  const customer: Writable<CustomerFields> = {};
  const name = source.text(1207);
  const vatNumber = source.dealer(1215);
  const country = source.text(1213);
  const account = source.text(1225);
  if (name !== undefined) customer.name = name;
  if (vatNumber !== undefined) customer.vatNumber = vatNumber;
  if (country !== undefined) customer.country = country;
  if (account !== undefined) customer.account = account;
  return customer;
}
