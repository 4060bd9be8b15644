import type { ReportEntry } from '../format/entry.ts';
import type { ReportHeader } from '../format/header.ts';
import { ENTRY, HEADER_AMOUNTS } from '../format/layout.ts';
import { ENTRY_KINDS } from '../format/letters.ts';
import type { ReportTotals } from '../format/totals.ts';
import type { CheckSettings } from '../settings.ts';
import { signed } from './check-header.ts';
import type { Reporting } from './reporting.ts';

/** What is remembered of records that came before, to find what only two of them together show. */
export interface Comparison {
  add(entry: ReportEntry, record: number): void;
  /** @param isDeducting false in a report of type 6, which has no sales (code 130) and asks for no refund. */
  finish(totals: ReportTotals, header: ReportHeader | undefined, isDeducting: boolean): void;
}

/** A self-invoice among the inputs, for which one among the sales is looked for. */
interface SelfInvoice {
  readonly entry: ReportEntry;
  readonly record: number;
}

/** Compares records with each other. Memory grows with their number, which the caller bounds. */
export function compareRecords(reporting: Reporting): Comparison {
  const { report, settings } = reporting;
  const documents = new Map<string, { readonly record: number; readonly counterpart: string }>();
  const numbers = new Map<string, { readonly record: number; readonly document: string }>();
  const selfSales = new Map<string, number>();
  const selfInputs: SelfInvoice[] = [];
  const inputDates = new Set<string>();
  let lastInput = 1;

  function compareDocument(entry: ReportEntry, record: number): void {
    if (!isOneDocument(entry)) return;
    const { counterpart, date, sign, sum, vat } = entry;
    const side = ENTRY_KINDS[entry.letter].side;
    // A mixed invoice may be reported twice, with VAT and without.
    const key = [side, date, entry.group, entry.reference, sign, sum, vat === 0].join();
    const exact = `${key},${counterpart}`;
    const [same, similar] = [documents.get(exact), documents.get(key)];
    const found = entry.reference;
    if (same !== undefined) {
      report('duplicate', { record, columns: ENTRY.reference, found, expected: same.record });
      return;
    }
    documents.set(exact, { record, counterpart });
    // Import entries have no reference of their own: their number is the counterpart.
    if (entry.letter === 'R') return;
    if (similar === undefined) documents.set(key, { record, counterpart });
    else {
      const where = { record, columns: ENTRY.reference, found, expected: similar.record };
      report('duplicate-other-counterpart', where);
    }
  }

  function compareNumber(entry: ReportEntry, record: number): void {
    const { allocation, sign } = entry;
    if (allocation === undefined || sign === '-') return;
    const key = `${ENTRY_KINDS[entry.letter].side}${allocation}`;
    const document = [entry.letter, entry.counterpart, entry.date, entry.group, entry.reference].join();
    const first = numbers.get(key);
    if (first === undefined) numbers.set(key, { record, document });
    else if (first.document !== document) {
      report('number-twice', { record, columns: ENTRY.allocation, found: allocation, expected: first.record });
    }
  }

  return {
    add(entry, record) {
      compareDocument(entry, record);
      compareNumber(entry, record);
      if (entry.letter === 'M') {
        const key = selfKey(entry, settings);
        selfSales.set(key, Math.max(selfSales.get(key) ?? 0, entry.vat));
      }
      if (entry.letter === 'C') selfInputs.push({ entry, record });
      if (ENTRY_KINDS[entry.letter].side === 'input') {
        inputDates.add(entry.date);
        lastInput = record;
      }
    },
    finish(totals, header, isDeducting) {
      // Where no sale may stand, a self-invoice has no other half: supplement D of 9.1.2012, section 1א, lets it stand all the same.
      for (const { entry, record } of isDeducting ? selfInputs : []) {
        const sale = selfSales.get(selfKey(entry, settings));
        if (sale !== undefined && sale >= entry.vat) continue;
        report('self-invoice', { record, columns: ENTRY.vat, found: String(entry.vat) });
      }
      if (totals.inputsRecords >= settings.sameDateInputs && inputDates.size === 1) {
        const [date = ''] = inputDates;
        report('same-date', { record: lastInput, columns: ENTRY.date, found: date.replaceAll('-', '') });
      }
      if (header !== undefined) comparePettyCash(totals, header, isDeducting, reporting);
    },
  };
}

/** Aggregated records are no documents, and neither is what has no number of its own. */
function isOneDocument({ letter, reference }: ReportEntry): boolean {
  const { reference: kind } = ENTRY_KINDS[letter];
  if (kind === 'zeros') return true;
  return (kind === 'number' || kind === 'number-or-zeros') && !/^0+$/.test(reference);
}

function selfKey(entry: ReportEntry, { selfInvoiceMatch }: CheckSettings): string {
  return [entry.sign, ...selfInvoiceMatch.map((name) => entry[name])].join();
}

function comparePettyCash(
  totals: ReportTotals,
  header: ReportHeader,
  isDeducting: boolean,
  { report, settings }: Reporting,
): void {
  const { pettyCashVat: vat, inputsVat, taxableSalesVat } = totals;
  if (vat <= 0) return;
  const where = { record: 1, columns: HEADER_AMOUNTS.otherInputsVat, found: signed(vat) };
  if (header.payable < 0 && isDeducting) {
    const most = Math.floor((inputsVat * settings.pettyCashRefundPercent) / 100);
    if (vat > most) report('petty-cash-share', { ...where, expected: most });
    return;
  }
  const share = Math.floor(((Math.abs(inputsVat) + Math.abs(taxableSalesVat)) * settings.pettyCashPercent) / 100);
  const below = Math.max(share, settings.pettyCashFloor);
  if (vat >= below) report('petty-cash-total', { ...where, expected: below });
}
