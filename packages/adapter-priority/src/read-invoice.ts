import { cut, fromAgorot, parseAllocationNumberCell, parseDealerNumber } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import type { ItemFields, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { PriorityConfig } from './config.ts';
import { SHORTEST_WHOLE } from './form-plan.ts';
import type { FormPlan } from './form-plan.ts';
import { CREDIT, FORMS, refOf } from './forms.ts';
import type { Row } from './service.ts';
import { agorotIn, dayIn, textIn } from './values.ts';

export interface InvoiceSight {
  readonly plan: FormPlan;
  readonly config: PriorityConfig;
  /** The customer's VAT number, where the form itself does not show it: empty for none, `undefined` for an unknown customer. */
  readonly vatNumber: string | undefined;
  readonly items?: readonly ItemFields[] | undefined;
}

/** Stands for what is no character. */
const UNREADABLE = '\ufffd';

const FLAGS: ReadonlySet<string> = new Set(['', 'Y', 'N']);

/** Spellings of the shekel in CODE, which is empty for the local currency of most companies. */
const LOCAL: ReadonlySet<string> = new Set(['ILS', 'NIS', '₪', 'ש"ח', "ש'ח", 'ש״ח', "ש''ח", 'שח']);
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/**
 * One final row in the words of the contract. The adapter spells and does not judge: what is written arrives, in one form,
 * or the row is unreadable and says which column is wrong.
 */
export function readInvoice(
  row: Row,
  { plan, config, vatNumber, items }: InvoiceSight,
): SourceDocument | UnreadableItem {
  const { form } = plan;
  const faults: Fault[] = [];
  const fault = (column: string): void => void faults.push(faultIn(form, row, column));
  const reference = textIn(row, 'IVNUM');
  if (reference === undefined || reference.includes(UNREADABLE)) fault('IVNUM');
  const documentDate = dayIn(row, 'IVDATE');
  if (documentDate === undefined) fault('IVDATE');
  // A flag that is spelled in another way is no draft and no live document: nobody knows what it is.
  if (textIn(row, 'FINAL') !== 'Y') fault('FINAL');
  if (!FLAGS.has(textIn(row, 'STORNOFLAG') ?? '')) fault('STORNOFLAG');
  const debit = textIn(row, 'DEBIT') ?? '';
  if (debit !== 'D' && debit !== 'C') fault('DEBIT');
  const amounts = readAmounts(row, plan, debit === 'C', fault);
  // A customer who cannot be found may be a dealer: silence would be a decision.
  if (plan.vatNumber === undefined && vatNumber === undefined) faults.push(customerFault(form, row));
  const dealer = parseDealerNumber((plan.vatNumber === undefined ? vatNumber : textIn(row, plan.vatNumber)) ?? '');
  if (dealer.kind === 'refused') faults.push(vatFault(form, row));
  const existing = existingIn(row, plan);
  if (existing.kind === 'refused') fault(plan.allocation?.name ?? '');
  const currency = currencyIn(row, config, fault);
  const cursor = `${form}:${textIn(row, plan.order) ?? ''}`;
  if (reference === undefined || documentDate === undefined || amounts === undefined || faults.length > 0) {
    return { kind: 'unreadable', cursor, where: placeOf(form, row), faults };
  }
  const [name, account, branch, note] = ['CDES', 'CUSTNAME', 'BRANCHNAME', 'DETAILS'].map((column) =>
    textIn(row, column),
  );
  return {
    kind: 'document',
    ref: refOf({ form, debit, number: reference }),
    cursor,
    standing: textIn(row, 'STORNOFLAG') === 'Y' ? 'cancelled' : 'final',
    fields: {
      documentType: debit === 'C' ? CREDIT : (config.documentTypes?.[form] ?? FORMS[form].documentType),
      reference,
      documentDate,
      ...amounts,
      customer: {
        ...(name === undefined ? {} : { name }),
        ...(account === undefined ? {} : { account }),
        ...(dealer.kind === 'number' ? { vatNumber: dealer.number } : {}),
        ...(form === 'FINVOICES' && dealer.kind === 'absent' ? { kind: 'foreign' } : {}),
      },
      ...(branch === undefined ? {} : { branch }),
      ...(note === undefined || plan.notices?.name === 'DETAILS' ? {} : { note }),
      ...(currency === undefined ? {} : { currency }),
      ...(items === undefined || items.length === 0 ? {} : { items }),
    },
    ...(existing.kind === 'number' ? { existingNumber: existing.number } : {}),
  };
}

/**
 * The number that stands in the column for it, or in the fallback's. There, other texts stand too: the number of somebody's
 * order must not pass for an allocation number, so that one counts only where it is as long as we write it.
 */
export function existingIn(row: Row, plan: FormPlan): ReturnType<typeof parseAllocationNumberCell> {
  const own = parseAllocationNumberCell(textIn(row, plan.allocation?.name) ?? '');
  if (own.kind !== 'absent' || plan.place.kind !== 'column' || !plan.place.isFallback) return own;
  const other = textIn(row, plan.place.column.name) ?? '';
  const pattern = plan.isShort ? SHORT : WHOLE;
  return pattern.test(other) ? { kind: 'number', number: other } : { kind: 'absent' };
}

const SHORT = /^\d{9}$/;
const WHOLE = new RegExp(`^\\d{${SHORTEST_WHOLE},30}$`);

interface Amounts {
  readonly netAmount: string;
  readonly vatAmount: string;
  readonly grossAmount: string;
  readonly amountBeforeDiscount?: string;
  readonly discount?: string;
}

/**
 * Net is what stands after the discount: DISPRICE, or TOTPRICE less VAT. QPRICE is before it. The amounts of a credit are
 * positive, whichever sign the form gives them: the type says the direction.
 */
function readAmounts(
  row: Row,
  plan: FormPlan,
  isCredit: boolean,
  fault: (column: string) => void,
): Amounts | undefined {
  const [gross, vat] = [agorotIn(row, 'TOTPRICE'), agorotIn(row, plan.vat) ?? 0];
  const net = agorotIn(row, plan.net) ?? (gross === undefined ? undefined : gross - vat);
  const before = agorotIn(row, 'QPRICE');
  if (gross === undefined || Number.isNaN(gross)) fault('TOTPRICE');
  if (Number.isNaN(vat)) fault(plan.vat);
  if (plan.net !== undefined && Number.isNaN(net)) fault(plan.net);
  if (before !== undefined && Number.isNaN(before)) fault('QPRICE');
  if (gross === undefined || net === undefined || [gross, vat, net, before ?? 0].some(Number.isNaN)) return undefined;
  const sign = isCredit && gross < 0 ? -1 : 1;
  const spell = (agorot: number): string => fromAgorot(agorot === 0 ? 0 : agorot * sign);
  const discount = before === undefined ? 0 : (before - net) * sign;
  return {
    netAmount: spell(net),
    vatAmount: spell(vat),
    grossAmount: spell(gross),
    ...(before === undefined || discount <= 0
      ? {}
      : { amountBeforeDiscount: spell(before), discount: fromAgorot(discount) }),
  };
}

/** A document in foreign currency says so: its amounts are not shekels. */
function currencyIn(row: Row, { currencies }: PriorityConfig, fault: (column: string) => void): string | undefined {
  const code = textIn(row, 'CODE');
  if (code === undefined) return undefined;
  const known = currencies !== undefined && Object.hasOwn(currencies, code) ? currencies[code] : undefined;
  const currency = known ?? (LOCAL.has(code) ? 'ILS' : (SIGNS[code] ?? code));
  if (currency === 'ILS') return undefined;
  if (!/^[A-Z]{3}$/.test(currency)) fault('CODE');
  return currency;
}

/** Where a person finds it. */
export function placeOf(form: string, row: Row): string {
  return `${form} ${cut(textIn(row, 'IVNUM') ?? '?')}`;
}

function faultIn(form: string, row: Row, column: string): Fault {
  const found = textIn(row, column);
  const [he, en] = found === undefined ? ['חסר', 'nothing'] : [`«${cut(found)}»`, `«${cut(found)}»`];
  return {
    code: 'priority/unreadable',
    path: column,
    message: {
      he: `${placeOf(form, row)}, עמודה ${column}: ${he}. תקנו את הערך בפריוריטי${column === 'CODE' ? ', או רשמו את קוד המטבע תחת currencies' : ''}.`,
      en: `${placeOf(form, row)}, column ${column}: found ${en}. Mend the value in Priority${column === 'CODE' ? ", or name the currency's code under `currencies`" : ''}.`,
    },
  };
}

function customerFault(form: string, row: Row): Fault {
  const account = cut(textIn(row, 'CUSTNAME') ?? '?');
  return {
    code: 'priority/customer-not-found',
    path: 'customer.vatNumber',
    message: {
      he: `${placeOf(form, row)}: הלקוח ${account} אינו נמצא במסך CUSTOMERS, ולכן לא ידוע אם הוא עוסק. בדקו את הלקוח ואת ההרשאות של משתמש ה־API.`,
      en: `${placeOf(form, row)}: the customer ${account} is not found in CUSTOMERS, so it is not known whether it is a dealer. Check the customer, and the permissions of the API user.`,
    },
  };
}

function vatFault(form: string, row: Row): Fault {
  return {
    code: 'priority/bad-vat-number',
    path: 'customer.vatNumber',
    message: {
      he: `${placeOf(form, row)}: מספר העוסק של לקוח ${cut(textIn(row, 'CUSTNAME') ?? '?')} אינו תקין. נדרשות עד תשע ספרות; תקנו אותו בכרטיס הלקוח.`,
      en: `${placeOf(form, row)}: the VAT number of customer ${cut(textIn(row, 'CUSTNAME') ?? '?')} is not valid. Up to nine digits are expected; mend it in the customer's card.`,
    },
  };
}

/** Two rows with one name: the key of a form knows of one, so that the number of the other could be written nowhere. */
export function secondOfItsName(row: Row, { form, order }: FormPlan): UnreadableItem {
  const fault: Fault = {
    code: 'priority/number-twice',
    path: 'IVNUM',
    message: {
      he: `${placeOf(form, row)}: שני מסמכים סופיים נושאים את המספר הזה, ורק הראשון מהם נקרא. בדקו אותם בפריוריטי ותקנו את אחד מהם.`,
      en: `${placeOf(form, row)}: two final documents have this number, and only the first of them was read. Look at them in Priority, and mend one.`,
    },
  };
  return {
    kind: 'unreadable',
    cursor: `${form}:${textIn(row, order) ?? ''}`,
    where: placeOf(form, row),
    faults: [fault],
  };
}
