import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@ishur/simulator';
import { describe, expect, test } from 'vitest';
import { openBusinessFolder } from './testing/business-folder.ts';
import type { BusinessFolder } from './testing/business-folder.ts';

const NOON = new Date('2026-07-01T09:00:00+03:00');

/** One document above the threshold and one below it; the dealer's documents are allocated or held. */
async function worldOf(
  dealer: '777777715' | '777777723',
): Promise<BusinessFolder & { readonly simulator: Awaited<ReturnType<typeof startSimulator>> }> {
  const simulator = await startSimulator({ now: () => NOON });
  const business = await openBusinessFolder(`{ tier: simulator, url: "${simulator.address}" }`);
  const file = join(business.folder, 'ishur.config.yaml');
  const issuer = `issuer:
      name: נגריית הגליל בע"מ
      address: [רח' העצמאות 12, כרמיאל]
    sources:`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('777777715', dealer).replace('sources:', issuer));
  writeFileSync(
    join(business.folder, 'a.csv'),
    `invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat,confirmation_number
305,1001,2026-06-10,000000018,"א בע""מ",6000.00,1080.00,7080.00,
305,1002,2026-06-10,000000018,"א בע""מ",600.00,108.00,708.00,
305,1003,2026-06-10,000000018,"א בע""מ",6000.00,1080.00,7080.00,20260610120000000123456789
`,
  );
  await business.ishur(['run']);
  return {
    ...business,
    simulator,
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

const written = (world: BusinessFolder, name: string): string => readFileSync(join(world.folder, name), 'utf8');

describe('ishur print', () => {
  test('writes a document with its number, as HTML and as PDF', async () => {
    await using world = await worldOf('777777715');
    const { code, out, err } = await world.ishur(['print', '305:1001', '--out', 'א.html', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { number } = JSON.parse(out) as { readonly number: string };
    const html = written(world, 'א.html');
    for (const words of ['נגריית הגליל בע&quot;מ', 'רח&#39; העצמאות 12', '777777715', 'הקצאה מספר:', '7,080.00']) {
      expect(html).toContain(words);
    }
    expect(html).toContain(`${number.slice(0, -9)}</span><strong>${number.slice(-9)}</strong>`);
    expect(await world.ishur(['print', '305:1001', '--out', 'א.pdf', '--copy'])).toMatchObject({ code: 0 });
    expect(written(world, 'א.pdf').slice(0, 8)).toBe('%PDF-1.7');
    expect(readdirSync(world.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('marks copies, leaves out digits and writes English, where that is wanted', async () => {
    await using world = await worldOf('777777715');
    const print = ['print', '305:1001', '--out', 'b.html'];
    await world.ishur([...print, '--certified-copy', '--short-number', '--paper', 'en']);
    const html = written(world, 'b.html');
    expect(html).toContain('העתק נאמן למקור / Certified copy');
    expect(html).toContain('<bdi dir="ltr"><strong>');
    expect(html).toContain('Tax invoice');
    expect((await world.ishur([...print, '--copy', '--certified-copy'])).code).toBe(64);
  });

  test('writes a slip with the number alone', async () => {
    await using world = await worldOf('777777715');
    expect(await world.ishur(['print', '305:1001', '--out', 'slip.html', '--slip'])).toMatchObject({ code: 0 });
    expect(written(world, 'slip.html')).toContain('נספח לחשבונית מס');
    expect(written(world, 'slip.html')).not.toContain('7,080.00');
  });

  test('a document that needs no number is printed without one, and has no slip', async () => {
    await using world = await worldOf('777777715');
    expect(await world.ishur(['print', '305:1002', '--out', 'c.html'])).toMatchObject({ code: 0 });
    expect(written(world, 'c.html')).not.toContain('הקצאה');
    const slip = await world.ishur(['print', '305:1002', '--out', 'c2.html', '--slip']);
    expect(slip).toMatchObject({ code: 65, err: expect.stringContaining('printing/nothing-to-print') as string });
  });

  test('a number that the source had before is printed', async () => {
    await using world = await worldOf('777777715');
    expect(await world.ishur(['print', '305:1003', '--out', 'old.html'])).toMatchObject({ code: 0 });
    expect(written(world, 'old.html')).toContain('20260610120000000</span><strong>123456789</strong>');
  });

  test('a held document is not printed, and the answer says what to do', async () => {
    await using world = await worldOf('777777723');
    const { code, err } = await world.ishur(['print', '305:1001', '--out', 'held.pdf', '--lang', 'en']);
    expect(code).toBe(65);
    expect(err).toContain('print/not-settled');
    expect(err).toContain('ishur choose');
    expect(existsSync(join(world.folder, 'held.pdf'))).toBe(false);
  });

  test('a document that went out without a number bears the sentence of the law', async () => {
    await using world = await worldOf('777777723');
    await world.ishur(['choose', '305:1001', 'continue', '--yes', '--by', 'דנה']);
    await world.ishur(['run']);
    expect(await world.ishur(['print', '305:1001', '--out', 'd.html'])).toMatchObject({ code: 0 });
    expect(written(world, 'd.html')).toContain('אין לנכות מס תשומות בגין חשבונית זו');
  });

  test('says so where the configuration does not name the business', async () => {
    await using world = await worldOf('777777715');
    const file = join(world.folder, 'ishur.config.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/issuer:[\s\S]*?(?=sources:)/, ''));
    const { code, err } = await world.ishur(['print', '305:1001', '--out', 'e.html', '--lang', 'en']);
    expect(code).toBe(0);
    expect(err).toContain('Add issuer with name and address');
  });

  test('wants a file that ends in .pdf or .html, in a folder that is there', async () => {
    await using world = await worldOf('777777715');
    expect((await world.ishur(['print', '305:1001'])).code).toBe(64);
    expect((await world.ishur(['print', '305:1001', '--out', 'x.docx'])).code).toBe(64);
    const { code, err } = await world.ishur(['print', '305:1001', '--out', 'none/x.pdf']);
    expect(code).toBe(78);
    expect(err).toContain('file/not-writable');
  });

  test('writes over nothing that is there, unless it is told to, and puts no file in the place of a folder', async () => {
    await using world = await worldOf('777777715');
    writeFileSync(join(world.folder, 'signed.pdf'), 'signed');
    mkdirSync(join(world.folder, 'folder.pdf'));
    for (const out of ['signed.pdf', 'folder.pdf']) {
      const { code, err } = await world.ishur(['print', '305:1001', '--out', out]);
      expect([code, err]).toEqual([78, expect.stringContaining('cli/output-exists')]);
    }
    expect(written(world, 'signed.pdf')).toBe('signed');
    const folder = await world.ishur(['print', '305:1001', '--out', 'folder.pdf', '--force']);
    expect([folder.code, folder.err]).toEqual([78, expect.stringContaining('file/')]);
    expect(await world.ishur(['print', '305:1001', '--out', 'signed.pdf', '--force'])).toMatchObject({ code: 0 });
    expect(written(world, 'signed.pdf').slice(0, 5)).toBe('%PDF-');
    if (process.platform !== 'win32') expect(statSync(join(world.folder, 'signed.pdf')).mode & 0o600).toBe(0o600);
  });

  test.skipIf(process.platform === 'win32')('leaves pipes and devices what they are', async () => {
    await using world = await worldOf('777777715');
    const pipe = join(world.folder, 'pipe.pdf');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/null', join(world.folder, 'device.pdf'));
    for (const out of ['pipe.pdf', 'device.pdf']) {
      expect(await world.ishur(['print', '305:1001', '--out', out, '--force'])).toMatchObject({ code: 78 });
    }
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(lstatSync(join(world.folder, 'device.pdf')).isSymbolicLink()).toBe(true);
  });
});
