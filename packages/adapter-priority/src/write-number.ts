import { isSameAllocationNumber, parseAllocationNumberCell } from '@ishur/adapter-kit';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { attachNumber } from './attachments.ts';
import { busy, formClosed, loginRefused, noLicence, pageInstead, redirected, unreachable } from './errors.ts';
import { columnReadOnly, refusedByScreen, writingForbidden } from './write-errors.ts';
import type { Exchange } from './exchange.ts';
import { pathOf } from './odata.ts';
import type { Task } from './task.ts';
import { isClosedForm, isNoLicence, isNoPermission, isReadOnly, saidIn } from './said.ts';
import { hostIn, isPage, retryAfterMs, send } from './service.ts';
import type { Row, Service } from './service.ts';
import { textIn } from './values.ts';

/** What is to be written into one row. */
export interface Change {
  readonly kind: 'change';
  readonly body: Readonly<Record<string, string>>;
  /** Goes into an attachment. */
  readonly attachment: string | undefined;
  /** The column of notices, and the sentences that are to come into it. */
  readonly column: string | undefined;
  readonly notice: readonly string[];
}

type NoChange =
  | { readonly kind: 'nothing'; readonly hasNoPlace: boolean }
  | { readonly kind: 'taken'; readonly column: string; readonly found: string };

/** What a writing came to, before anybody looks. */
export type Written =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly cause: IshurError }
  /** Sent, and no readable answer: never sent again before a look. */
  | { readonly kind: 'unknown'; readonly cause: IshurError };

/** The one or two columns that differ, not the whole row: somebody else may be changing the rest. */
export function changeFor(
  { settlement: { number, notices, withdrawn = [] }, form }: Task,
  row: Row,
  existing: string | undefined,
): Change | NoChange {
  const body: Record<string, string> = {};
  let attachment: string | undefined;
  const { place } = form;
  if (number !== undefined && existing === undefined) {
    if (place.kind === 'attachment') attachment = number;
    if (place.kind === 'column') {
      const { column } = place;
      const found = textIn(row, column.name) ?? '';
      // Some screens show nothing as a zero or a dash.
      const isFree = found === '' || (!place.isFallback && parseAllocationNumberCell(found).kind === 'absent');
      if (!isFree && !isSameAllocationNumber(found, number)) return { kind: 'taken', column: column.name, found };
      const isShort = form.isShort || (column.maxLength ?? Infinity) < number.length;
      if (isFree) body[column.name] = isShort ? number.slice(-9) : number;
    }
  }
  const column = form.notices;
  const before = textIn(row, column?.name) ?? '';
  const kept = withdrawn.reduce((rest, { text }) => without(rest, text), before);
  const missing = notices.map(({ text }) => text).filter((text) => !kept.includes(text));
  const after = [...(kept === '' ? [] : [kept]), ...missing].join(BETWEEN);
  // The whole change would be refused for a sentence that is too long, and the number with it.
  const isFit = column !== undefined && after.length <= Math.max(column.maxLength ?? Infinity, before.length);
  if (isFit && after !== before) body[column.name] = after;
  if (Object.keys(body).length === 0 && attachment === undefined) {
    return { kind: 'nothing', hasNoPlace: !isFit };
  }
  return { kind: 'change', body, attachment, column: column?.name, notice: isFit ? missing : [] };
}

/** Between two sentences in one column. */
const BETWEEN = ' | ';

/** The sentences without one, wherever it stands among them. */
function without(sentences: string, taken: string): string {
  return sentences
    .split(BETWEEN)
    .filter((each) => each.trim() !== taken)
    .map((each) => each.replaceAll(taken, '').trim())
    .join(BETWEEN);
}

/** Writes once. What is not known afterwards is found out by looking, and not by writing again. */
export async function write(service: Service, task: Task, change: Change, signal: AbortSignal): Promise<Written> {
  const { name, settlement } = task;
  try {
    if (change.attachment !== undefined) {
      const written = resultOf(service, task, await attachNumber(service, name, change.attachment, signal));
      if (written.kind !== 'done' || Object.keys(change.body).length === 0) return written;
    }
    return resultOf(service, task, await patch(service, task, change.body, signal));
  } catch (cause) {
    signal.throwIfAborted();
    if (!isIshurError(cause)) throw cause;
    service.log.warn('priority: a writing failed', {
      form: name.form,
      code: cause.code,
      notices: settlement.notices.length,
    });
    return { kind: 'unknown', cause };
  }
}

async function patch(
  service: Service,
  { name }: Task,
  body: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Exchange> {
  return await send(service, {
    method: 'PATCH',
    path: pathOf(name),
    body: JSON.stringify(body),
    signal,
  });
}

/**
 * A document that changed while its number was written loses it again.
 *
 * @returns whether what was written is out again. An attachment stays: the API has no way to remove one that is certain.
 */
export async function takeBack(service: Service, task: Task, change: Change, signal: AbortSignal): Promise<boolean> {
  const { place } = task.form;
  if (change.attachment !== undefined) return false;
  if (place.kind !== 'column' || change.body[place.column.name] === undefined) return true;
  const written = resultOf(service, task, await patch(service, task, { [place.column.name]: '' }, signal));
  if (written.kind !== 'done') service.log.warn('priority: a number could not be taken back', { form: task.name.form });
  return written.kind === 'done';
}

function resultOf(service: Service, { name, form, settlement: { ref } }: Task, reply: Exchange): Written {
  const { host } = service;
  // What was refused is not billed; what nobody knows may be.
  const isRefused = reply.kind === 'answer' && (isRefusal(reply.status) || isErrorInside(reply.text));
  if (!isRefused) service.spent.billedWrites += 1;
  if (reply.kind === 'broken') return { kind: 'unknown', cause: unreachable(host, reply.cause) };
  const { status, text } = reply;
  const refused = (cause: IshurError): Written => ({ kind: 'refused', cause });
  if (status < 300 && isPage(text)) {
    return { kind: 'unknown', cause: pageInstead(host, saidIn(text, service.secrets)) };
  }
  if (status < 300 && !isRefused) return { kind: 'done' };
  const asked = retryAfterMs(reply.headers);
  if (status === 429) {
    service.pace.pause(Math.min(asked ?? service.pauseMs, service.patienceMs));
    return refused(busy(host, status, asked));
  }
  if (status >= 500) return { kind: 'unknown', cause: busy(host, status, asked) };
  if (status >= 300 && status < 400) return refused(redirected(host, hostIn(reply.headers, service)));
  const said = saidIn(text, service.secrets);
  if (status === 401) return refused(loginRefused(host));
  if (isNoLicence(said)) return refused(noLicence(host, said));
  if (isClosedForm(said)) return refused(formClosed(name.form));
  if (isReadOnly(said))
    return refused(columnReadOnly(ref, form.place.kind === 'column' ? form.place.column.name : 'EXTFILES', said));
  if (status === 403 || isNoPermission(said)) return refused(writingForbidden(name.form, said));
  return refused(refusedByScreen(ref, said));
}

function isRefusal(status: number): boolean {
  return status >= 300 && status < 500;
}

/** The envelopes of refusals, which come with status 200 too where something stands between. */
function isErrorInside(text: string): boolean {
  return /^\s*\{\s*"(?:error"\s*:|\w+"\s*:\s*\{\s*"InterfaceErrors")/.test(text.slice(0, 1000));
}
