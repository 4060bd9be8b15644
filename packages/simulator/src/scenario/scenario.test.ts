import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY, codesOf } from '../fixtures/ask.ts';
import { post } from '../fixtures/client.ts';
import { startSimulator } from '../start-simulator.ts';
import { parseScenario, readScenario } from './read-scenario.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/scenario.yaml');
const APPROVAL = 'Invoices/v2/Approval';

describe('the example', () => {
  test('behaves as its comments say', async () => {
    await using simulator = await startSimulator({
      now: () => NOON,
      scenario: await readScenario(EXAMPLE),
      faults: [],
    });
    const ask = async (changes: object): Promise<string> => {
      const reply = await post(simulator.address, APPROVAL, { ...ORDINARY, ...changes });
      return reply.body['approved'] === true ? 'approved' : (codesOf(reply)[0]?.toString() ?? String(reply.status));
    };
    const dealer = { vat_number: 514713288 };
    expect(await ask({ ...dealer, invoice_id: '1' })).toBe('approved');
    expect(await ask({ ...dealer, invoice_id: '2', invoice_reference_number: '2001' })).toBe('433');
    expect(await ask({ ...dealer, invoice_id: '3', payment_amount: 60_000 })).toBe('460');
    expect(await ask({ ...dealer, invoice_id: '3', payment_amount: 60_000 })).toBe('approved');
    expect(await ask({ vat_number: 18, customer_vat_number: 26 })).toBe('406');
  });

  test('is the same in JSON, however long', () => {
    const scenario = parseScenario(readFileSync(EXAMPLE, 'utf8'));
    expect(parseScenario(JSON.stringify(scenario))).toEqual(scenario);
    expect(parseScenario(JSON.stringify(scenario) + ' '.repeat(100_000))).toEqual(scenario);
    expect(parseScenario(`\uFEFF${JSON.stringify(scenario)}${' '.repeat(100_000)}`)).toEqual(scenario);
  });
});

test('every other dealer can be given a behaviour', async () => {
  await using simulator = await startSimulator({ now: () => NOON, scenario: parseScenario('dealers: { "*": {} }') });
  const reply = await post(simulator.address, APPROVAL, { ...ORDINARY, vat_number: 514713288 });
  expect(reply.body).toMatchObject({ approved: true });
});

describe('what is wrong is said with file, line and field', () => {
  test.each<[string, string, RegExp]>([
    ['an unknown field', 'seed: 1\npersonalty: error\n', /x\.yaml:1 .*personalty/],
    ['a wrong word', 'seed: 1\npersonality: eror\n', /x\.yaml:2 personality: .*same-number/],
    ['no dealer number', 'dealers:\n  "123": {}\n', /x\.yaml:2 dealers\.123: .*not a dealer|neither/],
    [
      'a behaviour',
      'dealers:\n  777777715:\n    behaviour: holt\n',
      /x\.yaml:3 dealers\.777777715\.behaviour: expected allocate/,
    ],
    ['a fault without its status', 'faults:\n  - { kind: status }\n', /x\.yaml:2 faults\.0\.status/],
    ['a refusal aimed at an invoice', 'faults: [{ kind: refuse, invoice: A }]', /faults\.0\.invoice/],
    [
      'an invoice that breaks the contract',
      'invoices: [{ confirmation_number: "1", vat_number: 1 }]',
      /invoices\.0.*missing/,
    ],
    ['no YAML', 'a: [', /x\.yaml.*line 1/],
    [
      'an alias that unfolds',
      `a: &a [${'x,'.repeat(100)}]\nb: &b [${'*a,'.repeat(100)}]\nc: [${'*b,'.repeat(100)}]`,
      /cannot be read/,
    ],
    ['depth without end', '['.repeat(60_000), /cannot be read/],
    ['much YAML', '# x\n'.repeat(20_000), /larger than 64 KiB/],
    ['UTF-16', Buffer.from('\uFEFFseed: 1', 'utf16le').toString(), /not UTF-8/],
    ['too much', `# ${'x'.repeat(1024 * 1024)}`, /larger than 1 MiB/],
  ])('%s', (_name, text, message) => {
    expect(() => parseScenario(text, 'x.yaml')).toThrow(message);
  });

  test('a file that there is not', async () => {
    await expect(readScenario('אין.yaml')).rejects.toMatchObject({
      code: 'simulator/scenario-unreadable',
      remedy: 'fix-config',
      text: { he: expect.stringContaining('אין.yaml') as string },
    });
  });

  test('and CRLF and a Hebrew path are nothing special', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'תרחיש-'));
    try {
      const file = join(folder, 'תרחיש.yaml');
      writeFileSync(file, 'seed: 7\r\ntokens: issued\r\n');
      expect(await readScenario(file)).toEqual({ seed: 7, tokens: 'issued' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
