import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY } from '../fixtures/ask.ts';
import { controlled, get, post } from '../fixtures/client.ts';
import { startSimulator } from '../start-simulator.ts';
import type { Simulator } from '../start-simulator.ts';
import type { Fault } from './fault.ts';
import { planFaults } from './fault-plan.ts';

const APPROVAL = 'Invoices/v2/Approval';

async function start(...faults: readonly Fault[]): Promise<Simulator> {
  return startSimulator({ now: () => NOON, faults });
}

/** One request for a number, as it came over the wire. */
function ask({ address }: Simulator, changes: object = {}): Promise<Response> {
  return fetch(`${address}/shaam/tsandbox/${APPROVAL}`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-token' },
    body: JSON.stringify({ ...ORDINARY, ...changes }),
  });
}

async function issued({ address }: Simulator): Promise<number> {
  const { body } = await controlled(address, 'issued');
  return (body['issued'] as unknown[]).length;
}

describe('before is truly not processed, after truly is', () => {
  const kinds: readonly Fault[] = [
    { kind: 'reset' },
    { kind: 'status', status: 500 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'garbage' },
  ];
  test.each(
    kinds.flatMap((fault) => [
      { ...fault, when: 'before' as const },
      { ...fault, when: 'after' as const },
    ]),
  )('$kind, $when', async (fault) => {
    await using simulator = await start(fault);
    await ask(simulator).then(
      (response) => response.text(),
      () => undefined,
    );
    expect(await issued(simulator)).toBe(fault.when === 'after' ? 1 : 0);
    // It struck once; the next one is as usual.
    expect((await ask(simulator)).status).toBe(200);
    expect(await issued(simulator)).toBe(1);
    const { body } = await controlled(simulator.address, 'faults');
    expect(body).toMatchObject({ faults: [{ seen: 2, struck: 1 }] });
  });
});

