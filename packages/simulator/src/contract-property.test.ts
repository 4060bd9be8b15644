import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve } from './approval/approval-service.ts';
import { oneBreak, rightBody } from './fixtures/arbitrary-body.ts';
import { NOON } from './fixtures/ask.ts';
import { post } from './fixtures/client.ts';
import { contractCode } from './fixtures/contract-checker.ts';
import type { SimulatedAnswer } from './http/answer.ts';
import { createSimulation } from './simulation.ts';
import { startSimulator } from './start-simulator.ts';

/** Half of the bodies are right, half are broken in one place. */
const anyBody = fc
  .tuple(rightBody, oneBreak, fc.boolean())
  .map(([body, change, isBroken]) => ({ body: isBroken ? change(body) : body, isBroken }));

function verdictOf(answer: Pick<SimulatedAnswer, 'status' | 'body'>): string {
  const text = JSON.stringify(answer.body);
  return answer.status === 422 ? (/JSV\d{4}/.exec(text)?.[0] ?? text) : String(answer.status);
}

function expectedOf(body: Readonly<Record<string, unknown>>): string {
  return contractCode(body) ?? '200';
}

test('ten thousand bodies, right or broken in one place, get the verdict of another reading of the contract', () => {
  const simulation = createSimulation({ now: () => NOON });
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyBody, ({ body, isBroken }) => {
      const expected = expectedOf(body);
      seen.set(expected, (seen.get(expected) ?? 0) + 1);
      // The checker itself: what was broken is never right, and the other way round.
      expect(expected === '200').toBe(!isBroken);
      const request = {
        method: 'POST',
        path: '',
        query: new URLSearchParams(),
        authorization: 'Bearer a-token',
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify(body)),
      };
      expect(verdictOf(approve(request, 'tsandbox', simulation))).toBe(expected);
    }),
    { numRuns: 10_000 },
  );
  // Every kind of verdict came up.
  expect([...seen.keys()].toSorted()).toEqual([
    '200',
    ...['0001', '0002', '0003', '0006', '0007', '0008', '0009', '0013'].map((code) => `JSV${code}`),
  ]);
});

test('the same on a socket', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  await fc.assert(
    fc.asyncProperty(anyBody, async ({ body }) => {
      expect(verdictOf(await post(simulator.address, 'Invoices/v2/Approval', body))).toBe(expectedOf(body));
    }),
    { numRuns: 300 },
  );
});
