import { isSameAllocationNumber, materialDifferences } from '@ishur/adapter-kit';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt } from '@ishur/contract/v1';
import {
  documentGone,
  fieldTaken,
  noPlaceForNotice,
  noPlaceForNumber,
  notKept,
  notTakenBack,
  writeUnconfirmed,
} from './write-errors.ts';
import { placeName } from './form-plan.ts';
import type { Seen } from './look-at-rows.ts';
import { existingIn, placeOf } from './read-invoice.ts';
import type { Row, Service } from './service.ts';
import type { Task } from './task.ts';
import { textIn } from './values.ts';
import { changeFor, takeBack } from './write-number.ts';
import type { Change, Written } from './write-number.ts';

export type Decision =
  | { readonly kind: 'write'; readonly change: Change }
  | { readonly kind: 'done'; readonly receipt: RecordReceipt };

export function decide(task: Task, seen: Seen | undefined): Decision {
  const { settlement, form } = task;
  const { ref, asked, number, notices } = settlement;
  const done = (receipt: RecordReceipt): Decision => ({ kind: 'done', receipt });
  if (seen === undefined) return done(gone(task));
  const existing = numberIn(seen, task);
  if (number !== undefined && existing !== undefined && !isSameAllocationNumber(existing, number)) {
    return done({ ref, kind: 'conflict', existingNumber: existing });
  }
  const { document } = seen;
  // A number must not stand beside amounts that it was not given for.
  if (document.kind === 'unreadable' || materialDifferences(asked, document.fields).length > 0)
    return done({ ref, kind: 'stale' });
  const change = changeFor(task, seen.row, existing);
  const where = whereOf(task, seen.row);
  if (change.kind === 'taken') {
    return done({ ref, kind: 'failed', cause: fieldTaken(ref, change.column, change.found) });
  }
  if (number !== undefined && existing === undefined && form.place.kind === 'none') {
    return done({ ref, kind: 'failed', cause: noPlaceForNumber(ref, form.place.reason) });
  }
  if (change.kind === 'nothing') {
    if (number === undefined && notices.length > 0 && change.hasNoPlace) {
      return done({ ref, kind: 'failed', cause: noPlaceForNotice(ref) });
    }
    return done({ ref, kind: 'already-there', where });
  }
  return { kind: 'write', change };
}

export async function conclude(
  service: Service,
  task: Task,
  change: Change,
  result: Written,
  seen: Seen | undefined,
  signal: AbortSignal,
): Promise<RecordReceipt> {
  const { settlement, form } = task;
  const { ref, asked, number } = settlement;
  if (seen === undefined) return gone(task);
  const existing = numberIn(seen, task);
  const isOurs = number === undefined || (existing !== undefined && isSameAllocationNumber(existing, number));
  if (number !== undefined && existing !== undefined && !isOurs)
    return { ref, kind: 'conflict', existingNumber: existing };
  const { document } = seen;
  if (document.kind === 'unreadable' || materialDifferences(asked, document.fields).length > 0) {
    // It was changed in the moment of writing. The number was given for other amounts.
    if (!isOurs || number === undefined || (await takeBack(service, task, change, signal)))
      return { ref, kind: 'stale' };
    return { ref, kind: 'failed', cause: notTakenBack(ref, placeName(form)) };
  }
  if (isOurs && hasNotices(change, seen.row)) return { ref, kind: 'recorded', where: whereOf(task, seen.row) };
  if (result.kind === 'done') return { ref, kind: 'failed', cause: notKept(ref, placeName(form)) };
  return { ref, kind: 'failed', cause: failureOf(task, result, undefined) };
}

/** What is told where the number is not there: what Priority said, or that nobody knows. */
export function failureOf({ settlement: { ref } }: Task, result: Written, cause: unknown): IshurError {
  return result.kind === 'refused'
    ? result.cause
    : writeUnconfirmed(ref, result.kind === 'unknown' ? result.cause : cause);
}

function numberIn({ row, attached }: Seen, { form, settlement: { number } }: Task): string | undefined {
  const existing = existingIn(row, form);
  if (existing.kind === 'number') return existing.number;
  const written = form.place.kind === 'column' ? (textIn(row, form.place.column.name) ?? '') : '';
  if (number !== undefined && isSameAllocationNumber(written, number)) return written;
  // Whatever stands in the column for numbers is somebody's, also where it is none.
  return existing.kind === 'refused' ? textIn(row, form.allocation?.name) : attached;
}

function hasNotices({ column, notice }: Change, row: Row): boolean {
  const text = textIn(row, column) ?? '';
  return notice.every((each) => text.includes(each));
}

export function gone({ settlement: { ref } }: Task): RecordReceipt {
  return { ref, kind: 'failed', cause: documentGone(ref) };
}

function whereOf({ form }: Task, row: Row): string {
  return `${placeOf(form.form, row)}, ${placeName(form)}`;
}
