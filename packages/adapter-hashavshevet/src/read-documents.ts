import { isOddReference, toAgorot } from '@ishur/adapter-kit';
import type { InvoiceFields, ItemFields } from '@ishur/contract/v1';
import type { Fault } from '@ishur/contract';
import type { Accounts } from './accounts.ts';
import type { HashavshevetConfig } from './config.ts';
import { currencyOf } from './currency.ts';
import { customerOf } from './customer.ts';
import { decimalOf, isZero, ZERO } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { amountsOf } from './document-amounts.ts';
import { createTypeReader, DEFAULT_CODE, isDefaultAssumed, PRICES_ASSUMED, TYPE_ASSUMED } from './document-types.ts';
import { fieldFault, repeatedLine } from './faults.ts';
import type { Parameters } from './parameters.ts';
import { cellsOf, hasOtherSigns } from './record-cells.ts';
import type { Built, Row, RowReader } from './read-rows.ts';
import type { DataRecord } from './scan-records.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

/** The lines of IMOVEIN.PRM that are read. */
const [ACCOUNT, NUMBER, TYPE, NAME, DATE, DETAILS] = [2, 3, 4, 5, 9, 13] as const;
const [GENERAL_DISCOUNT, VAT_RATE, CURRENCY] = [17, 18, 20] as const;
const [ITEM_KEY, QUANTITY, PRICE, PRICE_CURRENCY, DISCOUNT, ITEM_NAME, UNIT, EXEMPT] = [
  22, 23, 24, 25, 26, 28, 29, 34,
] as const;
const [LINE_NUMBER, DEALER, ALLOCATION] = [54, 60, 87] as const;
/** What belongs to the whole document, and stands in each of its records. */
const HEADER: readonly number[] = [ACCOUNT, DATE, GENERAL_DISCOUNT, VAT_RATE, CURRENCY, DEALER, ALLOCATION];

/** One line of a document. */
export interface DocumentRow extends Row {
  readonly header: ReadonlyMap<number, string>;
  readonly fields: Omit<InvoiceFields, 'netAmount' | 'vatAmount' | 'grossAmount'> | undefined;
  readonly existingNumber: string | undefined;
  /** That it is a tax invoice is our default, and said by nobody. */
  readonly isTypeAssumed: boolean;
  readonly generalDiscount: Decimal;
  readonly vatRate: Decimal | undefined;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly discount: Decimal;
  readonly isExempt: boolean;
  readonly item: ItemFields;
  /** Made where another line disagrees with this one. */
  disagreement(line: number): Fault;
}

