import { expect, test } from 'vitest';
import { invoiceOf, openJsonBusiness } from './testing/json-business.ts';

const NUMBER = '20260630999000000000000001';
const ENTER = ['enter', '305:1', NUMBER, '--emergency', '--evidence', 'מלאי', '--by', 'דנה'];

test('an emergency number is off until it is configured, needs five failed tries, and is to be reported', async () => {
  await using world = await openJsonBusiness({ more: 'asking: { emergency: {} }' });
  world.write(invoiceOf('1', 9_000));
  world.simulator.setFaults([{ kind: 'status', status: 503, service: 'approval', times: 'always' }]);
  await world.ishur(['run']);
  const early = await world.ishur(ENTER);
  expect(early.code).toBe(65);
  expect(early.err).toContain('only after 5 logged tries');
  for (let run = 2; run <= 5; run += 1) await world.ishur(['run']);
  expect((await world.ishur(['enter', '305:1', '--emergency', '--evidence', 'x'])).code).toBe(64);
  expect(await world.ishur(ENTER)).toMatchObject({ code: 0, err: '' });
  expect((await world.show('305:1')).summary).toMatchObject({ standing: 'allocated', number: NUMBER });
  expect((await world.ishur(['inbox'])).out).toContain('--emergency-reported');
  expect(await world.ishur(['enter', '305:1', '--emergency-reported', '--by', 'דנה'])).toMatchObject({ code: 0 });
  expect((await world.ishur(['inbox'])).out).not.toContain('--emergency-reported');
});

test('without the setting nobody enters one because it was at hand', async () => {
  await using world = await openJsonBusiness();
  world.write(invoiceOf('1', 9_000));
  await world.ishur(['run']);
  const { code, err } = await world.ishur(ENTER);
  expect(code).toBe(78);
  expect(err).toContain('asking: { emergency: {} }');
});
