import { createHash } from 'node:crypto';
import { IshurError, isIshurError } from '@ishur/contract';
import type { Fault } from '@ishur/contract';
import type { AllocationOutcome, CaseEvent, CaseState, Cause, FrozenAsk } from '@ishur/core';
import { advance, businessDayOf, parseDocument } from '@ishur/core';
import { apply, causeOf, changeOf, openCase, summaryOf } from './case-record.ts';
import type { CaseRecord } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseChange, JournalEntry } from './ports/ledger.ts';

const SENDINGS = 5;
const ASKS_AT_ONCE = 4;
/** Failures in a row after which the authority is taken for unreachable, and the rest waits for the next run. */
const FAILURES_IN_A_ROW = 3;

/** What an asking round came to: how many asks may have reached the authority, and every failure. */
export interface AskingRound {
  readonly asked: number;
  readonly failures: readonly IshurError[];
}

/**
 * Asks for every queued case of the business, and again for every unconfirmed one, with the same bytes.
 *
 * Intent before effect: the ask and its bytes are on the disk before the first byte is sent.
 */
export async function askAll(parts: EngineParts, signal: AbortSignal): Promise<AskingRound> {
  const round = { asked: 0, failures: [] as IshurError[], inARow: 0, isOver: false };
  const ids: string[] = [];
  const standings = ['queued', 'unconfirmed', 'asking'] as const;
  for await (const summary of parts.ledger.list({ business: parts.business.id, standings })) ids.push(summary.id);

  const queue = ids.values();
  const work = async (): Promise<void> => {
    for (const id of queue) {
      if (signal.aborted || round.isOver) return;
      try {
        note(await askOne(parts, id, signal));
      } catch (error) {
        round.isOver = true;
        throw error;
      }
    }
  };
  const note = (result: Asked): void => {
    if (result === 'skipped') return;
    if (result.wasSent) round.asked += 1;
    const { failure } = result;
    if (failure === undefined) {
      round.inARow = 0;
      return;
    }
    round.failures.push(failure);
    // A document that cannot be asked for says nothing about the authority, and does not hold up the others.
    if (failure.remedy === 'fix-document') return;
    round.inARow += 1;
    if (failure.remedy !== 'retry' || round.inARow >= FAILURES_IN_A_ROW) round.isOver = true;
  };
  const workers = Array.from({ length: parts.asksAtOnce ?? ASKS_AT_ONCE }, work);
  // What is on the wire is settled before this ends, also where the ledger failed meanwhile: its number would be lost.
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return { asked: round.asked, failures: round.failures };
}

/** What asking for one case came to: whether anything may have reached the authority, and what failed. */
type Asked = 'skipped' | { readonly wasSent: boolean; readonly failure: IshurError | undefined };

/** Asks for one case. */
async function askOne(parts: EngineParts, id: string, signal: AbortSignal): Promise<Asked> {
  const intent = await intend(parts, id);
  if (intent === undefined) return 'skipped';
  parts.report({ kind: 'asking', summary: summaryOf(intent.record) });
  const { event, failure } = await send(parts, intent.ask, signal);
  await settle(parts, id, event, failure);
  return { wasSent: event.kind !== 'not-sent' || failure?.code === ASKER_REFUSED, failure };
}

/** Makes the intent durable. `undefined` where there is nothing to ask, or another process was first. */
async function intend(
  parts: EngineParts,
  id: string,
): Promise<{ readonly record: CaseRecord; readonly ask: FrozenAsk } | undefined> {
  const stored = await parts.ledger.load(id);
  if (stored === undefined) return undefined;
  let record = openCase(stored, parts.business.id);
  const trace = { at: parts.clock.now(), by: parts.runner.name };
  if (record.state?.standing === 'asking') {
    const last = stored.entries.findLast((entry) => entry.event.kind === 'asking');
    if (last?.event.kind !== 'asking' || isUnderWay(parts, last.at, last.event.runner)) return undefined;
    record = apply(record, { kind: 'lapsed' }, trace);
  }
  const { state } = record;
  if (state === undefined) return undefined;
  const sendings = sendingsOf(stored.entries, state.ask?.number);
  if (state.standing === 'unconfirmed' && sendings >= (parts.sendings ?? SENDINGS)) {
    record = apply(record, { kind: 'parked', cause: tooOften(sendings) }, trace);
    if (await commitFirst(parts, changeOf(record))) parts.report({ kind: 'answered', summary: summaryOf(record) });
    return undefined;
  }
  const prepared = prepare(parts, record, state);
  if (prepared === undefined) {
    // Nothing is to be sent; that the other process is gone is told all the same.
    if (record.added.length > 0) await commitFirst(parts, changeOf(record));
    return undefined;
  }
  record = apply(record, prepared.event, trace);
  const change = changeOf(record, { ask: prepared.event.ask.number, body: prepared.ask.body });
  return (await commitFirst(parts, change)) ? { record, ask: prepared.ask } : undefined;
}

