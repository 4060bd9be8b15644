import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceDetails, LookUpService, NumberQuery } from '@ishur/core';
import {
  formatAmount,
  parseAllocationNumber,
  parseAmount,
  parseBusinessDay,
  parseVatNumber,
  shortNumber,
} from '@ishur/core';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../language.ts';
import { forPeople, renderTable } from '../output/table.ts';
import { typeName } from '../output/words.ts';

/** An invoice in hand, or its supplier beside a number. Amounts in shekels. */
export interface OneInvoice {
  readonly supplier?: string;
  readonly net?: string;
  readonly vat?: string;
  readonly date?: string;
  readonly reference?: string;
}

/** From one number to its invoice, or from one invoice to its number. */
export async function lookUpOne(
  context: CliContext,
  authority: Pick<LookUpService, 'findDetails' | 'findNumber'>,
  business: BusinessConfiguration,
  number: string | undefined,
  options: CommonOptions & OneInvoice,
): Promise<number> {
  const wrong = wrongWord(number, options);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  // Nine digits; a spreadsheet takes the zeros from their front.
  return number === undefined
    ? findNumber(context, authority, business, options)
    : findDetails(context, authority, business, number.padStart(9, '0'), options);
}

async function findDetails(
  context: CliContext,
  authority: Pick<LookUpService, 'findDetails'>,
  { vatNumber: customerVatNumber }: BusinessConfiguration,
  number: string,
  options: CommonOptions & OneInvoice,
): Promise<number> {
  const supplier = parseVatNumber(options.supplier ?? '');
  const query = { customerVatNumber, number, ...(supplier === undefined ? {} : { vatNumber: supplier }) };
  const found = await authority.findDetails(query, { signal: context.signal });
  if (options.json === true)
    context.json(
      found.kind === 'found' ? { found: true, ...inShekels(found.details) } : { found: false, why: found.kind },
    );
  else if (found.kind === 'found') context.out(renderDetails(number, found.details, options.lang, context.columns));
  else context.out(`${(found.kind === 'not-found' ? NOT_KNOWN : SUPPLIER_NEEDED)[options.lang]}\n`);
  return found.kind === 'found' ? EXIT.success : EXIT.data;
}

async function findNumber(
  context: CliContext,
  authority: Pick<LookUpService, 'findNumber'>,
  { vatNumber: customerVatNumber }: BusinessConfiguration,
  options: CommonOptions & OneInvoice,
): Promise<number> {
  const query = queryOf(options);
  if (query === undefined) return EXIT.usage;
  const found = await authority.findNumber({ customerVatNumber, ...query }, { signal: context.signal });
  const number = found.kind === 'found' ? found.number : undefined;
  if (options.json === true) {
    context.json(number === undefined ? { found: false } : { found: true, number, short: shortNumber(number) });
  } else {
    const words =
      number === undefined ? NO_NUMBER : { he: `מספר ההקצאה: ${number}`, en: `Allocation number: ${number}` };
    context.out(`${words[options.lang]}\n`);
  }
  return number === undefined ? EXIT.data : EXIT.success;
}

function queryOf(options: OneInvoice): Omit<NumberQuery, 'customerVatNumber'> | undefined {
  const vatNumber = parseVatNumber(options.supplier ?? '');
  const [net, vat] = [parseAmount(options.net ?? ''), parseAmount(options.vat ?? '')];
  const documentDate = parseBusinessDay(options.date ?? '');
  if (vatNumber === undefined || net === undefined || vat === undefined || documentDate === undefined) return undefined;
  const { reference } = options;
  return { vatNumber, net, vat, documentDate, ...(reference === undefined ? {} : { reference }) };
}

