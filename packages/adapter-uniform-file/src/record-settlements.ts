import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import { isSameAllocationNumber, lockFile, materialDifferences, noticeCell, withoutNotices } from '@ishur/adapter-kit';
import type { InvoiceFields, RecordReceipt, Settlement } from '@ishur/contract/v1';
import { documentGone, numberNotDigits } from './errors.ts';
import type { OpenRun } from './open-run.ts';
import { readRun } from './read-run.ts';
import { resultFile, resultFileOf } from './result-file.ts';
import type { ResultRow } from './result-file.ts';

interface Found {
  readonly run: OpenRun;
  readonly fields: InvoiceFields;
}

/**
 * Writes numbers and notices into a result file beside the run that holds the document; the newest where several do. The
 * uniform file itself is evidence of what was produced, and is only read.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  runs: readonly OpenRun[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const found = await findDocuments(new Set(settlements.map(({ ref }) => ref)), runs, signal);
  const perRun = new Map<OpenRun, (Settlement & { readonly fields: InvoiceFields })[]>();
  for (const settlement of settlements) {
    const { ref, asked, number } = settlement;
    const document = found.get(ref);
    if (number !== undefined && !/^\d+$/.test(number)) yield { ref, kind: 'failed', cause: numberNotDigits(ref) };
    else if (document === undefined) yield { ref, kind: 'failed', cause: documentGone(ref) };
    else if (materialDifferences(asked, document.fields).length > 0) yield { ref, kind: 'stale' };
    else {
      const together = perRun.get(document.run) ?? [];
      together.push({ ...settlement, fields: document.fields });
      perRun.set(document.run, together);
    }
  }
  for (const [run, together] of perRun) yield* recordBeside(run, together, signal);
}

async function findDocuments(
  refs: ReadonlySet<string>,
  runs: readonly OpenRun[],
  signal: AbortSignal,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const run of runs) {
    for await (const batch of readRun(run, { signal, withLines: false })) {
      for (const item of batch) {
        if (item.kind === 'document' && refs.has(item.ref)) found.set(item.ref, { run, fields: item.fields });
      }
    }
  }
  return found;
}

async function* recordBeside(
  run: OpenRun,
  settlements: readonly (Settlement & { readonly fields: InvoiceFields })[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const result = resultFileOf(run.beside);
  const receipts: RecordReceipt[] = [];
  try {
    const lock = await lockFile(result.path, { name: result.name, signal });
    try {
      const rows = await resultFile.read(result);
      let isChanged = false;
      for (const settlement of settlements) {
        const { ref } = settlement;
        const before = rows.get(ref);
        const after = rowOf(settlement, before);
        if (before !== undefined && before.number !== '' && !isSameAllocationNumber(before.number, after.number)) {
          receipts.push({ ref, kind: 'conflict', existingNumber: before.number });
        } else if (before !== undefined && before.number === after.number && before.note === after.note) {
          receipts.push({ ref, kind: 'already-there', where: result.name });
        } else {
          rows.set(ref, after);
          isChanged = true;
          receipts.push({ ref, kind: 'handed-over', where: result.name });
        }
      }
      if (isChanged) await resultFile.write(result, rows.values(), (await stat(run.beside.path)).mode & 0o666, signal);
    } finally {
      await lock.release();
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (!isIshurError(cause)) throw cause;
    for (const { ref } of settlements) yield { ref, kind: 'failed', cause };
    return;
  }
  yield* receipts;
}

/** Notices are kept where a settlement brings none and takes none away, and so is a number. */
function rowOf(
  { ref, number, notices, withdrawn = [], fields }: Settlement & { readonly fields: InvoiceFields },
  before: ResultRow | undefined,
): ResultRow {
  return {
    ref,
    documentType: String(fields.documentType),
    reference: fields.reference,
    documentDate: fields.documentDate,
    number: number ?? before?.number ?? '',
    note: noticeCell(notices) || withoutNotices(before?.note ?? '', withdrawn),
  };
}
