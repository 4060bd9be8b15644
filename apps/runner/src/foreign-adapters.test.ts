import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import type { Simulator } from '@ishur/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { command } from './testing/acme-world.ts';

/** Adapters as other people write them, and get them wrong. */

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => new Date('2026-07-01T09:00:00+03:00') });
});
afterAll(() => simulator.close());
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'עסק');
  mkdirSync(folder);
});
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

interface Parts {
  readonly open?: string;
  readonly check?: string;
  readonly read?: string;
  readonly record?: string;
  readonly capabilities?: string;
}

const GOOD: Required<Parts> = {
  open: 'async () => session',
  check: "async () => ({ writeBack: { possible: true, where: 'x' }, notes: [] })",
  read: 'async function* () { yield document(1); }',
  record: "async function* (all) { for (const { ref } of all) yield { ref, kind: 'handed-over', where: 'x' }; }",
  capabilities: "{ writeBack: 'file', incremental: false, reread: false, items: false }",
};

/** Writes an adapter `bad` beside the configuration, and a source of it before one of csv that is in order. */
function configure(parts: Parts, sources: string = '{ id: theirs, adapter: bad, with: {} }'): void {
  const { open, check, read, record, capabilities } = { ...GOOD, ...parts };
  writeFileSync(
    join(folder, 'bad.mjs'),
    `const document = (number, more) => ({ kind: 'document', ref: '305:' + number, cursor: '1', standing: 'final',
  fields: { documentType: 305, reference: String(number), documentDate: '2026-06-10', netAmount: '6000.00',
    vatAmount: '1080.00', grossAmount: '7080.00', customer: { name: 'לקוח', vatNumber: '000000018' } }, ...more });
const session = { check: ${check}, read: ${read}, record: ${record}, [Symbol.asyncDispose]: async () => {} };
export default { contract: 'v1', id: 'bad', capabilities: ${capabilities}, doOpen: ${open},
  config: { '~standard': { version: 1, vendor: 'x', validate: (value) => ({ value }) } } };
`,
  );
  writeFileSync(
    join(folder, 'ishur.config.yaml'),
    `authority: { tier: simulator, url: "${simulator.address}" }
adapters: [./bad.mjs]
businesses:
  - id: acme
    vatNumber: "777777715"
    operator: { name: office }
    sources: [${sources}, { id: ours, adapter: csv, with: { path: ./*.csv } }]
`,
  );
  writeFileSync(
    join(folder, 'a.csv'),
    `invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat
305,2001,2026-06-10,000000018,א,6000.00,1080.00,7080.00
`,
  );
}

const FAILING: readonly (readonly [string, Parts])[] = [
  ['open', { open: "async () => { throw new Error('boom') }" }],
  ['check', { check: "async () => { throw new Error('boom') }" }],
  ['a check without a report', { check: 'async () => undefined' }],
  ['a session that is none', { open: 'async () => undefined' }],
  ['read', { read: "async function* () { throw new Error('boom') }" }],
  ['a read that is no list', { read: 'async () => 7' }],
  ['no capabilities', { capabilities: 'undefined' }],
];

describe.each(FAILING)('an adapter that fails in: %s', (_where, parts) => {
  test('is named as the one that failed, by check as by run, and the other source goes on', async () => {
    configure(parts);
    const checked = await command(folder, ['check']);
    expect(checked.code).toBe(70);
    expect(checked.err).toMatch(/^acme\/theirs: The adapter "bad" of source "theirs" failed unexpectedly/);
    expect(checked.out).toMatch(/acme\/ours[^]*2001/);
    const ran = await command(folder, ['run']);
    expect(ran.code).toBe(70);
    expect(ran.out).toContain('The adapter "bad" of source "theirs" failed unexpectedly');
    expect(ran.out).toContain('ISHUR_DEBUG=1');
    expect(ran.out).toContain('2001');
  });
});

