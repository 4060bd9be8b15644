import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import type { SimulatorOptions } from '@ishur/simulator';
import { expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');

interface Line {
  readonly level: string;
  readonly code: string;
  readonly subject: string;
  readonly message: { readonly he: string; readonly en: string };
}

async function doctorAt(
  options: SimulatorOptions,
  authority: string = '',
  before: (address: string) => Promise<void> = async () => {},
): Promise<{ readonly code: number; readonly troubles: readonly Line[] }> {
  await using simulator = await startSimulator({ now: () => NOON, oauth: { consent: 'approve' }, ...options });
  await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}"${authority} }`);
  await business.ishur(['connect', '--paste'], {
    answer: async (address) => (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '',
  });
  await before(simulator.address);
  const { code, out } = await business.ishur(['doctor', '--json']);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return { code, troubles: lines.filter(({ level }) => level === 'trouble') };
}

test('where all is well, nothing is to be mended', async () => {
  expect(await doctorAt({ tokens: 'issued' })).toEqual({ code: 0, troubles: [] });
});

test('a wrong path is named with the setting that mends it', async () => {
  const { code, troubles } = await doctorAt({}, ', paths: { approval: "/shaam/{tier}/Invoices/v3/Approval" }');
  expect(code).toBe(78);
  expect(troubles).toMatchObject([{ code: 'doctor/wrong-path', subject: expect.stringContaining('/v3/Approval') }]);
  expect(troubles[0]?.message.en).toContain('authority.paths.approval');
});

test.each([
  [-3_600_000, 'ahead of'],
  [3_600_000, 'behind'],
])('a clock that is %i ms off is told', async (dateSkewMs, words) => {
  const { code, troubles } = await doctorAt({ dateSkewMs });
  expect(code).toBe(78);
  expect(troubles).toMatchObject([{ code: 'doctor/clock-skewed' }]);
  expect(troubles[0]?.message.en).toContain(`1 hour ${words}`);
  expect(troubles[0]?.message.he).toContain('NTP');
});

test('a grant that has ended is told, and who has to log in', async () => {
  const { code, troubles } = await doctorAt({ tokens: 'issued' }, '', async (address) => {
    await fetch(`${address}/__simulator/tokens`, { method: 'POST', body: JSON.stringify({ expire: 'all' }) });
  });
  expect(code).toBe(78);
  expect(troubles).toMatchObject([{ code: 'connection/login-needed', subject: 'acme' }]);
  expect(troubles[0]?.message.en).toMatch(/log in/i);
});

test('a port at which nobody listens is one line for all paths behind it', async () => {
  const { code, troubles } = await doctorAt({}, ', addresses: { information: "http://127.0.0.1:9" }');
  expect(code).toBe(75);
  expect(troubles).toMatchObject([{ code: 'transport/refused', subject: 'http://127.0.0.1:9' }]);
  expect(troubles[0]?.message.en).toContain('check the address and the firewall');
  // A knock is no ask: nothing was sent and nothing is sent again.
  expect(JSON.stringify(troubles)).not.toMatch(/tried again|תישלח שוב/);
});

test('a dealer for whom the person has no permission is told', async () => {
  const { code, troubles } = await doctorAt({ dealers: { '777777715': { permissions: [] } } });
  expect(code).toBe(78);
  expect(troubles).toMatchObject([{ code: 'transport/no-permission-for-dealer' }]);
});

test('a service that says it is not well is to be tried later', async () => {
  const { code, troubles } = await doctorAt({ faults: [{ kind: 'status', status: 503, service: 'health' }] });
  expect(code).toBe(75);
  expect(troubles).toMatchObject([{ code: 'doctor/unhealthy' }]);
});

test('a proxy or a wall that answers in its place is not taken for the authority', async () => {
  const { code, troubles } = await doctorAt({ faults: [{ kind: 'html', service: 'approval' }] });
  expect(code).toBe(78);
  expect(troubles).toMatchObject([{ code: 'doctor/not-the-authority' }]);
});

test('what is told to machines holds no secret either, and is JSON still', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const key = '0123456789abcdef'.repeat(4);
  await using business = await openBusinessFolder(
    `{ tier: simulator, url: "${simulator.address}" }`,
    `ledger: ./${key}.db\nkey: { env: OUR_KEY }`,
  );
  const { out } = await business.ishur(['doctor', '--json'], { environment: { OUR_KEY: key } });
  const [ledger] = out.split('\n');
  expect(JSON.parse(ledger ?? '')).toMatchObject({ code: 'doctor/ledger', subject: './***.db' });
  expect(out).not.toContain(key);
});

async function linesOfDoctor(
  authority: string,
  more: string,
  prepare: (folder: string) => void = () => {},
): Promise<readonly Line[]> {
  await using simulator = await startSimulator({ now: () => NOON });
  await using business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}"${authority} }`, more);
  prepare(business.folder);
  const { out } = await business.ishur(['doctor', '--json']);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

test("a client's secret that is not there is told before anybody logs in", async () => {
  const client = 'client: { id: mine, secret: { file: ./secret.txt } }';
  const missing = await linesOfDoctor('', client);
  expect(missing.find(({ subject }) => subject === 'client')).toMatchObject({
    level: 'trouble',
    code: 'config/secret-missing',
    message: { en: expect.stringContaining('secret.txt') as string },
  });
  const there = await linesOfDoctor('', client, (folder) => writeFileSync(join(folder, 'secret.txt'), 'a-long-secret'));
  expect(there.find(({ subject }) => subject === 'client')).toMatchObject({ level: 'fine' });
});

test('an answer that wants a log-in or a content is said to be as it should', async () => {
  const lines = await linesOfDoctor('', '');
  const answers = lines.filter(({ code }) => code === 'doctor/answers').map(({ message }) => message.en);
  expect(answers.filter((text) => /\((?:400|401|422)\b/.test(text)).every((text) => text.includes('as expected'))).toBe(
    true,
  );
  expect(answers.some((text) => text.includes('as expected'))).toBe(true);
});

test.runIf(process.platform !== 'win32')('a key that others may read is doubted', async () => {
  const lines = await linesOfDoctor('', '', (folder) => {
    writeFileSync(join(folder, 'ishur.key'), 'a'.repeat(64));
    chmodSync(join(folder, 'ishur.key'), 0o644);
  });
  expect(lines.find(({ code }) => code === 'doctor/readable-by-others')).toMatchObject({
    level: 'doubt',
    message: { en: expect.stringContaining('chmod 600') as string },
  });
});
