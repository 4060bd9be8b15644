import { APPROVAL_SCHEMA, MEANINGFUL, amount, text, whole } from '../approval/approval-schema.ts';
import type { ApprovalBody } from '../approval/approval-schema.ts';
import type { ObjectSchema } from '../gateway/json-schema.ts';

/** The body of MultiApproval, version 2: API description 2.0 / 7.2024, table 2.6, around a list of tables 2.1 and 2.2. */
export const MULTI_APPROVAL_SCHEMA: ObjectSchema = {
  type: 'object',
  required: ['vat_number', 'invoices_amount', 'invoices_payment_amount', 'invoices_vat_amount', 'invoices_list'],
  properties: {
    vat_number: whole(10, 999_999_999),
    union_vat_number: whole(0, 999_999_999),
    authorized_company: whole(0, 999_999_999),
    user_id: whole(10, 999_999_999),
    user_name: text(25, MEANINGFUL),
    // From 0, so that the service can say 439.
    invoices_amount: whole(0, 999_999_999),
    invoices_payment_amount: amount(0),
    invoices_vat_amount: amount(0),
    invoices_list: { type: 'array', items: APPROVAL_SCHEMA },
  },
};

/** A body that has passed {@link MULTI_APPROVAL_SCHEMA}. */
export interface MultiApprovalBody {
  readonly vat_number: number;
  readonly union_vat_number?: number;
  readonly user_id?: number;
  readonly user_name?: string;
  readonly invoices_amount: number;
  readonly invoices_list: readonly ApprovalBody[];
}
