import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../workspace/run-command.ts';
import type { Lab } from '../lab.ts';
import type { LabFinding, ScenarioResult } from '../report/result.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import { startRunner } from '../runner/start-runner.ts';
import { formatCall, orderOfEvents } from '../syscalls/order-of-events.ts';
import type { Evidence } from '../syscalls/order-of-events.ts';
import { parseTrace } from '../syscalls/parse-trace.ts';
import { documentOf } from '../world/documents.ts';
import { DEALER, LEDGER_FILE, RESULT_FILE, openWorld } from '../world/open-world.ts';

const REFERENCE = 1001;
const CALLS =
  'fsync,fdatasync,read,readv,recvfrom,recvmsg,write,writev,pwrite64,pwritev,sendto,sendmsg,rename,renameat,renameat2';
/** Bytes of each call that are printed: a page of the database, with room for what is escaped. */
const BYTES = '20000';

/** The order of system calls in a run with one document: a kill does not prove an fsync. Issue 5, must-show 3. */
export async function syscalls(lab: Lab): Promise<ScenarioResult> {
  const probe = await runCommand({ file: 'strace', arguments: ['-V'] }, lab.root);
  if (probe.exitCode !== 0) {
    const text = 'Skipped: strace is not installed here, and without it no system call can be seen.\n';
    return { scenario: 'syscalls', text, figures: { skipped: true }, findings: [] };
  }
  using assistant = openAssistant(lab);
  await using world = await openWorld(assistant, { documents: [documentOf(REFERENCE, 0)] });
  const file = join(world.folder, 'trace.txt');
  const through = ['strace', '-f', '-yy', '-s', BYTES, '-e', `trace=${CALLS}`, '-o', file];
  const { code, err } = await startRunner(lab, { folder: world.folder, argv: ['run', '--json'], through }).ended;
  if (code !== 0) throw new Error(`ishur run under strace ended with ${String(code)}: ${err}`);
  const { issued } = await world.look();
  const number = issued[0]?.confirmation_number ?? '';
  const invoiceId = `${DEALER}-305-${String(REFERENCE)}`;
  const evidence = orderOfEvents(parseTrace(readFileSync(file, 'latin1')), {
    ledger: LEDGER_FILE,
    resultFile: RESULT_FILE,
    invoiceId,
    number,
  });
  const findings = evidence
    .filter(({ holds }) => !holds)
    .map(({ claim }): LabFinding => ({ check: 'not synced', detail: `not seen: ${claim}`, again: 'syscalls' }));
  return {
    scenario: 'syscalls',
    text: evidence.map((each) => format(each, invoiceId, number)).join('\n'),
    figures: evidence.map(({ claim, holds }) => ({ claim, holds })),
    findings,
  };
}

function format({ claim, holds, calls }: Evidence, invoiceId: string, number: string): string {
  const lines = calls.map((call) => `  ${formatCall(call, call.text.includes(number) ? number : invoiceId)}\n`);
  return `${holds ? 'yes' : 'NO'}: ${claim}\n${lines.join('')}`;
}
