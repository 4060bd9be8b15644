import type { HeaderField } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';

/** Whole words: «אספקה», delivery, is another one. */
const SUPPLIERS: ReadonlySet<string> = new Set([
  ...['ספק', 'הספק', 'לספק', 'מספק', 'ספקים', 'הספקים'],
  ...['supplier', 'suppliers', 'vendor', 'vendors'],
]);
const CUSTOMERS: ReadonlySet<string> = new Set([
  ...['לקוח', 'הלקוח', 'ללקוח', 'מלקוח', 'לקוחות', 'הלקוחות', 'קונה', 'הקונה'],
  ...['customer', 'customers', 'client', 'clients', 'buyer'],
]);
const CUSTOMER_FIELDS: readonly HeaderField[] = ['customer.vatNumber', 'customer.name', 'customer.account'];

/**
 * The headers that speak of suppliers where none speaks of customers: the file is a list of invoices that were received, in
 * which a column «מספר עוסק» is the supplier's. A number is asked for by whoever issues (VAT Law 5736-1975, s. 47(א2)).
 * Empty where the configuration names a column of the customer, or says that the file holds purchases.
 */
export function headersOfSuppliers(header: readonly string[], { columns = {}, holds }: CsvConfig): readonly string[] {
  if (holds === 'purchases' || CUSTOMER_FIELDS.some((field) => columns[field] !== undefined)) return [];
  const speaksOf = (words: ReadonlySet<string>) => (name: string) =>
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => words.has(word));
  return header.some(speaksOf(CUSTOMERS)) ? [] : header.filter(speaksOf(SUPPLIERS));
}
