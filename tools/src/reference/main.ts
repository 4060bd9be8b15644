/**
 * Writes docs/reference from the tables of core and transport, always the same bytes (`pnpm reference`). `--check` writes nothing and fails
 * where a page differs, with the file and its first differing line.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstDifference } from './compare.ts';
import { referencePages } from './pages.ts';

const root = process.cwd();
const folder = 'docs/reference';
const pages = referencePages(root);

mkdirSync(join(root, folder), { recursive: true });
const leftOver = readdirSync(join(root, folder)).filter((name) => !pages.has(name));

if (process.argv.includes('--check')) {
  const differences = [...pages].flatMap(([name, text]) => {
    const path = join(root, folder, name);
    const actual = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    return firstDifference(`${folder}/${name}`, actual, text) ?? [];
  });
  const faults = [...differences, ...leftOver.map((name) => `${folder}/${name} is no page of the reference any more.`)];
  if (faults.length > 0) {
    console.error(`${faults.join('\n')}\nRun: pnpm reference`);
    process.exitCode = 1;
  }
} else {
  for (const name of leftOver) rmSync(join(root, folder, name), { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(root, folder, name), text);
}
