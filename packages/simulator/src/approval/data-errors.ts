import { addMonths } from '../days.ts';
import type { DateWindow } from '../settings.ts';
import { vatRateOn } from '../vat-rates.ts';
import type { ApprovalError } from './approval-answers.ts';
import type { ApprovalBody } from './approval-schema.ts';

/**
 * Everything that is wrong with the data of one invoice. API description 2.0 / 7.2024, sections 2.3 and 2.6; 432, 436,
 * 437 and 441 from the contract of version 1; 450 as seen in the sandbox.
 *
 * @param today in Israel, `YYYY-MM-DD`.
 */
export function dataErrors(body: ApprovalBody, today: string, window: DateWindow): ApprovalError[] {
  const errors: ApprovalError[] = [];
  const found = (code: number, message: string, param: string): void => {
    errors.push({ code, message, param, location: 'request' });
  };

  if (body.customer_vat_number === body.vat_number)
    found(432, 'Customer VAT Number is incorrect', 'customer_vat_number');
  if (body.invoice_date < addMonths(today, -window.monthsBack)) {
    found(434, 'Invoice date is too old for approval', 'invoice_date');
  }
  if (body.invoice_date > addMonths(today, window.monthsAhead)) {
    found(435, 'Invoice date is more than a month ahead', 'invoice_date');
  }
  if (body.action === 3) {
    if (body.vat_amount > 0) found(437, 'VAT amount is greater than 0', 'vat_amount');
  } else if (agorot(body.vat_amount) > calculatedVat(body)) {
    found(436, 'VAT amount is greater than the calculated VAT', 'vat_amount');
  }
  if (body.action === 4 && body.invoice_type !== 305 && body.invoice_type !== 320) {
    found(441, 'Action 4 requires invoice type 305 or 320', 'invoice_type');
  }
  if (body.user_id === undefined && body.user_name === undefined) {
    found(446, 'Queried one of the two fields: user ID or user name', 'user_id / user_name');
  }
  for (const [index, item] of (body.items ?? []).entries()) {
    if (item.category !== undefined && !/^[1-4]/.test(String(item.category))) {
      found(450, 'Category must start with 1, 2, 3, or 4', `items[${index}].category`);
    }
  }
  return errors;
}

/**
 * In agorot, upwards: how the authority rounds is not documented, and no honest invoice should fail by half an agora.
 */
function calculatedVat(body: ApprovalBody): number {
  return Math.ceil((agorot(body.payment_amount) * vatRateOn(body.invoice_date)) / 100);
}

function agorot(shekels: number): number {
  return Math.round(shekels * 100);
}