/**
 * Milliseconds after which no ask is on the wire any more, whoever sent it: transport gives a call one minute. The rest is for
 * clocks of several machines that do not agree.
 */
const OVER_AFTER = 15 * 60_000;

/** Whether another process may still be asking. One of another machine cannot be looked at, and is waited for. */
function isUnderWay(parts: EngineParts, since: string, runner: string): boolean {
  return parts.clock.now().getTime() - Date.parse(since) < OVER_AFTER && parts.runner.isAlive(runner);
}

/** How often the bytes of an ask may have gone out: in all, also where a later answer said nothing about an earlier one. */
function sendingsOf(entries: readonly JournalEntry[], ask: number | undefined): number {
  let current: number | undefined;
  let sendings = 0;
  for (const { event } of entries) {
    if (event.kind === 'asking') current = event.ask.number;
    if (current !== ask) continue;
    if (event.kind === 'asking') sendings += 1;
    if (event.kind === 'not-sent') sendings -= 1;
  }
  return sendings;
}

interface Prepared {
  readonly ask: FrozenAsk;
  readonly event: Extract<CaseEvent, { kind: 'asking' }>;
}

/** The ask of a queued case, freshly spelled, or of an unconfirmed one, with the bytes that were frozen for it. */
function prepare(parts: EngineParts, { frozen }: CaseRecord, state: CaseState): Prepared | undefined {
  const { invoiceId } = state;
  const runner = parts.runner.name;
  if (invoiceId === undefined) return undefined;
  if (state.standing === 'unconfirmed') {
    if (state.ask === undefined || frozen?.ask !== state.ask.number) return undefined;
    return { ask: { invoiceId, body: frozen.body }, event: { kind: 'asking', ask: state.ask, runner } };
  }
  if (state.standing !== 'queued') return undefined;
  const parsed = parseDocument(state.fields);
  if (!parsed.ok) return undefined;
  const { business } = parts;
  const ask = parts.authority.spell({
    invoiceId,
    vatNumber: business.vatNumber,
    operator: business.operator,
    softwareNumber: business.softwareNumber ?? business.vatNumber,
    ...(business.unionVatNumber === undefined ? {} : { unionVatNumber: business.unionVatNumber }),
    ...(business.authorizedCompany === undefined ? {} : { authorizedCompany: business.authorizedCompany }),
    action: 0,
    // The system's own day where the source does not say (API table 2.1, field 13), in Israel, never in UTC.
    issuedOn: parsed.document.producedOn ?? businessDayOf(parts.clock.now()),
    document: parsed.document,
  });
  const number = (state.ask?.number ?? 0) + 1;
  const sha256 = createHash('sha256').update(ask.body).digest('hex');
  const { reference } = parsed.document;
  return {
    ask,
    event: { kind: 'asking', ask: { number, action: 0, reference, sha256, fields: state.fields }, runner },
  };
}

async function send(
  parts: EngineParts,
  ask: FrozenAsk,
  signal: AbortSignal,
): Promise<{ readonly event: CaseEvent; readonly failure: IshurError | undefined }> {
  try {
    const outcome = await parts.authority.approve(ask, { signal });
    if (
      outcome.kind === 'rejected' &&
      outcome.faults.length > 0 &&
      outcome.faults.every(({ path }) => isAboutAsker(path))
    ) {
      const failure = askerRefused(outcome.faults, parts.business.id);
      return { event: { kind: 'not-sent', cause: causeOf(failure) }, failure };
    }
    return { event: eventOf(outcome), failure: outcome.kind === 'unconfirmed' ? outcome.cause : undefined };
  } catch (error) {
    // The port throws an IshurError only where it is certain that nothing happened; of anything else we know nothing.
    if (isIshurError(error)) return { event: { kind: 'not-sent', cause: causeOf(error) }, failure: error };
    const failure = unexpected(error);
    return { event: { kind: 'unconfirmed', cause: causeOf(failure) }, failure };
  }
}

/** Permanent code of an ask that was refused for the business's own settings: nothing is wrong with the document. */
const ASKER_REFUSED = 'engine/asker-refused';

