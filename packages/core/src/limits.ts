/**
 * How many characters (code points) the authority takes in each text. Longer texts of these fields are shortened when they
 * are sent, with an advisory; ids, references and user names never are. Fields as they are named in `InvoiceFields`.
 *
 * Source: API description 2.0 / 7.2024, tables 2.1 and 2.2; the contract of Approval v2 has the same.
 */
export const TEXT_LIMITS = {
  'customer.name': 25,
  branch: 7,
  note: 100,
  'items.catalogNumber': 13,
  'items.description': 30,
  'items.unit': 20,
} as const;

/** Characters of texts that are never shortened: cut short they would be somebody else's. Tables 2.1 and 4.1. */
export const EXACT_LIMITS = { invoiceId: 50, reference: 20, operatorName: 25 } as const;

/** Smallest dealer number of the contract of Approval v2: `vat_number`, `customer_vat_number` and `user_id` are at least 10. */
export const SMALLEST_DEALER_NUMBER = 10;

/** Largest `index` of a line. Contract of Approval v2; table 2.2, field 1 (N6). */
export const LARGEST_ITEM_INDEX = 999_999;

/** Largest count of invoices in one batch that the header can say: table 2.6, field 6 (N9). No other limit is published. */
export const LARGEST_BATCH_COUNT: number = 999_999_999;