test('why an adapter failed is told to its author, and no secret with it', async () => {
  configure({ read: "async function* () { throw new Error('boom ' + process.env.BOOM_SECRET) }" });
  const debug = { ISHUR_DEBUG: '1' };
  for (const words of [['check'], ['run'], ['run', '--json']]) {
    const { err, out } = await command(folder, words, debug);
    expect(err, words.join(' ')).toMatch(/Error: boom undefined\n\s+at .*bad\.mjs/);
    expect(out).not.toContain('boom');
    expect((await command(folder, words)).err).not.toContain('boom');
  }
});

test('an adapter that says it writes back and cannot is refused before anything is asked', async () => {
  configure({ record: 'undefined' });
  expect((await command(folder, ['check'])).err).toContain('adapter/no-record');
  const { out, code } = await command(folder, ['run']);
  expect(code).toBe(70);
  expect(out).toContain('has no `record`');
  expect(out).toContain('asked for in this run: 1');
});

test.each([
  ['nothing', ''],
  ['another ref', "yield { ref: 'x', kind: 'recorded', where: 'x' };"],
  ['a number', 'yield 7;'],
  ['null', 'yield null;'],
])('a receipt that is missing (%s) is told in every run, and the number waits', async (_what, given) => {
  configure({ record: `async function* () { ${given} }` });
  for (const _ of [1, 2]) {
    const { out, code } = await command(folder, ['run']);
    expect(code).toBe(70);
    expect(out).toContain('gave no receipt for 1 of 1 (305:1).');
    expect(out).toContain('not yet brought to the source: 1.');
  }
  expect((await command(folder, ['show', '305:1'])).out).toContain('gave no receipt');
});

