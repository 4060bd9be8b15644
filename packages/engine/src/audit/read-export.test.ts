import { describe, expect, test } from 'vitest';
import { changeFor } from '../conformance/sample-case.ts';
import { openMemoryLedger } from '../conformance/memory-ledger.ts';
import { exportHeads } from './heads.ts';
import type { Head } from './heads.ts';
import { readExport } from './read-export.ts';

async function exported(): Promise<string[]> {
  await using ledger = openMemoryLedger(new Map(), 'simulator');
  await ledger.commit([changeFor('acme/office/305:1', 0, 2), changeFor('acme/office/א', 0, 1)]);
  const lines: string[] = [];
  for await (const line of exportHeads(ledger)) lines.push(JSON.stringify(line));
  return lines;
}

async function read(lines: readonly string[], tier: string = 'simulator'): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for await (const head of readExport(lines, tier)) heads.push(head);
  return heads;
}

describe('an export', () => {
  test('is a line for each case, and one digest over all of them', async () => {
    const lines = (await exported()).map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { format: 'ishur-audit-1', tier: 'simulator' },
      { case: 'acme/office/305:1', version: 2, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { case: 'acme/office/א', version: 1, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { cases: 2, entries: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
  });

  test('is read as it was written, also with the line ends of Windows', async () => {
    const lines = await exported();
    expect(await read(lines)).toHaveLength(2);
    expect(await read([...lines.map((line) => `${line}\r`), ''])).toHaveLength(2);
  });

  test.each<[string, (lines: string[]) => string[]]>([
    ['a head', (lines) => lines.map((line) => line.replace(/"head":"./, '"head":"x'))],
    ['a version', (lines) => lines.map((line) => line.replace('"version":2', '"version":1'))],
    ['its order', (lines) => [lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', lines[3] ?? '']],
    ['a line less', (lines) => lines.toSpliced(1, 1)],
    ['no end', (lines) => lines.slice(0, -1)],
    ['no beginning', (lines) => lines.slice(1)],
    ['something after its end', (lines) => [...lines, lines[1] ?? '']],
    ['something else in it', (lines) => lines.with(1, 'שלום')],
    ['a line without end', (lines) => lines.with(1, '"'.repeat(70_000))],
    ['nothing in it', () => []],
  ])('with %s is refused in words', async (_what, change) => {
    const changed = change(await exported());
    await expect(read(changed)).rejects.toMatchObject({ code: 'audit/not-an-export', remedy: 'fix-config' });
  });

  test('of another tier is refused in words', async () => {
    await expect(read(await exported(), 'production')).rejects.toMatchObject({ code: 'audit/other-tier' });
  });
});
