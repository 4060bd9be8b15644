import type { FakeForm } from './columns.ts';
import type { FakeRow } from './parse-filter.ts';

export interface FakeLine {
  readonly PARTNAME?: string;
  readonly PDES: string;
  readonly TQUANT: string;
  readonly TUNITNAME?: string;
  readonly PRICE: string;
  /** After the line's discount, without VAT. */
  readonly QPRICE: string;
}

export interface FakeAttachment {
  readonly EXTFILEDES: string;
  /** A data URI. */
  readonly EXTFILENAME: string;
  readonly SUFFIX: string;
}

/** One invoice: what its form shows, and its sub-forms. */
export interface FakeInvoice {
  readonly row: FakeRow;
  lines: readonly FakeLine[];
  readonly attachments: FakeAttachment[];
}

/** What a form needs to be told; everything else is filled. Dates are `YYYY-MM-DD`, decimals texts. */
export type FakeInvoiceRow = Readonly<Record<string, string | number | null>> & {
  readonly IVNUM: string;
  readonly IVDATE: string;
  readonly TOTPRICE: string;
};

export interface Store {
  readonly invoices: ReadonlyMap<FakeForm, Map<string, FakeInvoice>>;
  readonly customers: Map<string, FakeRow>;
  save(form: FakeForm, row: FakeInvoiceRow, lines?: readonly FakeLine[]): FakeInvoice;
  finalise(form: FakeForm, iv: number, number: string): void;
}

export function keyOf({ IVNUM, DEBIT }: FakeRow): string {
  return `${DEBIT ?? ''}:${IVNUM ?? ''}`;
}

export function createStore(): Store {
  const invoices = new Map<FakeForm, Map<string, FakeInvoice>>(
    (['AINVOICES', 'CINVOICES', 'EINVOICES', 'FINVOICES'] as const).map((form) => [form, new Map()]),
  );
  const heldIn = (form: FakeForm): Map<string, FakeInvoice> => {
    const held = invoices.get(form);
    if (held === undefined) throw new Error(`${form} holds no invoices`);
    return held;
  };
  let lastIv = 0;
  return {
    invoices,
    customers: new Map(),
    save(form, given, lines = []) {
      const held = heldIn(form);
      const filled: FakeRow = {
        DEBIT: 'D',
        FINAL: 'Y',
        STORNOFLAG: null,
        STATDES: null,
        CODE: null,
        CUSTNAME: null,
        CDES: null,
        BRANCHNAME: null,
        DETAILS: null,
        BOOKNUM: null,
        ...given,
        IVTYPE: form.slice(0, 1),
      };
      const before = held.get(keyOf(filled));
      const iv = before?.row['IV'] ?? (lastIv += 1);
      const invoice: FakeInvoice = { row: { ...filled, IV: iv }, lines, attachments: before?.attachments ?? [] };
      held.set(keyOf(filled), invoice);
      return invoice;
    },
    finalise(form, iv, number) {
      const held = heldIn(form);
      const found = [...held].find(([, { row }]) => row['IV'] === iv);
      if (found === undefined) throw new Error(`${form} holds no invoice ${iv}`);
      const [key, { row, lines, attachments }] = found;
      held.delete(key);
      const final: FakeRow = { ...row, IVNUM: number, FINAL: 'Y', STATDES: 'סופית' };
      held.set(keyOf(final), { row: final, lines, attachments });
    },
  };
}