describe('what the client sees', () => {
  test('a reset', async () => {
    await using simulator = await start({ kind: 'reset' });
    await expect(ask(simulator)).rejects.toMatchObject({ cause: { code: expect.stringMatching(/ECONNRESET|SOCKET/) } });
  });

  test('an answer that is cut, and was processed', async () => {
    await using simulator = await start({ kind: 'cut', bytes: 10 });
    const response = await ask(simulator);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    await expect(response.text()).rejects.toBeInstanceOf(Error);
    expect(await issued(simulator)).toBe(1);
  });

  test('slow bytes that arrive in the end', async () => {
    await using simulator = await start({ kind: 'slow', bytes: 40, ms: 1 });
    expect(await (await ask(simulator)).json()).toMatchObject({ approved: true });
  });

  test.each<[Fault, number, object]>([
    [{ kind: 'status', status: 500 }, 500, { status: 500, error_id: expect.stringMatching(/^\d{26}$/) }],
    [{ kind: 'status', status: 406 }, 406, { status: 406, message: 'Not Acceptable' }],
    [{ kind: 'status', status: 401 }, 401, { httpCode: '401', httpMessage: 'Unauthorized' }],
    [{ kind: 'status', status: 403 }, 403, { httpCode: '403', httpMessage: 'Forbidden' }],
    [{ kind: 'status', status: 502 }, 502, { httpCode: '502', httpMessage: 'Bad Gateway' }],
  ])('%j in the form of the authority', async (fault, status, body) => {
    await using simulator = await start(fault);
    const response = await ask(simulator);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  test.each<[Fault, string]>([
    [{ kind: 'status', status: 429, retryAfter: 7 }, '7'],
    [{ kind: 'status', status: 503, retryAfter: 7, retryAfterForm: 'date' }, 'Tue, 30 Jun 2026 09:00:07 GMT'],
  ])('Retry-After of %j', async (fault, value) => {
    await using simulator = await start(fault);
    expect((await ask(simulator)).headers.get('retry-after')).toBe(value);
  });

  test('a page, nothing, and half of a JSON, all with 200', async () => {
    await using simulator = await start({ kind: 'html' }, { kind: 'empty' }, { kind: 'garbage' });
    const [page, nothing, half] = [await ask(simulator), await ask(simulator), await ask(simulator)];
    expect([page.status, nothing.status, half.status]).toEqual([200, 200, 200]);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await nothing.text()).toBe('');
    await expect(half.json()).rejects.toBeInstanceOf(Error);
  });

  test('a clock that is wrong: for one answer, or by setting for all', async () => {
    const skewed = { now: () => NOON, dateSkewMs: 60_000, faults: [{ kind: 'skew' as const, ms: 3_600_000 }] };
    await using simulator = await startSimulator(skewed);
    const dates = [];
    for (let time = 0; time < 2; time += 1) dates.push((await ask(simulator)).headers.get('date'));
    expect(dates).toEqual(['Tue, 30 Jun 2026 10:01:00 GMT', 'Tue, 30 Jun 2026 09:01:00 GMT']);
  });

  test('health that is not well', async () => {
    await using simulator = await start({ kind: 'status', status: 503, service: 'health' });
    expect(await get(simulator.address, 'Invoices/v2/health')).toEqual({
      status: 503,
      body: { status: 503, message: 'Unhealthy' },
    });
  });
});

describe('an answer that is held back', () => {
  test.each([
    ['after', 1],
    ['before', 0],
  ] as const)('%s processing: is seen, and let go', async (when, count) => {
    await using simulator = await start({ kind: 'hold', when });
    const answer = ask(simulator);
    const { body } = await controlled(simulator.address, 'waiting?atLeast=1');
    expect(body).toMatchObject({
      waiting: [{ id: 1, invoice_ids: [ORDINARY['invoice_id']], processed: when === 'after' }],
    });
    expect(await issued(simulator)).toBe(count);
    expect((await controlled(simulator.address, 'release', {})).body).toEqual({ released: 1 });
    expect((await answer).status).toBe(200);
    expect(await issued(simulator)).toBe(1);
    expect((await controlled(simulator.address, 'waiting')).body).toEqual({ waiting: [] });
  });

  test('one of two by its number; closing lets the rest go', async () => {
    const simulator = await start({ kind: 'hold', times: 'always' });
    const [first, second] = [ask(simulator), ask(simulator, { invoice_id: 'B' })];
    second.catch(() => undefined);
    const { body } = await controlled(simulator.address, 'waiting?atLeast=2');
    const waiting = body['waiting'] as { id: number; invoice_ids: string[] }[];
    const id = waiting.find(({ invoice_ids: [only] }) => only === ORDINARY['invoice_id'])?.id;
    await controlled(simulator.address, 'release', { id });
    expect((await first).status).toBe(200);
    await simulator.close();
    await expect(second).rejects.toBeInstanceOf(Error);
  });

  test('a client that hangs up waits no more', async () => {
    await using simulator = await start({ kind: 'hold' });
    const stop = new AbortController();
    const answer = fetch(`${simulator.address}/shaam/tsandbox/Invoices/v2/health`, { signal: stop.signal });
    await controlled(simulator.address, 'waiting?atLeast=1');
    stop.abort();
    await expect(answer).rejects.toBeInstanceOf(Error);
    await expect.poll(async () => (await controlled(simulator.address, 'waiting')).body).toEqual({ waiting: [] });
  });
});

describe('nobody takes the connection', () => {
  /** What a bare socket gets: nothing of it was read. */
  const knock = (simulator: Simulator): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = connect(Number(new URL(simulator.address).port), '127.0.0.1');
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.once('close', () => resolve('closed'));
    socket.once('data', (data) => {
      resolve(data.toString('latin1').slice(0, 12));
      socket.destroy();
    });
    socket.write('GET /shaam/tsandbox/Invoices/v2/health HTTP/1.1\r\nhost: x\r\n\r\n');
    return promise;
  };

  test('the next connections are reset unread', async () => {
    await using simulator = await start();
    simulator.setFaults([{ kind: 'refuse', times: 2 }]);
    expect([await knock(simulator), await knock(simulator)]).toEqual(['ECONNRESET', 'ECONNRESET']);
    expect(await knock(simulator)).toBe('HTTP/1.1 200');
  });

  test('or nobody listens, for a while', async () => {
    await using simulator = await start();
    simulator.setFaults([{ kind: 'refuse', ms: 50 }]);
    expect(await knock(simulator)).toBe('ECONNREFUSED');
    await expect.poll(() => knock(simulator)).toBe('HTTP/1.1 200');
  });

  test('also where a scenario says so, from the start or later', async () => {
    await using simulator = await start({ kind: 'refuse', ms: 50 });
    expect(await knock(simulator)).toBe('ECONNREFUSED');
    await expect.poll(() => knock(simulator)).toBe('HTTP/1.1 200');
    await controlled(simulator.address, 'scenario', { faults: [{ kind: 'refuse', ms: 50 }] });
    expect(await knock(simulator)).toBe('ECONNREFUSED');
    await expect.poll(() => knock(simulator)).toBe('HTTP/1.1 200');
  });
});

