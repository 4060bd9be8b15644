import { isOddReference } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Accounts } from './accounts.ts';
import type { HashavshevetConfig } from './config.ts';
import { currencyOf } from './currency.ts';
import { customerOf } from './customer.ts';
import { spellAgorot } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { createTypeReader } from './document-types.ts';
import { fieldFault, repeatedEntry } from './faults.ts';
import { settleEntry } from './journal-amounts.ts';
import type { Leg } from './journal-amounts.ts';
import type { Parameters } from './parameters.ts';
import { cellsOf, hasOtherSigns } from './record-cells.ts';
import type { RecordCells } from './record-cells.ts';
import type { Built, Row, RowReader } from './read-rows.ts';
import type { DataRecord } from './scan-records.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

/** The lines of MOVEIN.PRM that are read. */
const [TYPE, NUMBER, DATE, CURRENCY, DETAILS, BRANCH, DEALER, ALLOCATION] = [2, 3, 5, 8, 9, 28, 29, 35] as const;
const LEGS = [
  { side: 'debit', account: 10, sum: 14 },
  { side: 'debit', account: 11, sum: 15 },
  { side: 'credit', account: 12, sum: 16 },
  { side: 'credit', account: 13, sum: 17 },
] as const;
/** What belongs to the whole entry where it takes several records. */
const HEADER: readonly number[] = [DATE, CURRENCY, BRANCH, DEALER, ALLOCATION];

export interface JournalRow extends Row {
  readonly header: ReadonlyMap<number, string>;
  readonly documentType: number;
  readonly number: string;
  readonly date: string | undefined;
  readonly note: string | undefined;
  readonly branch: string | undefined;
  readonly currency: string | undefined;
  readonly vatNumber: string | undefined;
  readonly existingNumber: string | undefined;
  readonly legs: readonly Leg[];
  disagreement(line: number): Fault;
}

export interface JournalOptions {
  readonly parameters: Parameters;
  readonly accounts: Accounts;
  readonly config: HashavshevetConfig;
  /** True for MOVEIN.DAT, whose sums may be written without a point. */
  readonly isFixed: boolean;
}

/** Reads MOVEIN: a transaction with up to two debit and two credit accounts in each record. */
export function createJournalReader({ parameters, accounts, config, isFixed }: JournalOptions): RowReader<JournalRow> {
  const typeOf = createTypeReader(config, true);
  const vatAccounts =
    config.vatAccounts === undefined ? undefined : new Set(config.vatAccounts.map((key) => key.trim()));
  const codeOf = (record: DataRecord): string => record.text(TYPE).replace(/^0+(?=\d+$)/, '');
  const numberOf = (record: DataRecord): string | undefined => {
    const number = record.text(NUMBER);
    return number === '' || /^0+$/.test(number) ? undefined : number;
  };

  function sumOf(cells: RecordCells, record: DataRecord, line: number): bigint | undefined {
    const decimal = cells.decimal(line);
    if (decimal === undefined) return undefined;
    if (isFixed && config.sums === undefined && !record.text(line).includes('.') && decimal.units !== 0n) {
      cells.blame('no-point', line);
      return undefined;
    }
    const agorot = isFixed && config.sums === 'agorot' && decimal.scale === 0 ? decimal.units : agorotOf(decimal);
    if (agorot === undefined) cells.blame('bad-amount', line);
    return agorot;
  }

  return {
    keyOf(record) {
      const number = numberOf(record);
      return number === undefined ? undefined : `movein-${codeOf(record)}:${number}`;
    },
    nameOf: (key) => key.slice('movein-'.length),
    isLeftOut: (record) => typeOf(codeOf(record)) === 'left-out',
    rowOf(record) {
      const cells = cellsOf(record, parameters);
      const number = numberOf(record);
      if (number === undefined) cells.blame('value-missing', NUMBER);
      else if (isOddReference(number) || hasOtherSigns(record, parameters, NUMBER))
        cells.blame('bad-reference', NUMBER);
      const type = typeOf(codeOf(record));
      const date = cells.day(DATE);
      if (date === undefined && cells.faults.every(({ path }) => path !== `MOVEIN ${DATE}`))
        cells.blame('value-missing', DATE);
      const currency = currencyOf(record.text(CURRENCY), config);
      if (typeof currency === 'object') cells.blame('bad-currency', CURRENCY);
      const legs: Leg[] = [];
      for (const { side, account: accountLine, sum: sumLine } of LEGS) {
        const account = record.text(accountLine);
        const faults = cells.faults.length;
        const agorot = sumOf(cells, record, sumLine);
        if (cells.faults.length > faults) continue;
        if (account === '' && (agorot ?? 0n) !== 0n) cells.blame('value-missing', accountLine);
        // An account without a sum takes no part; where it should, the sides are not equal.
        else if (account !== '') legs.push({ side, account, agorot: agorot ?? 0n });
      }
      const { where } = record;
      const header = new Map(HEADER.map((line) => [line, record.text(line)] as const));
      return {
        where,
        header,
        documentType: typeof type === 'number' ? type : 0,
        number: number ?? '',
        date,
        note: cells.text(DETAILS),
        branch: cells.text(BRANCH),
        currency: typeof currency === 'object' ? undefined : currency,
        vatNumber: cells.dealer(DEALER),
        existingNumber: cells.allocationNumber(ALLOCATION),
        legs,
        faults: cells.faults,
        disagreement: (line) => fieldFault('line-disagrees', where, parameters, line, header.get(line) ?? ''),
      };
    },
    build: (rows) => buildEntry(rows, accounts, vatAccounts),
  };
}

