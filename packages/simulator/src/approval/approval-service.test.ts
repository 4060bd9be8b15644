import { describe, expect, test } from 'vitest';
import { NOON, ask, codesOf } from '../fixtures/ask.ts';
import { TRANSCRIPTS } from '../fixtures/transcripts.ts';
import type { Personality } from '../settings.ts';
import { startSimulator } from '../start-simulator.ts';
import type { Simulator } from '../start-simulator.ts';

const start = (personality?: Personality): Promise<Simulator> =>
  startSimulator({ now: () => NOON, ...(personality !== undefined && { personality }) });

describe('every example of section 2.3 is answered as documented', () => {
  test.each(TRANSCRIPTS)('$source', async ({ request, status, answer }) => {
    await using simulator = await start();
    const reply = await ask(simulator, request);
    const documented = status === 200 && answer['approved'] === true;
    expect(reply.status).toBe(status);
    expect(reply.body).toEqual(
      documented ? { ...answer, confirmation_number: expect.stringMatching(/^\d{26}$/) } : answer,
    );
  });
});

describe('the data of an invoice', () => {
  test.each([
    ['nobody asks', { user_name: undefined }, [446]],
    ['an identity number is enough', { user_name: undefined, user_id: 18 }, []],
    ['the customer is the issuer', { customer_vat_number: 777777715 }, [432]],
    ['a year back is the last day accepted', { invoice_date: '2025-06-30' }, []],
    ['a day more is too old', { invoice_date: '2025-06-29' }, [434]],
    ['a month ahead is the last day accepted', { invoice_date: '2026-07-30' }, []],
    ['a day more is too far ahead', { invoice_date: '2026-07-31' }, [435]],
    ['one agora of VAT too much', { vat_amount: 1800.01 }, [436]],
    ['less VAT than the rate, as in a mixed invoice', { vat_amount: 900 }, []],
    ['half an agora is rounded up', { payment_amount: 0.03, vat_amount: 0.01 }, []],
    ['a reverse charge with VAT', { action: 3 }, [437]],
    ['a reverse charge without VAT', { action: 3, vat_amount: 0 }, []],
    ['an invoice of a 332 has to be 305 or 320', { action: 4, invoice_type: 310 }, [441]],
    ['a category that begins with 0', { items: [{ index: 1, category: 2 }, { category: 0 }] }, [450]],
    ['everything at once', { user_name: undefined, customer_vat_number: 777777715, vat_amount: 9999 }, [432, 436, 446]],
  ])('%s', async (_name, changes, codes) => {
    await using simulator = await start();
    const reply = await ask(simulator, changes);
    expect(codesOf(reply)).toEqual(codes);
    expect(reply.status).toBe(codes.length === 0 ? 200 : 400);
  });

  test('the rate is the one of the invoice date', async () => {
    await using simulator = await startSimulator({ now: () => new Date('2025-01-05T09:00:00Z') });
    expect(codesOf(await ask(simulator, { invoice_date: '2024-12-31', vat_amount: 1800 }))).toEqual([436]);
    expect(codesOf(await ask(simulator, { invoice_date: '2025-01-01', vat_amount: 1800 }))).toEqual([]);
  });

  test('the window is a setting, and begins with the day in Israel', async () => {
    // 22:30 UTC on the 29th is the 30th in Israel.
    const now = (): Date => new Date('2026-06-29T22:30:00Z');
    await using simulator = await startSimulator({ now, window: { monthsAhead: 0 } });
    expect(codesOf(await ask(simulator, { invoice_date: '2026-06-30' }))).toEqual([]);
    expect(codesOf(await ask(simulator, { invoice_date: '2026-07-01' }))).toEqual([435]);
  });

  test('a day that the calendar does not have goes to the validator', async () => {
    await using simulator = await start();
    const reply = await ask(simulator, { invoice_date: '2026-02-30' });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      message: { errors: [{ value: '2026-02-30', param: 'invoice_date', location: 'body' }] },
      error_id: expect.stringMatching(/^\d+$/),
    });
  });
});

test('a dealer without permission gets 406', async () => {
  await using simulator = await start();
  const reply = await ask(simulator, { vat_number: 514713288 });
  expect(reply.status).toBe(406);
  expect(reply.body).toMatchObject({ status: 406, message: 'Not Acceptable', error_id: expect.any(String) });
});

test('what 460 has held is 461 when it is asked for again', async () => {
  await using simulator = await start();
  const codes = [];
  for (const id of ['A1', 'A1', 'A2'])
    codes.push(codesOf(await ask(simulator, { vat_number: 777777723, invoice_id: id }))[0]);
  expect(codes).toEqual([460, 461, 460]);
});

describe('an approved invoice that is asked for again', () => {
  test('same-number, the default: the number once more, and only one is issued', async () => {
    await using simulator = await start();
    const [first, second, other] = [
      await ask(simulator),
      await ask(simulator),
      await ask(simulator, { invoice_id: 'B' }),
    ];
    expect(second.body).toEqual(first.body);
    expect(other.body['confirmation_number']).not.toBe(first.body['confirmation_number']);
  });

  test('error', async () => {
    await using simulator = await start('error');
    expect((await ask(simulator)).status).toBe(200);
    const again = await ask(simulator);
    expect([again.status, codesOf(again)]).toEqual([400, [499]]);
  });

  test('new-number', async () => {
    await using simulator = await start('new-number');
    const [first, second] = [await ask(simulator), await ask(simulator)];
    expect(second.body).toMatchObject({ approved: true });
    expect(second.body['confirmation_number']).not.toBe(first.body['confirmation_number']);
  });

  test('the invoices of one 332 share its id and get numbers of their own', async () => {
    await using simulator = await start();
    const parts = [];
    for (const reference of ['1', '2', '1']) {
      parts.push(
        (await ask(simulator, { action: 4, invoice_reference_number: reference })).body['confirmation_number'],
      );
    }
    expect(new Set(parts).size).toBe(2);
    expect(parts[2]).toBe(parts[0]);
  });
});