describe('a fault strikes what it is aimed at', () => {
  const subject = { service: 'approval', dealers: [777777715], invoices: ['A', 'B'] } as const;
  test.each<[Fault, boolean]>([
    [{ kind: 'reset', service: 'approval' }, true],
    [{ kind: 'reset', service: 'multi-approval' }, false],
    [{ kind: 'reset', dealer: '777777715' }, true],
    [{ kind: 'reset', dealer: '777777723' }, false],
    [{ kind: 'reset', invoice: 'B' }, true],
    [{ kind: 'reset', invoice: 'C' }, false],
    [{ kind: 'reset', service: 'approval', invoice: 'C' }, false],
    [{ kind: 'reset', probability: 0 }, false],
  ])('%j: %s', (fault, strikes) => {
    expect(planFaults([fault], 0).strike(subject).fault !== undefined).toBe(strikes);
  });

  const struck = (fault: Fault, seed: number = 0): string => {
    const plan = planFaults([fault], seed);
    return Array.from({ length: 8 }, () => (plan.strike(subject).fault === undefined ? '-' : 'x')).join('');
  };

  test.each<[Fault, string]>([
    [{ kind: 'reset' }, 'x-------'],
    [{ kind: 'reset', nth: 3 }, '--x-----'],
    [{ kind: 'reset', nth: 2, times: 3 }, '-xxx----'],
    [{ kind: 'reset', times: 'always' }, 'xxxxxxxx'],
  ])('%j: %s', (fault, pattern) => expect(struck(fault)).toBe(pattern));

  test('by chance, and the same for the same seed', () => {
    const fault: Fault = { kind: 'reset', times: 'always', probability: 0.5 };
    expect(struck(fault, 1)).toBe(struck(fault, 1));
    const all = Array.from({ length: 20 }, (_, seed) => struck(fault, seed)).join('');
    const share = [...all].filter((mark) => mark === 'x').length / all.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });

  test('latency goes with another; of those that decide the answer the first strikes, and the next waits', () => {
    const plan = planFaults([{ kind: 'latency', ms: 5 }, { kind: 'html' }, { kind: 'empty' }], 0);
    expect(plan.strike(subject)).toEqual({ fault: { kind: 'html' }, latencyMs: 5, skewMs: 0 });
    expect(plan.strike(subject)).toEqual({ fault: { kind: 'empty' }, latencyMs: 0, skewMs: 0 });
  });

  test('in a batch by any of its invoices, on the socket', async () => {
    await using simulator = await start({ kind: 'status', status: 500, invoice: 'B' });
    const list = ['A', 'B'].map((invoice_id) => ({ ...ORDINARY, invoice_id }));
    const body = {
      vat_number: 777777715,
      user_name: 'x',
      invoices_amount: 2,
      invoices_payment_amount: 0,
      invoices_vat_amount: 0,
      invoices_list: list,
    };
    expect((await post(simulator.address, APPROVAL, list[0])).status).toBe(200);
    expect((await post(simulator.address, 'Multi-invoices/v2/MultiApproval', body)).status).toBe(500);
  });
});
