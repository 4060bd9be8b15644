/** One invoice of a source. */
export interface LabDocument {
  readonly reference: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** In agorot. */
  readonly net: number;
}

const HEADER =
  'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,' +
  'amount_before_discount,discount,payment_amount,vat_amount,payment_amount_including_vat';

/** 18 %: VAT Law, rate since 1.1.2025. Documents of the lab are of the last months. */
const VAT_PERCENT = 18;
/** Above every threshold that there has been, so that each document needs a number. */
const LEAST_NET = 3_000_000;
/** A dealer of the examples, whose check digit fits. */
const CUSTOMER = '519915078';

export function documentOf(reference: number, daysAgo: number): LabDocument {
  const date = new Date(Date.now() - daysAgo * 86_400_000);
  return {
    reference: String(reference),
    date: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jerusalem' }).format(date),
    net: LEAST_NET + (reference % 1000) * 50,
  };
}

/** A file that the CSV adapter reads: the authority's own names as headers. */
export function toCsv(documents: readonly LabDocument[]): string {
  const rows = documents.map(({ reference, date, net }) => {
    const vat = Math.round((net * VAT_PERCENT) / 100);
    const amounts = [net, 0, net, vat, net + vat].map((agorot) => (agorot / 100).toFixed(2));
    return `305,${reference},${date},${CUSTOMER},לקוח לדוגמה,${amounts.join(',')}`;
  });
  return [HEADER, ...rows, ''].join('\r\n');
}

/** The numbers of a result file, by reference: the whole number is written as `="…"`. */
export function numbersIn(resultFile: string): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const line of resultFile.split(/\r?\n/)) {
    const [, reference] = line.split(',');
    const [, number] = /=""?(\d{10,30})""?/.exec(line) ?? [];
    if (reference !== undefined && number !== undefined) numbers.set(reference, number);
  }
  return numbers;
}
