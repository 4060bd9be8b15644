import type { ApprovalError } from './approval-answers.ts';

/**
 * Every code on wrong data, with its text and field. 431, 434, 435, 438, 446: API description 2.0 / 7.2024; 432, 433,
 * 436, 437, 439 to 441: contract of version 1; 450: seen in the sandbox. 497 to 499 are ours.
 */
const CODES: Readonly<Record<number, readonly [message: string, param: string]>> = {
  431: ['VAT Number is incorrect', 'vat_number'],
  432: ['Customer VAT Number is incorrect', 'customer_vat_number'],
  433: ['Invoice type is incorrect', 'invoice_type'],
  434: ['Invoice date is too old for approval', 'invoice_date'],
  435: ['Invoice date is more than a month ahead', 'invoice_date'],
  436: ['VAT amount is greater than the calculated VAT', 'vat_amount'],
  437: ['VAT amount is greater than 0', 'vat_amount'],
  438: ['Invoices amount is not the same as actual invoices amount', 'invoices_amount'],
  439: ['Invoices amount is 0', 'invoices_amount'],
  440: ['Requesting VAT number is different from VAT number in invoices list', 'vat_number'],
  441: ['Action 4 requires invoice type 305 or 320', 'invoice_type'],
  446: ['Queried one of the two fields: user ID or user name', 'user_id / user_name'],
  450: ['Category must start with 1, 2, 3, or 4', 'category'],
  463: ['No matching unapproved invoice found', 'invoice_id'],
  472: ['Cannot retrieve information', 'body'],
  497: ['The invoices exceed the approved amount of the preliminary document', 'payment_amount'],
  498: ['No approved preliminary document has this invoice_id', 'invoice_id'],
  499: ['The invoice has a confirmation number already', 'invoice_id'],
};

/** The entry for a code. A code that nobody has published gets a text that says so. */
export function requestError(code: number, param?: string): ApprovalError {
  const [message, usual] = CODES[code] ?? [`Error ${code}`, 'invoice_id'];
  return { code, message, param: param ?? usual, location: 'request' };
}
