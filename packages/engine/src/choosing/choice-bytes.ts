import { createHash } from 'node:crypto';
import type { CaseState, ChoiceService, FrozenChoice, SentChoice } from '@ishur/core';
import type { Business } from '../business.ts';
import type { CaseRecord } from '../case-record.ts';
import type { FrozenBytes } from '../ports/ledger.ts';
import { softwareNumberOf } from '../software-number.ts';

/** What frozen bytes are called that tell a choice. Asks count from 1, and the two are never kept at once. */
const CHOICE_BYTES = 0;

/** The bytes that tell a choice, as they are made durable and then sent, and as they are sent again. */
export interface ChoiceBytes {
  readonly frozen: FrozenBytes;
  readonly choice: FrozenChoice;
  /** SHA-256 of the body, in hexadecimal. */
  readonly sha256: string;
}

/** Spells a choice. `undefined` where nothing was ever asked, so that there is no id to choose for. */
export function spellChoice(
  service: Pick<ChoiceService, 'spellChoice'>,
  business: Business,
  { invoiceId, ask, fields }: CaseState,
  choice: SentChoice,
): ChoiceBytes | undefined {
  if (invoiceId === undefined) return undefined;
  const spelled = service.spellChoice({
    choice,
    invoiceId,
    vatNumber: business.vatNumber,
    operator: business.operator,
    softwareNumber: softwareNumberOf(business, ask?.fields ?? fields),
    ...(business.authorizedCompany === undefined ? {} : { authorizedCompany: business.authorizedCompany }),
  });
  return bytesOf(spelled);
}

/** The bytes of the open choice. `undefined` where the ledger does not hold them. */
export function frozenChoice({ frozen, state }: CaseRecord): ChoiceBytes | undefined {
  const choice = state?.choice?.choice;
  const invoiceId = state?.invoiceId;
  if (frozen?.ask !== CHOICE_BYTES || invoiceId === undefined) return undefined;
  if (choice === undefined || choice === 'reverse-charge') return undefined;
  return bytesOf({ choice, invoiceId, body: frozen.body });
}

function bytesOf(choice: FrozenChoice): ChoiceBytes {
  const sha256 = createHash('sha256').update(choice.body).digest('hex');
  return { frozen: { ask: CHOICE_BYTES, body: choice.body }, choice, sha256 };
}
