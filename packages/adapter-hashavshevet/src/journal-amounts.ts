import { quote } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import { spellAgorot } from './decimal.ts';
import { recordFault } from './faults.ts';

/** One account of a transaction and what it is debited or credited with. */
export interface Leg {
  readonly side: 'debit' | 'credit';
  readonly account: string;
  readonly agorot: bigint;
}

export interface JournalEntry {
  readonly kind: 'entry';
  /** The customer's account: the one that faces the others. */
  readonly party: string;
  /** Positive where the party is debited, as in a sale; negative where it is credited. */
  readonly net: bigint;
  readonly vat: bigint;
}

interface EntryRecord {
  readonly where: string;
  readonly legs: readonly Leg[];
}

type Settled = JournalEntry | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] };

/**
 * Works out who is the customer and what is the VAT. In a sale the customer's account is debited with the gross amount, and
 * two accounts are credited: the income with the net amount and the VAT. A credit note has it the other way round. Which
 * account is the VAT's says the configuration; without it, it is the second of its side, in each record by itself.
 *
 * @param usual the side that the customer stands on in a document of this type.
 */
export function settleEntry(
  records: readonly EntryRecord[],
  vatAccounts: ReadonlySet<string> | undefined,
  usual: Leg['side'],
): Settled {
  const [first] = records;
  if (first === undefined) return { kind: 'unreadable', faults: [] };
  if (vatAccounts !== undefined)
    return settle(
      first.where,
      records.flatMap(({ legs }) => legs),
      ({ account }) => vatAccounts.has(account),
      usual,
    );
  let sum: JournalEntry | undefined;
  for (const { where, legs } of records) {
    const seconds = new Set([second(legs, 'debit'), second(legs, 'credit')]);
    const entry = settle(where, legs, (leg) => seconds.has(leg), usual);
    if (entry.kind === 'unreadable') return entry;
    if (sum !== undefined && sum.party !== entry.party) return unreadable(otherParty(where, sum.party, entry.party));
    sum = sum === undefined ? entry : { ...sum, net: sum.net + entry.net, vat: sum.vat + entry.vat };
  }
  return sum ?? { kind: 'unreadable', faults: [] };
}

/** Where the other side has two accounts as well, nothing says which of the four is which. */
function second(legs: readonly Leg[], side: Leg['side']): Leg | undefined {
  return legs.filter((leg) => leg.side === side)[1];
}

function settle(where: string, legs: readonly Leg[], isVat: (leg: Leg) => boolean, usual: Leg['side']): Settled {
  const total = (side: Leg['side']): bigint => sumOf(legs.filter((leg) => leg.side === side));
  const [debit, credit] = [total('debit'), total('credit')];
  if (legs.length === 0 || debit !== credit) return unreadable(notBalanced(where, debit, credit));
  const vatLegs = legs.filter(isVat);
  const rest = legs.filter((leg) => !isVat(leg));
  const side = partySide(vatLegs, rest, usual);
  const party = side === undefined ? undefined : onlyAccount(rest, side);
  if (side === undefined || party === undefined) return unreadable(ambiguous(where, legs));
  const gross = sumOf(rest.filter((leg) => leg.side === side));
  const vat = sumOf(vatLegs);
  const net = gross - vat;
  // More VAT than there is to tax: the two accounts stand the other way round.
  if (abs(vat) > abs(net)) return unreadable(vatTooHigh(where, vat, net));
  const sign = side === 'debit' ? 1n : -1n;
  return { kind: 'entry', party, net: net * sign, vat: vat * sign };
}

/** The side that the customer stands on: opposite the VAT, else the one with a single account, the usual one first. */
function partySide(vatLegs: readonly Leg[], rest: readonly Leg[], usual: Leg['side']): Leg['side'] | undefined {
  const sides = new Set(vatLegs.map(({ side }) => side));
  if (sides.size > 1) return undefined;
  if (sides.has('credit')) return 'debit';
  if (sides.has('debit')) return 'credit';
  const other = usual === 'debit' ? 'credit' : 'debit';
  return onlyAccount(rest, usual) === undefined ? other : usual;
}

function onlyAccount(legs: readonly Leg[], side: Leg['side']): string | undefined {
  const accounts = new Set(legs.flatMap((leg) => (leg.side === side ? [leg.account] : [])));
  return accounts.size === 1 ? [...accounts][0] : undefined;
}

function sumOf(legs: readonly Leg[]): bigint {
  return legs.reduce((sum, { agorot }) => sum + agorot, 0n);
}

function abs(agorot: bigint): bigint {
  return agorot < 0n ? -agorot : agorot;
}

function unreadable(fault: Fault): Settled {
  return { kind: 'unreadable', faults: [fault] };
}

function notBalanced(where: string, debit: bigint, credit: bigint): Fault {
  const [debits, credits] = [spellAgorot(debit), spellAgorot(credit)];
  return recordFault(
    'not-balanced',
    'MOVEIN',
    `${where}: סך החובה ${debits} וסך הזכות ${credits}, אבל בתנועה נדרש שיהיו שווים. תקנו את התנועה; אם היא נכתבת בכמה רשומות, רשמו בהגדרות את חשבונות המע"מ ב-vatAccounts.`,
    `${where}: debits are ${debits} and credits ${credits}, and in a transaction they have to be equal. Mend it; where one takes several records, write the accounts of VAT in \`vatAccounts\`.`,
  );
}

function ambiguous(where: string, legs: readonly Leg[]): Fault {
  const accounts = [...new Set(legs.map(({ account }) => account))].slice(0, 6).map(quote).join(', ');
  return recordFault(
    'accounts-ambiguous',
    'MOVEIN',
    `${where}: לפי החשבונות (${accounts}) לא ניתן לדעת מי הלקוח ומהו המע"מ. נדרש חשבון לקוח אחד מול חשבונות ההכנסה והמע"מ; רשמו בהגדרות את חשבונות המע"מ ב-vatAccounts, או את קוד התנועה ב-leaveOut אם אינה מסמך מכירה.`,
    `${where}: the accounts (${accounts}) do not say who is the customer and what the VAT. One customer's account is expected opposite those of income and VAT; write the accounts of VAT in \`vatAccounts\`, or the transaction's code in \`leaveOut\` where it is no sale.`,
  );
}

function otherParty(where: string, one: string, other: string): Fault {
  return recordFault(
    'accounts-ambiguous',
    'MOVEIN',
    `${where}: לתנועה זו חשבון לקוח ${quote(other)}, ולרשומה הקודמת עם אותה אסמכתא ${quote(one)}. נדרש לקוח אחד לכל אסמכתא; תקנו את האסמכתא, או רשמו את קוד התנועה ב-leaveOut אם אינה מסמך מכירה.`,
    `${where}: the customer's account is ${quote(other)}, and ${quote(one)} in the record before, which has the same reference. One customer is expected for a reference; mend it, or write the transaction's code in \`leaveOut\` where it is no sale.`,
  );
}

function vatTooHigh(where: string, vat: bigint, net: bigint): Fault {
  return recordFault(
    'vat-above-net',
    'MOVEIN',
    `${where}: המע"מ ${spellAgorot(vat)} גדול מן הסכום ללא מע"מ ${spellAgorot(net)}. ייתכן שחשבון המע"מ אינו השני; רשמו אותו ב-vatAccounts בהגדרות.`,
    `${where}: the VAT ${spellAgorot(vat)} is more than the amount without it, ${spellAgorot(net)}. Perhaps the account of VAT is not the second; write it in \`vatAccounts\`.`,
  );
}
