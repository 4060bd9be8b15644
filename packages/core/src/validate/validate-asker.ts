import type { Fault } from '@ishur/contract';
import { documentFault } from '../document-faults.ts';
import type { VatNumber } from '../identifiers.ts';
import { EXACT_LIMITS, SMALLEST_DEALER_NUMBER } from '../limits.ts';

/** Whoever asks, as a business's settings have it. */
export interface Asker {
  readonly vatNumber: VatNumber;
  readonly operator: { readonly name?: string; readonly id?: VatNumber };
  readonly softwareNumber: VatNumber;
}

/**
 * The fields that do not come from a document: tables 2.1 (fields 3, 6, 7 and 15) and 4.1. The same for an ask, a batch and a
 * choice, so it is checked once for a business.
 */
export function validateAsker(asker: Asker): readonly Fault[] {
  const faults: Fault[] = [];
  const { name, id } = asker.operator;
  if (name === undefined && id === undefined) faults.push(documentFault('asker/operator-missing', 'operator', {}));
  if (name !== undefined && [...name].length > EXACT_LIMITS.operatorName) {
    faults.push(documentFault('asker/operator-name-too-long', 'operator.name', { found: name }));
  }
  if (name !== undefined && !/[^\s0]/.test(name)) {
    faults.push(documentFault('asker/operator-name-blank-or-zero', 'operator.name', { found: name }));
  }
  const numbers: readonly (readonly [string, VatNumber | undefined])[] = [
    ['vatNumber', asker.vatNumber],
    ['operator.id', id],
  ];
  for (const [path, number] of numbers) {
    if (number !== undefined && Number(number) < SMALLEST_DEALER_NUMBER) {
      faults.push(documentFault('asker/number-impossible', path, { found: number }));
    }
  }
  return faults;
}

/** An id under which something is asked or chosen: 1 to 50 characters, not only blanks and zeros. Tables 2.1 and 4.1, field 1. */
export function validateInvoiceId(id: string): readonly Fault[] {
  const isRight = [...id].length <= EXACT_LIMITS.invoiceId && /[^\s0]/.test(id);
  return isRight ? [] : [documentFault('asker/invoice-id', 'invoiceId', { found: id })];
}
