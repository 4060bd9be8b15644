import { agorot } from '../book.ts';
import { addMonths } from '../days.ts';
import type { DateWindow } from '../settings.ts';
import { vatRateOn } from '../vat-rates.ts';
import type { ApprovalError } from './approval-answers.ts';
import type { ApprovalBody } from './approval-schema.ts';
import { requestError } from './error-codes.ts';

/**
 * Everything that is wrong with the data of one invoice, in the order of the codes.
 *
 * @param today in Israel, `YYYY-MM-DD`.
 */
export function dataErrors(body: ApprovalBody, today: string, window: DateWindow): ApprovalError[] {
  const errors: ApprovalError[] = [];
  const found = (code: number, param?: string): void => void errors.push(requestError(code, param));

  if (body.customer_vat_number === body.vat_number) found(432);
  if (body.invoice_date < addMonths(today, -window.monthsBack)) found(434);
  if (body.invoice_date > addMonths(today, window.monthsAhead)) found(435);
  if (body.action === 3) {
    if (body.vat_amount > 0) found(437);
  } else if (agorot(body.vat_amount) > calculatedVat(body)) found(436);
  if (body.action === 4 && body.invoice_type !== 305 && body.invoice_type !== 320) found(441);
  if (body.user_id === undefined && body.user_name === undefined) found(446);
  for (const [index, item] of (body.items ?? []).entries()) {
    if (item.category !== undefined && !/^[1-4]/.test(String(item.category))) found(450, `items[${index}].category`);
  }
  return errors;
}

/**
 * In agorot, upwards: how the authority rounds is not documented, and no honest invoice should fail by half an agora.
 */
function calculatedVat(body: ApprovalBody): number {
  return Math.ceil((agorot(body.payment_amount) * vatRateOn(body.invoice_date)) / 100);
}