function buildEntry(
  rows: readonly JournalRow[],
  accounts: Accounts,
  vatAccounts: ReadonlySet<string> | undefined,
): Built {
  const [first] = rows;
  if (first?.date === undefined) return { kind: 'unreadable', faults: [] };
  const faults = rows.flatMap((row) =>
    HEADER.flatMap((line) => {
      const found = row.header.get(line) ?? '';
      return found === '' || found === first.header.get(line) ? [] : [row.disagreement(line)];
    }),
  );
  if (faults.length > 0) return { kind: 'unreadable', faults };
  const repeated = rows.find((row, index) => rows.slice(0, index).some((before) => isSameEntry(before, row)));
  if (repeated !== undefined) return { kind: 'unreadable', faults: [repeatedEntry(repeated.where)] };
  const entry = settleEntry(rows, vatAccounts, first.documentType === 330 ? 'credit' : 'debit');
  if (entry.kind === 'unreadable') return entry;
  const { customer, fault } = customerOf(
    { account: entry.party, name: undefined, vatNumber: first.vatNumber },
    accounts,
  );
  if (fault !== undefined) return { kind: 'unreadable', faults: [fault] };
  // A credit note is positive by its type, where the customer is credited.
  const sign = first.documentType === 330 ? -1n : 1n;
  const fields: Writable<InvoiceFields> = {
    documentType: first.documentType,
    reference: first.number,
    documentDate: first.date,
    netAmount: spellAgorot(entry.net * sign),
    vatAmount: spellAgorot(entry.vat * sign),
    grossAmount: spellAgorot((entry.net + entry.vat) * sign),
    customer,
  };
  setIfPresent(fields, 'branch', first.branch);
  setIfPresent(fields, 'note', first.note);
  setIfPresent(fields, 'currency', first.currency);
  return { kind: 'document', fields, existingNumber: first.existingNumber };
}

/** A whole transaction, and the same one once more: a record that was written twice, and not a sale of twice as much. */
function isSameEntry(one: JournalRow, other: JournalRow): boolean {
  const sum = (side: Leg['side']): bigint =>
    one.legs.reduce((total, leg) => (leg.side === side ? total + leg.agorot : total), 0n);
  if (one.legs.length !== other.legs.length || one.note !== other.note || sum('debit') !== sum('credit')) return false;
  return one.legs.every(({ side, account, agorot }, index) => {
    const leg = other.legs[index];
    return leg?.side === side && leg.account === account && leg.agorot === agorot;
  });
}

/** `undefined` where there is a fraction of an agora. */
function agorotOf({ units, scale }: Decimal): bigint | undefined {
  if (scale <= 2) return units * 10n ** BigInt(2 - scale);
  const divisor = 10n ** BigInt(scale - 2);
  return units % divisor === 0n ? units / divisor : undefined;
}
