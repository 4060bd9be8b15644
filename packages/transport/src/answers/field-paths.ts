/**
 * Our name of what the authority calls a parameter: in `InvoiceFields`, or in the settings of the business. API tables
 * 2.1, 2.2 and 2.6.
 */
const PATHS: Readonly<Record<string, string>> = {
  invoice_id: 'invoiceId',
  invoice_type: 'documentType',
  vat_number: 'issuerVatNumber',
  union_vat_number: 'unionVatNumber',
  authorized_company: 'authorizedCompany',
  user_id: 'operator.id',
  user_name: 'operator.name',
  'user_id / user_name': 'operator',
  invoice_reference_number: 'reference',
  customer_vat_number: 'customer.vatNumber',
  customer_name: 'customer.name',
  customer_country_code: 'customer.country',
  invoice_date: 'documentDate',
  invoice_issuance_date: 'producedOn',
  branch_id: 'branch',
  accounting_software_number: 'softwareNumber',
  amount_before_discount: 'amountBeforeDiscount',
  discount: 'discount',
  payment_amount: 'netAmount',
  vat_amount: 'vatAmount',
  payment_amount_including_vat: 'grossAmount',
  invoice_note: 'note',
  items: 'items',
};

const ITEM_PATHS: Readonly<Record<string, string>> = {
  index: 'index',
  catalog_id: 'catalogNumber',
  category: 'category',
  description: 'description',
  measure_unit_description: 'unit',
  quantity: 'quantity',
  price_per_unit: 'pricePerUnit',
  discount: 'discount',
  total_amount: 'netAmount',
  vat_rate: 'vatRate',
  vat_amount: 'vatAmount',
};

/** `items[2].vat_amount`, `items.2.vat_amount`, `Items[2]` */
const ITEM_PARAM = /^items(?:\[(\d{1,6})\]|\.(\d{1,6}))(?:\.(\w+))?$/;

/**
 * The path for a parameter that the authority named; its own name where we have none, `document` where it named none.
 */
export function fieldPath(param: string | undefined): string {
  const name = param?.trim().toLowerCase() ?? '';
  if (name === '') return 'document';
  const item = ITEM_PARAM.exec(name);
  if (item !== null) {
    const [, bracketed, dotted, field] = item;
    const line = `items[${bracketed ?? dotted}]`;
    return field === undefined ? line : `${line}.${lookUp(ITEM_PATHS, field) ?? field}`;
  }
  return lookUp(PATHS, name) ?? lookUp(ITEM_PATHS, name) ?? name.slice(0, 60);
}

function lookUp(paths: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(paths, name) ? paths[name] : undefined;
}
