import { describe, expect, test } from 'vitest';
import { FAILURE_CODES } from './classify-failure.ts';
import { TOKEN } from './fixtures/asking.ts';
import { NOON } from './fixtures/request.ts';
import { converse } from './http/converse.ts';
import { PROXY_SCENARIOS } from './http/fixtures/proxy-scenarios.ts';
import { BODY } from './http/fixtures/scenario.ts';
import type { Scenario } from './http/fixtures/scenario.ts';
import { TURNED_AWAY_SCENARIOS } from './http/fixtures/turned-away-scenarios.ts';
import { UNCONNECTED_SCENARIOS } from './http/fixtures/unconnected-scenarios.ts';
import { UNKNOWN_SCENARIOS } from './http/fixtures/unknown-scenarios.ts';
import { openGateway } from './http/open-gateway.ts';

const GROUPS = {
  'no connection stood: certain': { certain: true, scenarios: [...UNCONNECTED_SCENARIOS, ...PROXY_SCENARIOS] },
  'turned away at the door: certain': { certain: true, scenarios: TURNED_AWAY_SCENARIOS },
  'whatever else brings no verdict is not known': { certain: false, scenarios: UNKNOWN_SCENARIOS },
};

for (const [group, { certain, scenarios }] of Object.entries(GROUPS)) {
  describe(group, () => {
    for (const scenario of scenarios) test(scenario.name, () => play(scenario, certain));
  });
}

test('every row of the table is reached by a scenario', () => {
  const reached = Object.values(GROUPS).flatMap(({ certain, scenarios }) =>
    scenarios.map(({ code }) => `${code}, certain: ${String(certain)}`),
  );
  const rows = FAILURE_CODES.map(({ code, certain }) => `${code}, certain: ${String(certain)}`);
  expect(new Set(reached)).toEqual(new Set(rows));
});

async function play(scenario: Scenario, certain: boolean): Promise<void> {
  const setting = await scenario.open();
  await using server = setting.server;
  await using untouched = setting.untouched;
  const { address, body = BODY } = setting;
  const gateway = openGateway({
    tier: 'simulator',
    address,
    accessToken: () => Promise.resolve(TOKEN),
    now: () => NOON,
    ...setting.options,
    timeouts: { connectMs: 5000, wholeMs: 5000, ...setting.options?.timeouts },
  });
  const url = new URL('/shaam/tsandbox/Invoices/v2/Approval', address);
  const question = {
    method: 'POST',
    url,
    body,
    isEffective: true,
    read: ({ parsed }) => (parsed.approved === true && parsed.confirmationNumber !== '0' ? parsed : undefined),
  } satisfies Parameters<typeof converse>[1];
  const call = { signal: setting.signal ?? new AbortController().signal };
  for (let index = 0; index < (setting.before ?? 0); index += 1) await converse(gateway, question, call);
  const earlier = server?.received().length ?? 0;

  const result = await converse(gateway, question, call);

  expect(result).toMatchObject({
    kind: 'failed',
    certain,
    error: { code: scenario.code, ...scenario.details },
  });
  // What the server knows, whatever we think: it has the whole question, or any byte of one over TLS, and did not say no.
  const received = server?.received().slice(earlier) ?? '';
  const mayBeProcessed = received.includes(body) && scenario.turnedAway === undefined;
  if (mayBeProcessed) expect(certain).toBe(false);
  if (certain && scenario.turnedAway === undefined) expect(received).not.toContain('Approval');
  if (untouched !== undefined) expect(untouched.received()).toBe('');
}