/** The first option that is missing, or is not what it should be. */
function wrongWord(number: string | undefined, options: OneInvoice): LocalizedMessage | undefined {
  const { supplier, net, vat, date } = options;
  if (number !== undefined && parseAllocationNumber(number) === undefined) return wrong('NUMBER', number, DIGITS);
  if (supplier !== undefined && parseVatNumber(supplier) === undefined) return wrong('--supplier', supplier, DEALER);
  if (number !== undefined) return undefined;
  if (supplier === undefined) return wrong('--supplier', '', DEALER);
  if (parseAmount(net ?? '') === undefined) return wrong('--net', net ?? '', AMOUNT);
  if (parseAmount(vat ?? '') === undefined) return wrong('--vat', vat ?? '', AMOUNT);
  return parseBusinessDay(date ?? '') === undefined ? wrong('--date', date ?? '', DAY) : undefined;
}

const DIGITS = { he: 'עד 30 ספרות, לא רק אפסים', en: 'up to 30 digits, not zeros alone' };
const DEALER = { he: 'מספר עוסק של עד תשע ספרות', en: 'a VAT number of up to nine digits' };
const AMOUNT = { he: 'סכום בשקלים, למשל 8300.64', en: 'an amount in shekels such as 8300.64' };
const DAY = { he: 'תאריך, YYYY-MM-DD', en: 'a day, YYYY-MM-DD' };

function wrong(option: string, found: string, expected: LocalizedMessage): LocalizedMessage {
  const text = JSON.stringify(found.slice(0, 40));
  return {
    he: found === '' ? `${option}: חסר. נדרש ${expected.he}.` : `${option} ${text}: נדרש ${expected.he}.`,
    en: found === '' ? `${option} is missing: expected ${expected.en}.` : `${option} ${text}: expected ${expected.en}.`,
  };
}

const NOT_KNOWN: LocalizedMessage = {
  he: 'ברשות המסים אין חשבונית שלכם במספר הזה. בדקו את הספרות ואת הקונה (--business); אם הם נכונים, פנו לספק.',
  en: 'The Tax Authority knows no invoice of yours under this number. Check the digits and the buyer (--business); if they are right, turn to the supplier.',
};
const SUPPLIER_NEEDED: LocalizedMessage = {
  he: 'המספר המקוצר שייך לכמה ספקים. ציינו את מספר העוסק של הספק: --supplier.',
  en: 'The short number belongs to several suppliers. Name the VAT number of yours: --supplier.',
};
const NO_NUMBER: LocalizedMessage = {
  he: 'ברשות המסים אין מספר הקצאה לחשבונית בפרטים האלה. בדקו את הסכומים ואת התאריך; אם הם נכונים, פנו לספק.',
  en: 'The Tax Authority has no number for an invoice with these details. Check the amounts and the date; if they are right, turn to the supplier.',
};

/** For machines: amounts as decimal strings in shekels. */
function inShekels(details: InvoiceDetails): object {
  const { beforeDiscount, discount, net, vat, gross, ...rest } = details;
  const amounts = Object.entries({ beforeDiscount, discount, net, vat, gross }).flatMap(([name, amount]) =>
    amount === undefined ? [] : [[name, formatAmount(amount)]],
  );
  return { ...rest, ...Object.fromEntries(amounts) };
}

function renderDetails(number: string, details: InvoiceDetails, language: Language, width?: number): string {
  const { documentType, vatNumber, reference, documentDate, net, vat, gross, customerName } = details;
  const names = {
    he: ['מספר הקצאה', 'סוג המסמך', 'הספק', 'חשבונית', 'תאריך', 'לקוח', 'לפני מע"מ', 'מע"מ', 'כולל מע"מ'],
    en: ['allocation number', 'document type', 'supplier', 'invoice', 'date', 'customer', 'net', 'VAT', 'gross'],
  }[language];
  const values = [
    number,
    documentType === undefined ? undefined : typeName(documentType, language),
    vatNumber,
    reference,
    documentDate,
    customerName,
    ...[net, vat, gross].map((amount) => (amount === undefined ? undefined : forPeople(formatAmount(amount)))),
  ];
  const rows = names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]]));
  const head = { he: ['', 'ברשות המסים'], en: ['', 'at the Tax Authority'] }[language];
  return renderTable(head, rows, [], width);
}
