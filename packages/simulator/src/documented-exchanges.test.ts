import { expect, test } from 'vitest';
import { NOON, ORDINARY } from './fixtures/ask.ts';
import { post } from './fixtures/client.ts';
import { DOCUMENTED_EXCHANGES } from './fixtures/documented-exchanges.ts';
import { TRANSCRIPTS } from './fixtures/transcripts.ts';
import { startSimulator } from './start-simulator.ts';

/** Numbers are made anew each time; where one stands has to be the same. */
function withoutNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\d{26}/g, '#'));
}

const singles = TRANSCRIPTS.map(({ source, request, status, answer }) => ({
  source,
  scenario: {},
  before: [],
  path: 'Invoices/v2/Approval',
  body: { ...ORDINARY, ...request },
  status,
  answer,
}));

test.each([...singles, ...DOCUMENTED_EXCHANGES])(
  'the document is answered as it says: $source',
  async ({ scenario = {}, before = [], path, body, status, answer }) => {
    await using simulator = await startSimulator({ now: () => NOON, scenario });
    for (const [earlier, its] of before) expect((await post(simulator.address, earlier, its)).status).toBe(200);
    const reply = await post(simulator.address, path, body);
    expect(reply.status).toBe(status);
    expect(withoutNumbers(reply.body)).toEqual(withoutNumbers(answer));
  },
);
