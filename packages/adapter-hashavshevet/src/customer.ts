import type { Fault } from '@ishur/contract';
import type { CustomerFields } from '@ishur/contract/v1';
import { quote } from '@ishur/adapter-kit';
import type { AccountCard, Accounts } from './accounts.ts';
import { recordFault } from './faults.ts';
import { setIfPresent } from './writable.ts';
import type { Writable } from './writable.ts';

/** What a document itself says of its customer. */
export interface CustomerCells {
  readonly account: string | undefined;
  readonly name: string | undefined;
  readonly vatNumber: string | undefined;
}

/** The customer of a document: what the document says, else what the card of the account says. */
export function customerOf(
  { account, name, vatNumber }: CustomerCells,
  accounts: Accounts,
): { readonly customer: CustomerFields; readonly fault: Fault | undefined } {
  const card = account === undefined ? undefined : accounts.cards.get(account);
  const customer: Writable<CustomerFields> = {};
  setIfPresent(customer, 'name', name ?? card?.name);
  setIfPresent(customer, 'vatNumber', vatNumber ?? card?.vatNumber);
  setIfPresent(customer, 'account', account);
  return { customer, fault: vatNumber === undefined ? (card?.fault ?? lostCard(account, card, accounts)) : undefined };
}

/** A card that is not there may be one of those that could not be read, and its customer a dealer. */
function lostCard(
  account: string | undefined,
  card: AccountCard | undefined,
  { brokenRecords, broken }: Accounts,
): Fault | undefined {
  const where = broken[0]?.where;
  if (account === undefined || card !== undefined || brokenRecords === 0 || where === undefined) return undefined;
  return recordFault(
    'card-lost',
    'HESHIN',
    `ללקוח ${quote(account)} אין כרטיס שנקרא, וב-HESHIN יש ${brokenRecords} רשומות פגומות (הראשונה ${where}), ולכן לא ניתן לדעת אם הוא עוסק. תקנו את HESHIN והפיקו אותו מחדש.`,
    `Customer ${quote(account)} has no card that was read, and HESHIN holds ${brokenRecords} damaged records (the first is ${where}), so nobody knows whether this is a dealer. Mend HESHIN and produce it again.`,
  );
}
