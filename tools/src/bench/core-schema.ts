import { Ajv } from 'ajv';

/** Decimal shekels, not below zero and not above the 999,999,999,999.99 of N12.2. */
const AMOUNT = String.raw`^\d{1,12}(\.\d{1,2}0*)?$`;
const SIGNED = String.raw`^-?\d{1,12}(\.\d{1,2}0*)?$`;
const DAY = String.raw`^(19|[2-9]\d)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`;
/** A character other than blank and 0. */
const TELLING = String.raw`[^\s0]`;

const text = (maxLength: number): object => ({ type: 'string', maxLength });
const matching = (pattern: string): object => ({ type: 'string', pattern });

const ITEM = {
  type: 'object',
  additionalProperties: false,
  properties: {
    index: { type: 'integer', minimum: 0, maximum: 999_999 },
    catalogNumber: text(13),
    category: matching(String.raw`^[1-4](000(0[1-9]|1\d|2[01]))?$`),
    description: text(30),
    unit: text(20),
    quantity: matching(SIGNED),
    pricePerUnit: matching(AMOUNT),
    discount: matching(SIGNED),
    netAmount: matching(SIGNED),
    vatRate: matching(String.raw`^\d{1,2}(\.\d{1,2}0*)?$`),
    vatAmount: matching(SIGNED),
  },
};

/**
 * The rules of core that a JSON Schema can say: types, enumerations, patterns, lengths and ranges of every field. It knows
 * nothing of days that do not exist, sums, rates, thresholds, who is a dealer or what follows.
 */
const DOCUMENT = {
  type: 'object',
  additionalProperties: false,
  required: ['documentType', 'reference', 'documentDate', 'netAmount', 'vatAmount', 'grossAmount', 'customer'],
  properties: {
    documentType: { type: 'integer', enum: [300, 305, 310, 320, 330, 332, 340, 345, 348] },
    reference: { type: 'string', maxLength: 20, pattern: TELLING },
    documentDate: matching(DAY),
    producedOn: matching(DAY),
    netAmount: matching(AMOUNT),
    vatAmount: matching(AMOUNT),
    grossAmount: matching(AMOUNT),
    amountBeforeDiscount: matching(AMOUNT),
    discount: matching(AMOUNT),
    branch: text(7),
    note: text(100),
    issuerVatNumber: matching(String.raw`^\d{1,9}$`),
    softwareNumber: matching(String.raw`^\d{1,9}$`),
    currency: { type: 'string', enum: ['', 'ILS', 'NIS', '₪', 'ש"ח', 'ש״ח', "ש'ח"] },
    customer: {
      type: 'object',
      additionalProperties: false,
      properties: {
        name: text(25),
        vatNumber: matching(String.raw`^(?!0*\d?$)(?!9{9}$)\d{1,9}$`),
        country: text(3),
        account: { type: 'string' },
        kind: { type: 'string', enum: ['dealer', 'private', 'non-deducting', 'foreign', 'palestinian'] },
      },
    },
    items: { type: 'array', items: ITEM },
    related: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['as', 'reference'],
        properties: {
          as: { type: 'string', enum: ['base', 'credited', 'replaced', 'cancelled'] },
          documentType: { type: 'integer' },
          reference: { type: 'string' },
          invoiceId: { type: 'string' },
        },
      },
    },
  },
};

/** Tells whether fields keep the rules of the schema, having looked for all faults. */
export function compileSchema(): (fields: unknown) => boolean {
  const check = new Ajv({ allErrors: true, strict: true }).compile(DOCUMENT);
  return (fields) => check(fields);
}