test('a value that is no document is told as a row, and the others are read', async () => {
  configure({
    read: "async function* () { yield null; yield 'שלום'; yield document(1, { fields: 7 }); yield document(2); }",
  });
  for (const words of ['check', 'run']) {
    const { out, code } = await command(folder, [words]);
    expect(code).toBe(65);
    expect(out).toMatch(/\(#1 of the reading\).*found null/);
    expect(out).toMatch(/305:1: .*field fields.*Report it/);
    expect(out).toContain('2001');
  }
});

describe('ishur check', () => {
  test('tells where no number can be brought back', async () => {
    const reason = "{ he: 'הקובץ נעול.', en: 'The file is locked.' }";
    configure({ check: `async () => ({ writeBack: { possible: false, reason: ${reason} }, notes: [] })` });
    expect((await command(folder, ['check'])).out).toContain(
      'Numbers cannot be brought back here: The file is locked.',
    );
    const { out } = await command(folder, ['check', '--json']);
    expect(out).toContain('"business":"acme","source":"theirs","notes":[{"he":"מספרים לא יירשמו');
  });

  test('asks for no draft, for nothing that was cancelled, and for nothing that stands there twice', async () => {
    configure({
      read: `async function* () { yield document(1, { standing: 'draft' }); yield document(2, { standing: 'cancelled' });
        yield document(3); const other = document(3); other.fields.netAmount = '1.00'; yield other; }`,
    });
    const { out } = await command(folder, ['check', '--source', 'theirs']);
    expect(out).toMatch(/ 1 .*a draft/);
    expect(out).toMatch(/ 2 .*cancelled/);
    expect(out).toMatch(/ 3 .*stands there twice/);
    expect(out).not.toContain('number required');
    const json = (await command(folder, ['check', '--source', 'theirs', '--json'])).out.trim().split('\n');
    expect(json.map((line) => JSON.parse(line) as object)).toMatchObject([
      { business: 'acme', source: 'theirs', ref: '305:1', decision: 'draft', standing: 'draft' },
      { decision: 'cancelled', standing: 'cancelled' },
      { decision: 'told-twice', standing: 'final' },
      { unreadable: { where: '305:3' } },
    ]);
  });

  test.each([
    ['a draft', "document(2, { standing: 'draft' })", false],
    ['a cancelled document', "document(2, { standing: 'cancelled' })", false],
    ['a row that cannot be read', 'null', false],
    ['nothing', 'document(3)', true],
  ])('finds a gap in the numbers where %s has the number between', async (_what, between, isGap) => {
    configure({ read: `async function* () { yield document(1); yield ${between}; yield document(3); }` });
    const { out } = await command(folder, ['check', '--source', 'theirs']);
    expect(out.includes('305:3 לקוח: ')).toBe(isGap);
  });

  test('takes the settings of the source that holds a file, and says where there is none', async () => {
    configure({}, '{ id: mine, adapter: csv, with: { path: mine/*.txt, columns: { reference: מספרנו } } }');
    mkdirSync(join(folder, 'mine'));
    const text =
      'invoice_type,מספרנו,invoice_date,customer_vat_number,payment_amount,vat_amount,payment_amount_including_vat\n' +
      '305,31,2026-06-10,000000018,6000.00,1080.00,7080.00\n';
    writeFileSync(join(folder, 'mine', 'x.txt'), text);
    writeFileSync(join(folder, 'y.tsv'), text);
    const { out, code } = await command(folder, ['check', 'mine/x.txt']);
    expect(out).toMatch(/x\.txt: read with the settings of source acme\/mine\.[^]*31/);
    expect(code).toBe(0);
    expect((await command(folder, ['check', 'y.tsv'])).out).toContain(
      'y.tsv: no source of ishur.config.yaml holds it, so it is read without the settings there.',
    );
  });

  test('knows the adapters of the configuration that lies here, and goes on without one that is wrong', async () => {
    configure({});
    expect((await command(folder, ['check', 'a.csv', '--adapter', 'bad'])).out).toContain('by the adapter bad');
    writeFileSync(join(folder, 'ishur.config.yaml'), 'businesses: 7\n');
    const { out, err } = await command(folder, ['check', 'a.csv']);
    expect(err).toContain('The configuration is not valid, so the files are checked without it.');
    expect(out).toContain('2001');
  });
});

test('what an adapter assumed is told by run in every run, until a setting says it', async () => {
  const advisory = "{ code: 'bad/assumed', message: { he: 'סוג 1 הונח.', en: 'Type 1 is taken for an invoice.' } }";
  configure({
    read: `async function* () { for (const number of [1, 2]) yield document(number, { advisories: [${advisory}] }); }`,
  });
  for (const _ of [1, 2]) {
    expect((await command(folder, ['run'])).out).toMatch(/Worth checking\n +theirs \(2 documents\): Type 1 is taken/);
  }
  expect((await command(folder, ['run', '--json'])).out).toContain(
    '{"event":"assumed","business":"acme","source":"theirs","code":"bad/assumed","message":{',
  );
});

test('an adapter that is named by its folder, or not named at all, is told with what to write', async () => {
  configure({}, '{ id: theirs, adapter: worse, with: {} }');
  expect((await command(folder, ['check'])).err).toMatch(
    /^acme\/theirs: There is no adapter "worse".*name the package under `adapters`/,
  );
  mkdirSync(join(folder, 'orot'));
  writeFileSync(
    join(folder, 'ishur.config.yaml'),
    `authority: { tier: simulator }
adapters: [./orot]
businesses: [{ id: acme, vatNumber: "777777715", operator: { name: o }, sources: [{ id: s, adapter: orot, with: {} }] }]
`,
  );
  expect((await command(folder, ['check'])).err).toContain(
    'is a folder. Name its module, such as ./orot/dist/index.js.',
  );
});

test('a day that nobody can read is told, and not taken for one before `from`', async () => {
  const read = "async function* () { const it = document(1); it.fields.documentDate = '15/06/2026'; yield it; }";
  configure({ read }, '{ id: theirs, adapter: bad, from: 2026-01-01, with: {} }');
  const { out } = await command(folder, ['check', '--source', 'theirs']);
  expect(out).toContain('to be mended: 1');
});
