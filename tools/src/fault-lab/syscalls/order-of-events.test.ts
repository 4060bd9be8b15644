import { expect, test } from 'vitest';
import { orderOfEvents } from './order-of-events.ts';
import { parseTrace } from './parse-trace.ts';

const RUN = { ledger: 'ishur.db', resultFile: 'a.ishur.csv', invoiceId: '777777715-305-1', number: '20260701' };

const intent = '10 pwrite64(22</x/ishur.db-wal>, "777777715-305-1", 4096, 0) = 4096';
const sync = '10 fsync(22</x/ishur.db-wal>) = 0';
const request = '10 writev(24<TCP:[127.0.0.1:1->127.0.0.1:2]>, [{iov_base="POST /x/Approval HTTP/1.1"}], 1) = 9';
const answer = '10 read(24<TCP:[127.0.0.1:1->127.0.0.1:2]>, "20260701", 65536) = 9';
const outcome = '10 pwrite64(22</x/ishur.db-wal>, "20260701", 4096, 4096) = 4096';
const word = '10 write(1<pipe:[7]>, "allocated 20260701", 9) = 9';
const delivery = '10 write(25</x/.a.ishur.csv.tmp>, "20260701", 9) = 9';

function holds(...lines: readonly string[]): readonly boolean[] {
  return orderOfEvents(parseTrace(lines.join('\n')), RUN).map((evidence) => evidence.holds);
}

test('intent, fsync, request; answer, outcome, fsync, word and delivery', () => {
  expect(holds(intent, sync, request, answer, outcome, sync, word, delivery)).toEqual([true, true, true]);
});

test('a request without an fsync before it is found', () => {
  expect(holds(intent, request, sync, answer, outcome, sync, word, delivery)).toEqual([false, true, true]);
});

test('an fsync from before the last write of the ledger proves nothing', () => {
  expect(holds(sync, intent, request, answer, outcome, sync, word, delivery)[0]).toBe(false);
});

test('an outcome that is told before it is synced is found', () => {
  expect(holds(intent, sync, request, answer, outcome, word, sync, delivery)).toEqual([true, false, true]);
});

test('an fsync that another thread interrupts counts where it ends', () => {
  const [begun, resumed] = ['10 fsync(22</x/ishur.db-wal> <unfinished ...>', '10 <... fsync resumed>) = 0'];
  const other = '11 write(9<pipe:[9]>, "", 0) = 0';
  expect(holds(intent, begun ?? '', other, resumed ?? '', request, answer, outcome, sync, word, delivery)[0]).toBe(
    true,
  );
  expect(holds(intent, begun ?? '', request, resumed ?? '', answer, outcome, sync, word, delivery)[0]).toBe(false);
});

test('what is not in the trace is not proven', () => {
  expect(holds(intent, sync)).toEqual([false, false, false]);
});
