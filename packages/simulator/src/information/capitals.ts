/** Names that are not simply their words with capital letters. API description 2.0 / 7.2024, tables 3.1 to 3.3. */
const WORDS: Readonly<Record<string, string>> = { vat: 'Vat', id: 'ID' };
const NAMES: Readonly<Record<string, string>> = {
  customer_vat_number: 'Customer_VAT_Number',
  vat_amount: 'VAT_Amount',
  vat_rate: 'VAT_Rate',
  payment_amount_including_vat: 'Payment_Amount_Including_VAT',
};

/** The spelling of version 1: `vat_number` is `Vat_Number`, `catalog_id` is `Catalog_ID`. */
export function inCapitals(name: string): string {
  const spell = (word: string): string => WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1);
  return NAMES[name] ?? name.split('_').map(spell).join('_');
}
