import { expect, test } from 'vitest';
import { NOON, ORDINARY, ask, codesOf } from '../fixtures/ask.ts';
import { controlled } from '../fixtures/client.ts';
import { formatLogEntry } from '../log/format-log-entry.ts';
import type { LogEntry } from '../log/log-entry.ts';
import { startSimulator } from '../start-simulator.ts';

test.each<[string, unknown, RegExp]>([
  ['faults', {}, /expected array/],
  ['faults', [{ kind: 'explode' }], /0\.kind: .*"latency"/],
  ['faults', [{ kind: 'status', status: 200 }], /0\.status/],
  ['hearings', { vat_number: 1 }, /invoice_id: .*; result: /],
  ['clock', { move: 1 }, /moveMs.*moveDays.*set/],
  ['clock', { set: 'tomorrow' }, /expected an instant/],
  ['clock', { set: '0001-01-01T00:00:00Z' }, /between 1970/],
  ['release', { id: 'x' }, /id: /],
  ['consent', { consent: 'yes' }, /consent: .*"approve"/],
  ['consent', { consent: 'approve', dealer: '<b>' }, /dealer: .*not a dealer's number/],
  ['waiting?atLeast=all', undefined, /atLeast: expected a whole number/],
  ['tokens', {}, /expire: /],
  ['scenario', { dateSkewMs: Number.MAX_SAFE_INTEGER }, /dateSkewMs/],
  ['scenario', { personality: 'none' }, /personality/],
])('%s with %j is 400 with what was expected', async (name, body, reason) => {
  await using simulator = await startSimulator();
  const reply = await controlled(simulator.address, name, body);
  expect([reply.status, reply.body['error']]).toEqual([400, expect.stringMatching(reason)]);
});

test('an unknown name is 404 with those that there are; a hearing of nothing too', async () => {
  await using simulator = await startSimulator();
  expect((await controlled(simulator.address, 'toString')).status).toBe(404);
  expect((await controlled(simulator.address, 'all')).body['error']).toContain('POST faults');
  const hearing = { vat_number: 777777723, invoice_id: 'X', result: 'won' };
  expect((await controlled(simulator.address, 'hearings', hearing)).status).toBe(404);
});

test('the clock moves, and what it decides moves with it', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  expect((await controlled(simulator.address, 'clock')).body).toEqual({ now: NOON.toISOString() });
  await controlled(simulator.address, 'clock', { moveDays: 366 });
  expect(codesOf(await ask(simulator))).toEqual([434]);
  await controlled(simulator.address, 'clock', { set: '2026-06-30T12:00:00+03:00' });
  expect(codesOf(await ask(simulator))).toEqual([]);
});

test('and never to where there is no time: it stays, and goes on', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const clock = { now: NOON.toISOString() };
  await controlled(simulator.address, 'clock', { set: '8999-12-30T00:00:00Z' });
  for (const change of [{ moveMs: 1e13 }, { moveDays: 3 }, { moveDays: -100_000 * 30 }]) {
    expect((await controlled(simulator.address, 'clock', change)).status).toBe(400);
  }
  expect(codesOf(await ask(simulator))).toEqual([434]);
  await controlled(simulator.address, 'reset', {});
  expect((await controlled(simulator.address, 'clock')).body).toEqual(clock);
});

test('another scenario begins anew; reset keeps it', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  await ask(simulator);
  await controlled(simulator.address, 'scenario', { dealers: { '777777715': { behaviour: 'hold' } } });
  expect((await controlled(simulator.address, 'issued')).body).toEqual({ issued: [] });
  expect(codesOf(await ask(simulator))).toEqual([460]);
  await controlled(simulator.address, 'reset', {});
  expect(codesOf(await ask(simulator))).toEqual([460]);
});

test('tokens can be ended', async () => {
  await using simulator = await startSimulator({ tokens: 'issued' });
  expect((await controlled(simulator.address, 'tokens', { expire: 'all' })).body).toEqual({ expired: 0 });
});

test('every exchange is told, in order, in words that say why', async () => {
  const entries: LogEntry[] = [];
  await using simulator = await startSimulator({ now: () => NOON, log: (entry) => entries.push(entry) });
  await ask(simulator);
  await ask(simulator, { vat_number: 777777723, invoice_id: 'a\u001B[2J' });
  await ask(simulator, { customer_name: 'x'.repeat(26) });
  await ask(simulator, { vat_number: 514713288 });
  await ask(simulator, { user_name: undefined });
  const lines = entries.map((entry) => formatLogEntry(entry, 'en').replaceAll('/shaam/tsandbox/Invoices/v2', ''));
  expect(lines).toEqual([
    '12:00:00 POST /Approval 200\n  777777715 777777715-305-1001 allocated: so the dealer behaves',
    '12:00:00 POST /Approval 200\n  777777723 a·[2J held: so the dealer behaves',
    "12:00:00 POST /Approval 422\n  refused: the field /customer_name does not fit the contract: Invalid string: 'xxxxxxxxxxxxxxxxxxxxxxxxxx' is longer than 25 [JSV0006]",
    '12:00:00 POST /Approval 406\n  514713288 777777715-305-1001 refused: the simulator does not know the dealer; add it to a scenario',
    '12:00:00 POST /Approval 400\n  777777715 777777715-305-1001 rejected: wrong data: 446 user_id / user_name (Queried one of the two fields: user ID or user name)',
  ]);
  expect(formatLogEntry(entries[0] ?? { at: '', method: '', path: '', reasons: [] }, 'he')).toContain('כך נוהג העוסק');
  const log = await (await fetch(`${simulator.address}/__simulator/log`)).text();
  expect(
    log
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(entries);
  expect(log).not.toContain('a-token');
  expect(log).not.toContain(String(ORDINARY['customer_name']));
});
