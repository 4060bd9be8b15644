import { descriptorOf } from './parse-trace.ts';
import type { SystemCall } from './parse-trace.ts';

/** One thing that has to have happened before another, and the system calls that show it. */
export interface Evidence {
  readonly claim: string;
  readonly holds: boolean;
  readonly calls: readonly SystemCall[];
}

const WRITES = new Set(['write', 'writev', 'pwrite64', 'pwritev', 'sendto', 'sendmsg']);
const READS = new Set(['read', 'readv', 'recvfrom', 'recvmsg']);
const SYNCS = new Set(['fsync', 'fdatasync']);

/** What is looked for in the trace of a run that gets one number. */
export interface RunInTrace {
  /** Name of the ledger's file; its log beside it begins with the same. */
  readonly ledger: string;
  readonly resultFile: string;
  readonly invoiceId: string;
  readonly number: string;
}

/** Whether the disk had the intent before the first byte left, and the outcome before anybody was told. */
export function orderOfEvents(calls: readonly SystemCall[], run: RunInTrace): readonly Evidence[] {
  const isLedger = (call: SystemCall): boolean => descriptorOf(call).includes(run.ledger);
  const isSocket = (call: SystemCall): boolean => descriptorOf(call).startsWith('TCP');
  const ledgerWrites = calls.filter((call) => WRITES.has(call.name) && isLedger(call));
  const syncs = calls.filter((call) => SYNCS.has(call.name) && isLedger(call) && call.result.startsWith('0'));

  const request = calls.find(
    (call) => WRITES.has(call.name) && isSocket(call) && (isAsk(call) || call.text.includes(run.invoiceId)),
  );
  const answer = calls.find((call) => READS.has(call.name) && isSocket(call) && call.text.includes(run.number));
  const word = calls.find(
    (call) => WRITES.has(call.name) && !isLedger(call) && !isSocket(call) && call.text.includes(run.number),
  );
  const delivery = calls.find(
    (call) =>
      (WRITES.has(call.name) && descriptorOf(call).includes(run.resultFile) && call.text.includes(run.number)) ||
      (call.name.startsWith('rename') && call.text.includes(run.resultFile)),
  );
  return [
    between('an fsync of the ledger between the intent and the first byte of the request', {
      written: request && ledgerWrites.findLast((call) => call.ended < request.began),
      syncs,
      told: request,
    }),
    between('an fsync of the ledger between the answer and the word "allocated"', {
      written: answer && word && lastBetween(ledgerWrites, answer, word),
      syncs,
      told: word,
    }),
    between('an fsync of the ledger between the answer and its delivery', {
      written: answer && word && lastBetween(ledgerWrites, answer, word),
      syncs,
      told: delivery,
    }),
  ];
}

/** The first line of an ask, single or in a batch. */
function isAsk({ text }: SystemCall): boolean {
  return /POST \S*Approval /.test(text);
}

function lastBetween(calls: readonly SystemCall[], from: SystemCall, to: SystemCall): SystemCall | undefined {
  return calls.findLast((call) => call.began > from.ended && call.ended < to.began);
}

function between(
  claim: string,
  found: {
    readonly written: SystemCall | undefined;
    readonly syncs: readonly SystemCall[];
    readonly told: SystemCall | undefined;
  },
): Evidence {
  const { written, syncs, told } = found;
  if (written === undefined || told === undefined) {
    return { claim, holds: false, calls: [written, told].filter((call) => call !== undefined) };
  }
  const sync = syncs.find((call) => call.began > written.ended && call.ended < told.began);
  return {
    claim,
    holds: written.ended < told.began && sync !== undefined,
    calls: [written, sync, told].filter((call) => call !== undefined),
  };
}

/** One line that a person can read: the name of the file, and no more of the bytes than shows what they are. */
export function formatCall(call: SystemCall, mark: string): string {
  const { name, text, result, began } = call;
  const at = text.indexOf(mark);
  const bytes = at < 0 ? '' : `, …${text.slice(Math.max(0, at - 20), at + mark.length)}…`;
  return `line ${String(began + 1)}: ${name}(${descriptorOf(call).split('/').at(-1) ?? ''}${bytes}) = ${result}`;
}
