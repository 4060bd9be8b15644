import type { NumberSchema, ObjectSchema, TextSchema } from '../gateway/json-schema.ts';

/** More than blanks and zeros. */
export const MEANINGFUL: RegExp = /[^\s0]/;
/** Months and days that there can be; whether the month has that day is the service's question. */
export const DAY: RegExp = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const LARGEST_AMOUNT = 999_999_999_999.99;
/** The largest of a `float`. */
const LARGEST_FLOAT = 3.402_823_5e38;

/**
 * The body of Approval, version 2: API description 2.0 / 7.2024, tables 2.1 and 2.2, with the limits of the authority's
 * OpenAPI contract of the same version. This is our own reading of both, apart from the client's, so that one mistake
 * is not made twice.
 */
export const APPROVAL_SCHEMA: ObjectSchema = {
  type: 'object',
  required: [
    'invoice_id',
    'invoice_type',
    'vat_number',
    'invoice_reference_number',
    'customer_vat_number',
    'invoice_date',
    'invoice_issuance_date',
    'accounting_software_number',
    'amount_before_discount',
    'discount',
    'payment_amount',
    'vat_amount',
    'payment_amount_including_vat',
  ],
  properties: {
    invoice_id: text(50, MEANINGFUL),
    invoice_type: whole(0, 9999, [300, 305, 310, 320, 330, 332, 340, 345, 348]),
    vat_number: whole(10, 999_999_999),
    union_vat_number: whole(0, 999_999_999),
    authorized_company: whole(0, 999_999_999),
    user_id: whole(10, 999_999_999),
    user_name: text(25, MEANINGFUL),
    invoice_reference_number: text(20, MEANINGFUL),
    customer_vat_number: whole(10, 999_999_999),
    customer_name: text(25),
    customer_country_code: text(3),
    invoice_date: text(10, DAY),
    invoice_issuance_date: text(10, DAY),
    branch_id: text(7),
    accounting_software_number: whole(1, 999_999_999),
    client_software_key: text(50, /./),
    amount_before_discount: amount(0),
    discount: amount(0),
    payment_amount: amount(0),
    vat_amount: amount(0),
    payment_amount_including_vat: amount(0),
    invoice_note: text(100),
    action: whole(0, 999, [0, 3, 4]),
    vehicle_license_number: whole(0, 2_147_483_647),
    phone_of_driver: text(10),
    arrival_date: text(10, DAY),
    estimated_arrival_time: text(5, TIME),
    transition_location: whole(0, 99),
    delivery_address: text(60),
    additional_information: whole(0, 9999),
    additional_information_1: text(50),
    additional_information_2: text(50),
    additional_information_3: whole(0, LARGEST_FLOAT),
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: [],
        properties: {
          index: whole(0, 999_999),
          catalog_id: text(13),
          // The first digit is checked by the service, not by the gateway: 450.
          category: whole(0, 999_999),
          description: text(30),
          measure_unit_description: text(20),
          quantity: amount(-LARGEST_AMOUNT),
          price_per_unit: amount(0),
          discount: amount(-LARGEST_AMOUNT),
          total_amount: amount(-LARGEST_AMOUNT),
          vat_rate: { type: 'number', minimum: 0, maximum: 99.99 },
          vat_amount: amount(-LARGEST_AMOUNT),
        },
      },
    },
  },
};

/** A body that has passed {@link APPROVAL_SCHEMA}: the fields that the service looks at. */
export interface ApprovalBody {
  readonly invoice_id: string;
  readonly invoice_type: number;
  readonly vat_number: number;
  readonly user_id?: number;
  readonly user_name?: string;
  readonly invoice_reference_number: string;
  readonly customer_vat_number: number;
  readonly invoice_date: string;
  readonly invoice_issuance_date: string;
  readonly accounting_software_number: number;
  readonly payment_amount: number;
  readonly vat_amount: number;
  readonly action?: number;
  readonly items?: readonly { readonly category?: number }[];
}

export function text(maxLength: number, pattern?: RegExp): TextSchema {
  return { type: 'string', maxLength, ...(pattern !== undefined && { pattern }) };
}

export function whole(minimum: number, maximum: number, list?: readonly number[]): NumberSchema {
  return { type: 'integer', minimum, maximum, ...(list !== undefined && { enum: list }) };
}

export function amount(minimum: number): NumberSchema {
  return { type: 'number', minimum, maximum: LARGEST_AMOUNT };
}
