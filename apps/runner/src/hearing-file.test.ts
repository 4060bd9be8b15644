import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BRING } from './output/hearing-words.ts';
import { openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';

const FILES = ['documents.json', 'hearing-file.html', 'journal.json'];

interface Filed {
  readonly page: string;
  readonly documents: {
    readonly tier: string;
    readonly vatNumber: string;
    readonly invoiceId: string;
    readonly standing: string;
    readonly reasons: readonly { readonly fault: { readonly authorityCode: string } }[];
    readonly ways: readonly { readonly choice: string; readonly lawful: boolean; readonly source: string }[];
    readonly deadlines: readonly { readonly code: string; readonly day: string; readonly source: string }[];
    readonly hearing?: { readonly registeredOn: string };
    readonly documents: readonly {
      readonly role: string;
      readonly id: string;
      readonly fields: { readonly reference: string };
    }[];
  };
  readonly journal: {
    readonly head: string;
    readonly entries: readonly { readonly hash: string; readonly version: number }[];
  };
}

function read(folder: string): Filed {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    page: text('hearing-file.html'),
    documents: JSON.parse(text('documents.json')) as Filed['documents'],
    journal: JSON.parse(text('journal.json')) as Filed['journal'],
  };
}

async function inHearing(world: HeldWorld): Promise<void> {
  await world.ishur(['run']);
  await world.ishur(['choose', '305:1001', 'hearing', '--by', 'רות']);
}

