import { isSameAllocationNumber, materialDifferences } from '@ishur/adapter-kit';
import { isIshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { changedMeanwhile, documentGone, notKept, numberNotDigits } from './errors.ts';
import { noticesOf, placeOf, readInvoice } from './invoice.ts';
import type { Service } from './request.ts';
import { getInvoice, patchInvoice } from './service.ts';

/** Brings one number back: look, write where nothing changed since, and look again. One that fails stops no other. */
export async function recordOne(service: Service, settlement: Settlement, signal: AbortSignal): Promise<RecordReceipt> {
  try {
    return await lookWriteLook(service, settlement, signal);
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    return { ref: settlement.ref, kind: 'failed', cause };
  }
}

async function lookWriteLook(
  service: Service,
  { ref, asked, number, notices, withdrawn = [] }: Settlement,
  signal: AbortSignal,
): Promise<RecordReceipt> {
  // It may end in a spreadsheet or a query of somebody else.
  if (number !== undefined && !/^\d{1,30}$/.test(number)) throw numberNotDigits();
  const record = await getInvoice(service, ref, signal);
  if (record === undefined) throw documentGone(ref);
  const now = readInvoice(record, '-');

  // Another number is never overwritten, whoever wrote it.
  const existingNumber = now.kind === 'document' ? now.existingNumber : undefined;
  if (existingNumber !== undefined && number !== undefined && !isSameAllocationNumber(existingNumber, number)) {
    return { ref, kind: 'conflict', existingNumber };
  }
  // A number must not stand beside amounts that it was not given for.
  if (now.kind === 'unreadable' || materialDifferences(asked, now.fields).length > 0) return { ref, kind: 'stale' };

  const where = placeOf(record);
  const before = noticesOf(record);
  // What holds no more is taken away, such as that nothing may be deducted before there was a number.
  const held = before.filter((text) => withdrawn.every((taken) => taken.text !== text));
  const missing = notices.map(({ text }) => text).filter((text) => !before.includes(text));
  const hasNumber = number === undefined || existingNumber !== undefined;
  if (hasNumber && missing.length === 0 && held.length === before.length) return { ref, kind: 'already-there', where };

  // One field and the notices, not the whole record: somebody else may be changing the rest.
  const change = { ...(hasNumber ? {} : { allocationNumber: number }), notices: [...held, ...missing] };
  if (!(await patchInvoice(service, record, change, signal))) throw changedMeanwhile(ref);

  // Systems accept a field that they do not keep, or cut it. The engine takes our word for it, so look.
  const after = await getInvoice(service, ref, signal);
  const kept = after === undefined ? undefined : readInvoice(after, '-');
  if (!hasNumber && (kept?.kind !== 'document' || kept.existingNumber !== number)) throw notKept(ref);
  return { ref, kind: 'recorded', where };
}
