import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { attachedNumber } from './attachments.ts';
import { refOf } from './forms.ts';
import type { Customers } from './read-customers.ts';
import { readInvoice } from './read-invoice.ts';
import { rowsBy } from './read-pages.ts';
import type { Row, Service } from './service.ts';
import type { Task } from './task.ts';
import { textIn } from './values.ts';

/** A row as it stands, with the number that stands beside it. */
export interface Seen {
  readonly row: Row;
  readonly document: ReturnType<typeof readInvoice>;
  readonly attached: string | undefined;
}

/** Many documents in one call. */
export async function look(
  service: Service,
  tasks: readonly Task[],
  customers: Customers,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Seen>> {
  const found = new Map<string, Seen>();
  const [first] = tasks;
  if (first === undefined) return found;
  const { form, config } = first;
  const names = new Map(tasks.map(({ name }) => [refOf(name), name]));
  const numbers = tasks.map(({ name }) => name.number);
  for await (const rows of rowsBy(service, form, 'IVNUM', numbers, signal)) {
    if (form.vatNumber === undefined) {
      await customers.look(
        rows.flatMap((row) => textIn(row, 'CUSTNAME') ?? []),
        signal,
      );
    }
    for (const row of rows) {
      const name = names.get(
        refOf({ form: form.form, debit: textIn(row, 'DEBIT') ?? '', number: textIn(row, 'IVNUM') ?? '' }),
      );
      if (name === undefined || textIn(row, 'FINAL') !== 'Y') continue;
      const vatNumber = customers.vatNumberOf(textIn(row, 'CUSTNAME'));
      const attached = form.place.kind === 'attachment' ? await attachedNumber(service, name, signal) : undefined;
      found.set(refOf(name), { row, document: readInvoice(row, { plan: form, config, vatNumber }), attached });
    }
  }
  return found;
}

/** After a writing, not to be able to look is an answer too. */
export async function lookAgain(
  ...[service, tasks, customers, signal]: Parameters<typeof look>
): Promise<Awaited<ReturnType<typeof look>> | IshurError> {
  try {
    return await look(service, tasks, customers, signal);
  } catch (cause) {
    signal.throwIfAborted();
    if (isIshurError(cause)) return cause;
    throw cause;
  }
}