/** Reads IMOVEIN: one record for each line of a document, with the document's own fields in all of them. */
export function createDocumentReader(
  parameters: Parameters,
  accounts: Accounts,
  config: HashavshevetConfig,
): RowReader<DocumentRow> {
  const typeOf = createTypeReader(config, false);
  const isAssumed = isDefaultAssumed(config);
  const hasType = parameters.places.has(TYPE);
  const defaultRate = config.vatRate === undefined ? undefined : decimalOf(config.vatRate);

  const codeOf = (record: DataRecord): string =>
    hasType ? record.text(TYPE).replace(/^0+(?=\d+$)/, '') : DEFAULT_CODE;

  return {
    keyOf(record) {
      const number = record.text(NUMBER);
      return number === '' || /^0+$/.test(number) ? undefined : `imovein-${codeOf(record)}:${number}`;
    },
    nameOf: (key) => key.slice('imovein-'.length),
    isLeftOut: (record) => typeOf(codeOf(record)) === 'left-out',
    rowOf(record) {
      const cells = cellsOf(record, parameters);
      const number = record.text(NUMBER);
      if (number === '' || /^0+$/.test(number)) cells.blame('value-missing', NUMBER);
      else if (isOddReference(number) || hasOtherSigns(record, parameters, NUMBER))
        cells.blame('bad-reference', NUMBER);
      const type = typeOf(codeOf(record));
      if (type === undefined) cells.blame(codeOf(record) === '' ? 'value-missing' : 'unknown-document-type', TYPE);
      const date = cells.day(DATE);
      if (date === undefined && cells.faults.every(({ path }) => path !== `IMOVEIN ${DATE}`))
        cells.blame('value-missing', DATE);
      const fields: Partial<Writable<InvoiceFields>> = {};
      setIfPresent(fields, 'note', cells.text(DETAILS));
      const currency = currencyOf(record.text(CURRENCY), config);
      if (typeof currency === 'object') cells.blame('bad-currency', CURRENCY);
      else setIfPresent(fields, 'currency', currency);
      const priceCurrency = currencyOf(record.text(PRICE_CURRENCY), config);
      if (typeof priceCurrency === 'object') cells.blame('bad-currency', PRICE_CURRENCY);
      else if (record.text(PRICE_CURRENCY) !== '' && priceCurrency !== currency)
        cells.blame('mixed-currency', PRICE_CURRENCY);

      const percent = (line: number): Decimal | undefined => {
        const decimal = cells.decimal(line);
        if (decimal === undefined) return undefined;
        if (decimal.units < 0n || decimal.units > 100n * 10n ** BigInt(decimal.scale)) cells.blame('bad-percent', line);
        return decimal;
      };
      const needed = (line: number): Decimal => {
        const decimal = cells.decimal(line);
        if (decimal === undefined && record.text(line) === '') cells.blame('value-missing', line);
        return decimal ?? ZERO;
      };
      const quantity = needed(QUANTITY);
      if (
        isZero(quantity) &&
        record.text(QUANTITY) !== '' &&
        cells.faults.every(({ path }) => path !== `IMOVEIN ${QUANTITY}`)
      )
        cells.blame('bad-quantity', QUANTITY);
      const price = needed(PRICE);
      const discount = percent(DISCOUNT) ?? ZERO;
      const isExempt = record.text(EXEMPT) === '1';
      if (!['', '0', '1'].includes(record.text(EXEMPT))) cells.blame('bad-flag', EXEMPT);
      const generalDiscount = percent(GENERAL_DISCOUNT) ?? ZERO;
      const vatRate = percent(VAT_RATE) ?? (record.text(VAT_RATE) === '' ? defaultRate : undefined);
      if (vatRate === undefined && !isExempt && record.text(VAT_RATE) === '') cells.blame('vat-rate-missing', VAT_RATE);
      const { customer, fault } = customerOf(
        { account: cells.text(ACCOUNT), name: cells.text(NAME), vatNumber: cells.dealer(DEALER) },
        accounts,
      );
      if (fault !== undefined) cells.faults.push(fault);
      const existingNumber = cells.allocationNumber(ALLOCATION);

      const item: Writable<ItemFields> = {};
      const index = cells.code(LINE_NUMBER);
      if (index !== undefined && /^[1-9]\d{0,5}$/.test(index)) item.index = Number(index);
      setIfPresent(item, 'catalogNumber', cells.text(ITEM_KEY));
      setIfPresent(item, 'description', cells.text(ITEM_NAME));
      setIfPresent(item, 'unit', cells.text(UNIT));

      const { where } = record;
      const header = new Map(HEADER.map((line) => [line, record.text(line)] as const));
      return {
        where,
        faults: cells.faults,
        header,
        fields:
          typeof type !== 'number' || date === undefined
            ? undefined
            : { documentType: type, reference: number, documentDate: date, customer, ...fields },
        existingNumber,
        isTypeAssumed: isAssumed && codeOf(record) === DEFAULT_CODE,
        generalDiscount,
        vatRate,
        quantity,
        price,
        discount,
        isExempt,
        item,
        disagreement: (line) => fieldFault('line-disagrees', where, parameters, line, header.get(line) ?? ''),
      };
    },
    build: (rows) => buildDocument(rows, config.pricesIncludeVat),
  };
}

function buildDocument(rows: readonly DocumentRow[], pricesIncludeVat: boolean | undefined): Built {
  const [first] = rows;
  if (first?.fields === undefined) return { kind: 'unreadable', faults: [] };
  const faults = rows.flatMap((row) =>
    HEADER.flatMap((line) => {
      const found = row.header.get(line) ?? '';
      return found === '' || found === first.header.get(line) ? [] : [row.disagreement(line)];
    }),
  );
  if (faults.length > 0) return { kind: 'unreadable', faults };
  const repeated = findRepeatedLine(rows);
  if (repeated !== undefined) return { kind: 'unreadable', faults: [repeatedLine(repeated.where)] };
  const { net, vat, gross, discount, before, lines } = amountsOf(rows, pricesIncludeVat === true);
  const items = rows.map((row, index) => ({ index: index + 1, ...row.item, ...lines[index] }));
  const fields: InvoiceFields = {
    ...first.fields,
    netAmount: net,
    vatAmount: vat,
    grossAmount: gross,
    ...(discount === undefined ? {} : { amountBeforeDiscount: before, discount }),
    items,
  };
  const advisories = [
    ...(first.isTypeAssumed ? [TYPE_ASSUMED] : []),
    // Where there is no VAT, it is the same.
    ...(pricesIncludeVat === undefined && toAgorot(vat) !== 0 ? [PRICES_ASSUMED] : []),
  ];
  return {
    kind: 'document',
    fields,
    existingNumber: first.existingNumber,
    ...(advisories.length > 0 ? { advisories } : {}),
  };
}

/** One line number with the same item, twice: a record that was written twice, and not a sale of twice as much. */
function findRepeatedLine(rows: readonly DocumentRow[]): DocumentRow | undefined {
  const seen = new Set<string>();
  return rows.find(({ item: { index, catalogNumber, description }, quantity, price, discount }) => {
    if (index === undefined) return false;
    const numbers = [quantity, price, discount].map(({ units, scale }) => `${String(units)}e${scale}`);
    const line = JSON.stringify([index, catalogNumber, description, ...numbers]);
    if (seen.has(line)) return true;
    seen.add(line);
    return false;
  });
}
