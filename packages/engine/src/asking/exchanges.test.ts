import { expect, test } from 'vitest';
import type { CaseSummary } from '../ports/ledger.ts';
import { exchangesOf } from './exchanges.ts';

type Due = Pick<CaseSummary, 'id' | 'standing'>;

/** So many queued cases, every fifth of them asked before without an answer. Tells how many were taken. */
function dueCases(count: number): { readonly due: AsyncIterable<Due>; taken(): number } {
  let taken = 0;
  async function* due(): AsyncGenerator<Due> {
    while (taken < count) {
      taken += 1;
      yield { id: String(taken), standing: taken % 5 === 0 ? 'unconfirmed' : 'queued' };
    }
  }
  return { due: due(), taken: () => taken };
}

async function allOf(count: number, batching: Parameters<typeof exchangesOf>[1]): Promise<readonly string[]> {
  const exchanges: string[] = [];
  for await (const ids of exchangesOf(dueCases(count).due, batching)) exchanges.push(ids.join(' '));
  return exchanges;
}

test('what was never answered goes alone, after what goes together', async () => {
  const together = ['1 2 3 4 6 7', '8 9 11 12 13 14', '16 17 18 19'];
  expect(await allOf(20, { from: 2, upTo: 6 })).toEqual([...together, '5', '10', '15', '20']);
});

test('too little for a batch goes alone', async () => {
  expect(await allOf(9, { from: 5, upTo: 6 })).toEqual(['1 2 3 4 6 7', '8', '9', '5']);
  expect(await allOf(6, 'never')).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(await allOf(2, { from: 1, upTo: 1 })).toEqual(['1', '2']);
});

test.each([{ from: 10, upTo: 100 }, 'never'] as const)(
  'no more is looked at than an exchange takes: %o',
  async (batching) => {
    const cases = dueCases(100_000);
    for await (const ids of exchangesOf(cases.due, batching)) {
      expect(ids.length).toBe(batching === 'never' ? 1 : 100);
      break;
    }
    expect(cases.taken()).toBeLessThan(150);
  },
);