describe('ishur hearing-file', () => {
  test('writes all that is known of a held document, in Hebrew, as files that a lawyer opens', async () => {
    await using world = await openHeldWorld();
    await inHearing(world);
    const { code, out } = await world.ishur(['hearing-file', '305:1001', '--out', 'תיק שימוע/א']);
    expect(code).toBe(0);
    const folder = join(world.folder, 'תיק שימוע', 'א');
    for (const name of FILES) expect(out).toContain(name);
    // Nothing half written stays.
    expect(readdirSync(folder).toSorted()).toEqual(FILES);
    const { page, documents, journal } = read(folder);
    expect(documents).toMatchObject({
      tier: 'simulator',
      vatNumber: '777777715',
      invoiceId: '777777715-305-1001',
      standing: 'hearing',
      hearing: { registeredOn: '2026-07-01' },
      deadlines: [{ code: 'hearing-day', day: '2026-07-05', source: 'VAT Law 5736-1975, s. 47(א2)(3)(ב)' }],
    });
    expect(documents.reasons.map(({ fault }) => fault.authorityCode)).toEqual(['460']);
    expect(documents.documents.map(({ role, fields }) => [role, fields.reference])).toEqual([['held', '1001']]);
    expect(documents.ways).toHaveLength(4);
    expect(page).toMatch(/^<!doctype html>\n<html lang="he" dir="rtl">/);
    for (const words of [
      'הנימוקים של רשות המסים',
      '460',
      '05/07/2026',
      'חוק מס ערך מוסף, התשל&quot;ו-1975, סעיף 47(א2)(3)(ב)',
      '777777715-305-1001',
      'רות',
    ]) {
      expect(page).toContain(words);
    }
    // All four ways are shown; in a hearing nothing is to be chosen, and once it was lost, there is.
    expect(page.match(/<td>לא<\/td><td>החשבונית נמצאת בשימוע/g)).toHaveLength(4);
    // Whose machine it was is nobody's business.
    expect(page).not.toMatch(/#\d{2,} [0-9a-f]{8}/);
    expect(page).toContain('[ishur run]');
    expect(JSON.stringify(journal)).not.toMatch(/ishur run @/);
    expect(page).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    await world.ishur(['hearing', '305:1001', 'lost']);
    await world.ishur(['hearing-file', '305:1001', '--out', 'lost']);
    const lost = read(join(world.folder, 'lost'));
    expect(lost.page.match(/<td>כן<\/td>/g)).toHaveLength(3);
    expect(lost.page).toContain('זה היום האחרון להגיש השגה');
    expect(lost.documents.deadlines).toMatchObject([{ code: 'objection', day: '2026-07-31' }]);
    // The journal carries the hash of each entry, and the last of them is the head that `audit export` writes.
    const heads = (await world.ishur(['audit', 'export'])).out;
    expect(lost.journal.head).toMatch(/^[0-9a-f]{64}$/);
    expect(heads).toContain(lost.journal.head);
    expect(lost.journal.entries[journal.entries.length - 1]?.hash).toBe(journal.head);
    for (const { hash } of journal.entries) expect(page).toContain(hash);
    expect(journal.entries.map(({ version }) => version)).toEqual(journal.entries.map((_, index) => index + 1));
  });

  test('says who the business is, and what to bring in the words of ishur hearing', async () => {
    await using world = await openHeldWorld();
    const file = join(world.folder, 'ishur.config.yaml');
    const issuer = 'issuer: { name: אקמה בע"מ, address: [הרצל 1], phone: 03-5550000 }';
    writeFileSync(file, readFileSync(file, 'utf8').replace('sources:', `${issuer}\n    sources:`));
    await inHearing(world);
    await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    const { page, documents } = read(join(world.folder, 'x'));
    for (const words of ['אקמה בע&quot;מ', 'הרצל 1', '03-5550000']) expect(page).toContain(words);
    expect(documents).toMatchObject({ issuer: { name: 'אקמה בע"מ' } });
    const { out } = await world.ishur(['hearing', '305:1001', '--lang', 'he']);
    const lines = out.split('\n').filter((line) => line.includes('- '));
    expect(lines.length).toBeGreaterThan(5);
    for (const { he } of BRING) {
      expect(page).toContain(he);
      expect(out).toContain(he);
    }
  });

  test('keeps the customer out of the journal, and in the documents', async () => {
    await using world = await openHeldWorld();
    await inHearing(world);
    await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    const { documents, journal } = read(join(world.folder, 'x'));
    expect(JSON.stringify(documents)).toContain('א בע');
    expect(JSON.stringify(journal)).not.toContain('א בע');
    expect(JSON.stringify(journal)).not.toContain('000000018');
  });

  test('holds the documents that belong to it: a replacement, and credit notes that name it', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const rows = (more: readonly string[]): void => {
      const head =
        'invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,payment_amount,vat_amount,payment_amount_including_vat,חשבונית מקור';
      const held = '305,1001,2026-06-10,000000018,א בע"מ,6000.00,1080.00,7080.00,';
      writeFileSync(join(world.folder, 'invoices.csv'), `${[head, held, ...more].join('\n')}\n`);
    };
    rows([
      '305,2001,2026-06-10,000000018,א בע"מ,6000.00,0.00,6000.00,',
      '330,3001,2026-06-20,000000018,א בע"מ,100.00,18.00,118.00,1001',
      '330,3002,2026-06-20,000000018,א בע"מ,200.00,36.00,236.00,1002',
    ]);
    await world.ishur(['run']);
    await world.ishur(['choose', '305:1001', 'reverse-charge', '--with', '305:2001']);
    await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    const { documents, page } = read(join(world.folder, 'x'));
    expect(documents.documents.map(({ role, fields }) => `${role} ${fields.reference}`)).toEqual([
      'held 1001',
      'replacement 2001',
      'credit 3001',
    ]);
    expect(page).toContain('החשבונית בשיעור אפס שבמקומו');
    expect(page).toContain('<bdi>3001</bdi>');
    // In its mark, as a number stands there: the seals of the journal hold any four digits now and then.
    expect(page).not.toContain('<bdi>3002</bdi>');
  });

  test('shows what stands in a document, and never runs it', async () => {
    await using world = await openHeldWorld();
    world.write('305,1001,2026-06-10,000000018,"<script>alert(1)</script> & ""א""",6000.00,1080.00,7080.00');
    await inHearing(world);
    await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    const { page } = read(join(world.folder, 'x'));
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;א&quot;');
    expect(page).toContain("default-src 'none'");
  });

  test('is written anew over an older one, whole', async () => {
    await using world = await openHeldWorld();
    await inHearing(world);
    const folder = join(world.folder, 'x');
    mkdirSync(folder);
    writeFileSync(join(folder, 'hearing-file.html'), 'older');
    writeFileSync(join(folder, 'notes of the lawyer.txt'), 'stays');
    await world.ishur(['hearing-file', '305:1001', '--out', 'x', '--json']);
    expect(read(folder).page).not.toContain('older');
    expect(readFileSync(join(folder, 'notes of the lawyer.txt'), 'utf8')).toBe('stays');
  });

  test('says in words where it cannot be written', async () => {
    await using world = await openHeldWorld();
    await inHearing(world);
    writeFileSync(join(world.folder, 'x'), 'a file');
    const { code, err } = await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    expect(code).toBe(78);
    expect(err).toContain('cli/not-written');
    expect(readFileSync(join(world.folder, 'x'), 'utf8')).toBe('a file');
  });

  test('is refused for a document that was never held, and without a folder', async () => {
    await using world = await openHeldWorld();
    await world.ishur(['run']);
    const { code, err } = await world.ishur(['hearing-file', '305:1003', '--out', 'x']);
    expect(code).toBe(65);
    expect(err).toContain('cli/never-held');
    expect((await world.ishur(['hearing-file', '305:1001'])).code).toBe(64);
  });

  test('names no paper that no source names', async () => {
    await using world = await openHeldWorld();
    await inHearing(world);
    await world.ishur(['hearing-file', '305:1001', '--out', 'x']);
    const { page } = read(join(world.folder, 'x'));
    expect(page).toContain('אף מקור רשמי אינו מונה מסמכים שחובה להביא');
    expect(page).toContain('טבלה 4.1');
  });
});
