/** How this installation behaves, where installations differ. All can be changed while the server runs. */
export interface FakeQuirks {
  /** MAXAPILINES: the most rows of one answer, whatever `$top` says. There is no nextLink. */
  rowCap: number;
  /** `$top` and `$skip` reach no further than the cap. */
  skipEndsAtCap: boolean;
  /** Decimals come as texts, as with IEEE754Compatible. */
  decimalsAsText: boolean;
  /** How the metadata types IVDATE: two forms of literals. */
  dateType: 'Edm.DateTimeOffset' | 'Edm.Date';
  /** Whether the internal number IV is a column that can be read. */
  exposesIv: boolean;
  /** Where the customer's VAT number stands. */
  vatNumberIn: 'CUSTOMERS' | 'form' | 'nowhere';
  /** `hidden`: in the metadata, and in no row. `silently-read-only`: a PATCH is answered with 200 and changes nothing. */
  allocationColumn: 'writable' | 'read-only' | 'silently-read-only' | 'hidden' | 'absent';
  /** MaxLength of the allocation column. */
  allocationLength: number;
  /** Columns that a `$filter` may name and that are ignored all the same: 200, and every row. */
  ignoredFilters: readonly string[];
  /** Columns by which an `$orderby` is ignored. */
  ignoredOrders: readonly string[];
  /** Columns, beside the allocation column, that are in the metadata and in no row: this user has no permission for them. */
  hiddenColumns: readonly string[];
  /** Forms whose API is closed: 400 in Hebrew. */
  closedForms: readonly string[];
  /** What a PATCH meets. `answer-lost`: it is done, and nobody is told. `lost`: nothing is done, and nobody is told. */
  patch: 'done' | 'answer-lost' | 'lost' | 'answered-with-502' | 'no-permission' | 'refused-by-screen';
  /** Every so many readings: half of the JSON, with status 200. */
  truncatesEvery: number | undefined;
  /** Every so many readings: 429. */
  throttlesEvery: number | undefined;
  /** Seconds in Retry-After of a 429; without one when undefined. */
  retryAfter: number | undefined;
  /** Every so many readings: 502 and HTML. */
  breaksEvery: number | undefined;
  /** Every so many readings: the connection ends in the middle of the answer. */
  dropsEvery: number | undefined;
  /** The first reading of a form is answered with 404. */
  coldStart: boolean;
  /** More calls at once than these are answered with 429. */
  atOnce: number | undefined;
  /** Whether the company may use the REST API at all. */
  licence: 'valid' | 'missing';
  /** `$select` of the form together with `$expand` cuts the JSON off. */
  selectWithExpandTruncates: boolean;
  /** `$expand` always cuts the JSON off. */
  expandTruncates: boolean;
  /** GetMetadataFor; `absent`: 404, as before version 25. */
  metadata: 'served' | 'absent';
  /** Nothing is answered but 503. */
  isDown: boolean;
}

export const PLAIN: FakeQuirks = {
  rowCap: 2000,
  skipEndsAtCap: false,
  decimalsAsText: false,
  dateType: 'Edm.DateTimeOffset',
  exposesIv: true,
  vatNumberIn: 'CUSTOMERS',
  allocationColumn: 'writable',
  allocationLength: 30,
  ignoredFilters: [],
  ignoredOrders: [],
  hiddenColumns: [],
  closedForms: [],
  patch: 'done',
  truncatesEvery: undefined,
  throttlesEvery: undefined,
  retryAfter: undefined,
  breaksEvery: undefined,
  dropsEvery: undefined,
  coldStart: false,
  atOnce: undefined,
  licence: 'valid',
  selectWithExpandTruncates: false,
  expandTruncates: false,
  metadata: 'served',
  isDown: false,
};

/** Everything at once that a careful client survives without a person. */
export const AWKWARD: FakeQuirks = {
  ...PLAIN,
  rowCap: 700,
  skipEndsAtCap: true,
  decimalsAsText: true,
  dateType: 'Edm.Date',
  patch: 'answer-lost',
  truncatesEvery: 11,
  throttlesEvery: 7,
  breaksEvery: 5,
  dropsEvery: 13,
  coldStart: true,
  atOnce: 10,
  selectWithExpandTruncates: true,
};
