import { z } from 'zod';
import { notUnderstood } from './errors.ts';
import { request } from './request.ts';
import type { Service } from './request.ts';

// REPLACE: the calls of your system. Here a small REST service:
//   GET   status                        which installation answers, how far it is, and what this token may do
//   GET   invoices?after=<revision>     the invoices that were made or changed later, in that order, page by page
//   GET   invoices/<id>                 one invoice
//   PATCH invoices/<id>                 writes the allocation number, where the invoice still is at the revision of If-Match

export interface Status {
  /** A UUID. */
  readonly installation: string;
  /** Of the latest change. */
  readonly revision: number;
  readonly mayWrite: boolean;
}

/** What every record has, also one whose other fields cannot be read. */
export interface InvoiceRecord {
  readonly id: number;
  readonly revision: number;
}

const statusSchema: z.ZodType<Status> = z.object({
  installation: z.uuid(),
  revision: z.int().min(0),
  mayWrite: z.boolean(),
});
const recordSchema: z.ZodType<InvoiceRecord> = z.looseObject({ id: z.int().positive(), revision: z.int().positive() });
const pageSchema: z.ZodType<Page> = z.object({ invoices: z.array(recordSchema), more: z.boolean() });

interface Page {
  readonly invoices: readonly InvoiceRecord[];
  readonly more: boolean;
}

const PAGE = 500;

export async function getStatus(service: Service, signal: AbortSignal): Promise<Status> {
  return understood(service, statusSchema, await request(service, { path: 'status', signal }));
}

/** Every invoice that was made or changed after this revision. */
export async function* getInvoices(
  service: Service,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<InvoiceRecord, void> {
  for (let revision = after; ;) {
    const path = `invoices?after=${revision}&limit=${PAGE}`;
    const { invoices, more } = understood(service, pageSchema, await request(service, { path, signal }));
    for (const invoice of invoices) {
      // A service that goes round in a circle would be read for ever.
      if (invoice.revision <= revision) throw notUnderstood(new URL(service.url).host, 'revision');
      revision = invoice.revision;
      yield invoice;
    }
    if (!more || invoices.length === 0) return;
  }
}

/** One invoice as it stands now; undefined where there is none. */
export async function getInvoice(
  service: Service,
  ref: string,
  signal: AbortSignal,
): Promise<InvoiceRecord | undefined> {
  // A ref may be of another configuration. What is no id must not become a part of an address.
  if (!/^[1-9]\d{0,14}$/.test(ref)) return undefined;
  const answer = await request(service, { path: `invoices/${ref}`, signal });
  return answer.kind === 'gone' ? undefined : understood(service, recordSchema, answer);
}

/** @returns false where the invoice changed since it was looked at, and nothing was written. */
export async function patchInvoice(
  service: Service,
  { id, revision }: InvoiceRecord,
  body: { readonly allocationNumber?: string; readonly notices: readonly string[] },
  signal: AbortSignal,
): Promise<boolean> {
  const call = { method: 'PATCH', path: `invoices/${id}`, body, ifMatch: String(revision), signal } as const;
  return (await request(service, call)).kind === 'ok';
}

function understood<Shape>(
  { url }: Service,
  schema: z.ZodType<Shape>,
  answer: Awaited<ReturnType<typeof request>>,
): Shape {
  const parsed = schema.safeParse(answer.kind === 'ok' ? answer.value : undefined);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notUnderstood(new URL(url).host, issue?.path.join('.') || answer.kind);
}
