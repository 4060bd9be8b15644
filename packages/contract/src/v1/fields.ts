/**
 * The fields of one document, as an adapter delivers them: spelled in one way, not yet judged.
 *
 * The adapter normalises spelling, core judges meaning. So that nothing is lost or rounded on the way,
 * everything is a string except the document type:
 *
 * - a **business day** is `YYYY-MM-DD`, the day that is printed on the document in Israel. Take it from the source
 *   as it stands; a conversion through UTC moves it to the day before.
 * - an **amount** is a decimal string in new shekels, `1234.50`, with a leading `-` where negative, never with
 *   thousands separators and never a float.
 * - a **dealer's number** is a string of digits with its leading zeros.
 *
 * Sources: *API* is the Tax Authority's description, edition 2.0 / 7.2024, tables 2.1 and 2.2; *uniform file* is the
 * field number of the uniform structure 1.31 (מבנה אחיד).
 */
export interface InvoiceFields {
  /** Number of the document type in the uniform file's appendix 1 or the authority's table 2.5: 305, 320, 330, … *API* `invoice_type`, *uniform file* 1203. */
  readonly documentType: number;
  /** The document's own number, as it is printed. *API* `invoice_reference_number` (up to 20 characters), *uniform file* 1204. */
  readonly reference: string;
  /** Business day printed on the document. *API* `invoice_date`, *uniform file* 1230. */
  readonly documentDate: string;
  /** Final amount without VAT, after the document's discount. *API* `payment_amount`, *uniform file* 1221. */
  readonly netAmount: string;
  /** Amount of VAT. *API* `vat_amount`, *uniform file* 1222. */
  readonly vatAmount: string;
  /** Final amount including VAT. *API* `payment_amount_including_vat`, *uniform file* 1223. */
  readonly grossAmount: string;
  readonly customer: CustomerFields;

  /** Business day on which the system produced the document. *API* `invoice_issuance_date`, *uniform file* 1205. */
  readonly producedOn?: string;
  /** Amount without VAT before the document's discount; without it, `netAmount` plus `discount`. *API* `amount_before_discount`, *uniform file* 1219. */
  readonly amountBeforeDiscount?: string;
  /** Discount of the whole document, without a minus. *API* `discount`, *uniform file* 1220. */
  readonly discount?: string;
  /** *API* `branch_id` (up to 7 characters), *uniform file* 1231. */
  readonly branch?: string;
  /** *API* `invoice_note` (up to 100 characters). */
  readonly note?: string;
  readonly items?: readonly ItemFields[];
  /**
   * The dealer who issued the document, where the source says so: the member of a union, not the union. One of another dealer
   * than the business is invalid there. *API* `vat_number`, *uniform file* 1202.
   */
  readonly issuerVatNumber?: string;
  /**
   * Registration number of the software that made the document; where it is absent, or 99999999, the business's stands for it.
   * *API* `accounting_software_number`, *uniform file* 1006.
   */
  readonly softwareNumber?: string;
  /** ISO 4217. All amounts are in new shekels; a document that has only foreign amounts says so here, and is invalid. *Uniform file* 1218. */
  readonly currency?: string;
  /** Other documents that this one rests on. */
  readonly related?: readonly RelatedDocument[];
}

export interface CustomerFields {
  /** *API* `customer_name` (up to 25 characters), *uniform file* 1207. */
  readonly name?: string;
  /** Dealer's number (עוסק מורשה) of the customer, digits with leading zeros. *API* `customer_vat_number`, *uniform file* 1215. */
  readonly vatNumber?: string;
  /** ISO 3166. *API* `customer_country_code`, *uniform file* 1213. */
  readonly country?: string;
  /** The customer's account in the source. *Uniform file* 1225. */
  readonly account?: string;
  /** Where it is absent, a customer with a VAT number is taken for a dealer and one without is not; the decision says so. */
  readonly kind?: CustomerKind;
}

/**
 * What the customer is to the VAT law: `dealer` may deduct (עוסק מורשה), `private` is a consumer, `non-deducting` is a dealer
 * that does not deduct input VAT (a financial institution, an association), `foreign` has no dealer's number in Israel,
 * `palestinian` belongs to the Palestinian Authority's "I" invoices.
 */
export type CustomerKind = 'dealer' | 'private' | 'non-deducting' | 'foreign' | 'palestinian';

/** One line of a document. *API* table 2.2. */
export interface ItemFields {
  /** *API* `index`, *uniform file* 1255. */
  readonly index?: number;
  /** *API* `catalog_id` (up to 13 characters), *uniform file* 1259. */
  readonly catalogNumber?: string;
  /** First digit 1 goods, 2 service, 3 goods credited, 4 service credited, then up to five digits of table 2.4. *API* `category`. */
  readonly category?: string;
  /** *API* `description` (up to 30 characters), *uniform file* 1260. */
  readonly description?: string;
  /** *API* `measure_unit_description` (up to 20 characters), *uniform file* 1263. */
  readonly unit?: string;
  /** Decimal string; negative on a credited line. *API* `quantity`, *uniform file* 1264. */
  readonly quantity?: string;
  /** Never negative, also on a credited line. *API* `price_per_unit`, *uniform file* 1265. */
  readonly pricePerUnit?: string;
  /** *API* `discount`, *uniform file* 1266. */
  readonly discount?: string;
  /** Line total without VAT, after its discount. *API* `total_amount`, *uniform file* 1267. */
  readonly netAmount?: string;
  /** Percent, `18` or `18.00`. *API* `vat_rate`, *uniform file* 1268. */
  readonly vatRate?: string;
  /** *API* `vat_amount`. */
  readonly vatAmount?: string;
}

/** A document that this one rests on: the 332 behind a 305, the invoice that a 330 credits, the pair of a storno. */
export interface RelatedDocument {
  readonly as: 'base' | 'credited' | 'replaced' | 'cancelled';
  readonly documentType?: number;
  readonly reference: string;
  /** The authority's `invoice_id`, where other software asked for the related document. */
  readonly invoiceId?: string;
}