/** Paths of the settings of a business, as transport names them. */
function isAboutAsker(path: string): boolean {
  return (
    path === 'issuerVatNumber' ||
    path === 'operator' ||
    path.startsWith('operator.') ||
    path === 'unionVatNumber' ||
    path === 'authorizedCompany' ||
    path === 'softwareNumber'
  );
}

/** Stops the business, and its documents stay queued: mended in the configuration, they are asked for again. */
function askerRefused(faults: readonly Fault[], business: string): IshurError {
  const words = (language: 'he' | 'en'): string => faults.map(({ message }) => message[language]).join(' ');
  return new IshurError({
    code: ASKER_REFUSED,
    remedy: 'fix-config',
    message: {
      he: `רשות המסים דחתה את פרטי העסק "${business}" שבקובץ ההגדרות: ${words('he')}`,
      en: `The Tax Authority refused the settings of business "${business}" in the configuration: ${words('en')}`,
    },
  });
}

function eventOf(outcome: AllocationOutcome): CaseEvent {
  switch (outcome.kind) {
    case 'allocated':
      return { kind: 'allocated', number: outcome.number };
    case 'held':
      return { kind: 'held', choiceKnown: outcome.choiceKnown, faults: outcome.faults };
    case 'rejected':
      return { kind: 'rejected', faults: outcome.faults };
    case 'unconfirmed':
      return { kind: 'unconfirmed', cause: causeOf(outcome.cause) };
  }
}

/** Makes the outcome durable. Another process may have touched the case meanwhile: the outcome is applied to what stands. */
async function settle(
  parts: EngineParts,
  id: string,
  event: CaseEvent,
  failure: IshurError | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await parts.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was asked for.`);
    const trace = { at: parts.clock.now(), by: parts.runner.name };
    const open = openCase(stored, parts.business.id);
    // Another took this process for gone and asks itself: a number always counts, what else comes late may not.
    if (!advance(open.state, event).ok) return;
    const record = apply(open, event, trace);
    // The bytes stay while they may have to be sent again: whatever the source says by now, they may have arrived.
    const isOpen = (record.state?.unconfirmedSendings ?? 0) > 0;
    try {
      await parts.ledger.commit([changeOf(record, isOpen ? undefined : null)]);
    } catch (error) {
      if (isIshurError(error) && error.code === 'ledger/moved' && attempt < 5) continue;
      const isLedger = isIshurError(error) && error.code !== 'ledger/moved';
      throw isLedger && event.kind === 'allocated' ? numberNotKept(id, event.number, error) : error;
    }
    const summary = summaryOf(record);
    parts.report(failure === undefined ? { kind: 'answered', summary } : { kind: 'trouble', error: failure, summary });
    return;
  }
}

/** Commits, unless another process was first. */
async function commitFirst(parts: EngineParts, change: CaseChange): Promise<boolean> {
  try {
    await parts.ledger.commit([change]);
    return true;
  } catch (error) {
    if (isIshurError(error) && error.code === 'ledger/moved') return false;
    throw error;
  }
}

function tooOften(sendings: number): Cause {
  return {
    code: 'engine/no-answer',
    remedy: 'fix-document',
    message: {
      he: `הבקשה נשלחה ${sendings} פעמים ולא התקבלה תשובה קריאה. בדקו באזור האישי ברשות המסים אם הוקצה מספר.`,
      en: `The ask was sent ${sendings} times and no readable answer came. Look in the Tax Authority's personal area whether a number was allocated.`,
    },
  };
}

/** The one thing that must not happen: a number that only this message holds. The ask stays open, and is sent again. */
function numberNotKept(id: string, number: string, cause: IshurError): IshurError {
  const why = cause.text;
  return new IshurError({
    code: 'engine/number-not-kept',
    remedy: 'fix-config',
    message: {
      he: `למסמך ${id} הוקצה המספר ${number}, ולא ניתן היה לשמור אותו. רשמו אותו בצד. ${why.he}`,
      en: `Document ${id} was allocated number ${number}, and it could not be saved. Write it down. ${why.en}`,
    },
    cause,
  });
}

function unexpected(cause: unknown): IshurError {
  return new IshurError({
    code: 'engine/unexpected',
    remedy: 'report-bug',
    message: {
      he: 'אירעה תקלה פנימית בזמן השליחה. המסמך נשמר כ"לא ודאי" ולא יאבד. דווחו על התקלה.',
      en: 'An unexpected failure while sending. The case is kept as unconfirmed and is not lost. Please report it.',
    },
    cause,
  });
}
