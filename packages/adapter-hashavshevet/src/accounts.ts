import { parseDealerNumber } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import { tooManyAccounts } from './errors.ts';
import { fieldFault } from './faults.ts';
import { scanRecords } from './scan-records.ts';
import type { RecordFile } from './scan-records.ts';

/** What a document takes from the card of its customer. Nothing else of a card is read. */
export interface AccountCard {
  readonly name: string | undefined;
  readonly vatNumber: string | undefined;
  /** Why the VAT number is not known, where one is written. */
  readonly fault: Fault | undefined;
}

export interface Accounts {
  /** By the account's key. */
  readonly cards: ReadonlyMap<string, AccountCard>;
  /** Records of the file that cannot be read. */
  readonly broken: readonly { readonly where: string; readonly fault: Fault }[];
  readonly brokenRecords: number;
}

export const NO_ACCOUNTS: Accounts = { cards: new Map(), broken: [], brokenRecords: 0 };

const MOST_ACCOUNTS = 1_000_000;
const MOST_BROKEN = 100;
const [KEY, NAME, DEALER] = [2, 3, 30];

/**
 * Reads key, name and VAT number of every card of HESHIN. The fields of credit cards (lines 56 to 62 of the PRM) are not even
 * cut out of the record: a layout without them has no way to ask for them.
 *
 * @throws IshurError (`fix-config`) `hashavshevet/too-many-accounts` and others that name the file.
 */
export async function readAccounts(file: RecordFile, signal: AbortSignal): Promise<Accounts> {
  const cards = new Map<string, AccountCard>();
  const broken: { where: string; fault: Fault }[] = [];
  let brokenRecords = 0;
  for await (const piece of scanRecords(file, signal)) {
    for (const record of piece) {
      if (record.fault !== undefined) {
        brokenRecords += 1;
        if (broken.length < MOST_BROKEN) broken.push({ where: record.where, fault: record.fault });
        continue;
      }
      const key = record.text(KEY);
      if (key === '') continue;
      const dealer = parseDealerNumber(record.text(DEALER));
      const isRefused = dealer.kind === 'refused';
      const card: AccountCard = {
        name: record.text(NAME) || undefined,
        vatNumber: dealer.kind === 'number' ? dealer.number : undefined,
        fault: isRefused
          ? fieldFault('bad-dealer-number', record.where, file.parameters, DEALER, record.text(DEALER))
          : undefined,
      };
      const before = cards.get(key);
      cards.set(key, before === undefined ? card : merge(before, card, record.where, file));
      if (cards.size > MOST_ACCOUNTS) throw tooManyAccounts(file.data.name, MOST_ACCOUNTS);
    }
  }
  return { cards, broken, brokenRecords };
}

/** Two cards of one key that name different dealers leave it open whose documents they are. */
function merge(before: AccountCard, card: AccountCard, where: string, file: RecordFile): AccountCard {
  const known = before.vatNumber ?? card.vatNumber;
  const isSame = before.vatNumber === undefined || card.vatNumber === undefined || before.vatNumber === card.vatNumber;
  const fault = isSame
    ? (before.fault ?? card.fault)
    : fieldFault('card-disagrees', where, file.parameters, DEALER, card.vatNumber ?? '');
  return { name: before.name ?? card.name, vatNumber: known, fault };
}
