import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvAdapter } from '@ishur/adapter-csv';
import { hashavshevetAdapter } from '@ishur/adapter-hashavshevet';
import { jsonAdapter } from '@ishur/adapter-json';
import { uniformFileAdapter } from '@ishur/adapter-uniform-file';
import type { Adapter } from '@ishur/contract/v1';
import { generateCsv } from './csv-source.ts';
import { generateHashavshevet } from './hashavshevet-source.ts';
import { generateJson } from './json-source.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import { readSource } from './read-source.ts';
import type { Generate, GeneratedSource } from './source.ts';
import { generateUniformFile } from './uniform-source.ts';

/** An adapter, and what makes small sources for it. */
export interface Subject {
  readonly adapter: Adapter;
  readonly generate: Generate;
}

export const SUBJECTS: Readonly<Record<string, Subject>> = {
  csv: { adapter: csvAdapter, generate: generateCsv },
  json: { adapter: jsonAdapter, generate: generateJson },
  'uniform-file': { adapter: uniformFileAdapter, generate: generateUniformFile },
  hashavshevet: { adapter: hashavshevetAdapter, generate: generateHashavshevet },
};

export interface CaseResult {
  readonly verdict: Verdict;
  /** Which file was damaged, and how. */
  readonly damage: string;
}

/** So many cases have one that is checked before it is read. */
const CHECKED_EVERY = 8;
/** So many damages are done to one source: to write it takes as long as to read it. Of those that follow each other. */
const DAMAGES_OF_ONE = 8;

interface Kept {
  readonly generate: Generate;
  readonly seed: number;
  readonly source: GeneratedSource;
}
let kept: Kept | undefined;

function sourceOf(generate: Generate, seed: number): GeneratedSource {
  if (kept?.generate !== generate || kept.seed !== seed)
    kept = { generate, seed, source: generate(createRandom(seed)) };
  return kept.source;
}

/** One case: a source, its damage, what the adapter makes of it, the verdict. `folder` is used again by the next one. */
export async function runCase({ adapter, generate }: Subject, seed: number, folder: string): Promise<CaseResult> {
  const random = createRandom(seed);
  const source = sourceOf(generate, Math.floor(seed / DAMAGES_OF_ONE));
  const name = random.pick([...source.files.keys()]);
  const { what, bytes } = mutate(source.files.get(name) ?? new Uint8Array(), random);
  const damaged = new Map([...source.files, [name, bytes]]);
  const place = join(folder, source.variant);
  mkdirSync(place, { recursive: true });
  for (const [file, content] of damaged) writeFileSync(join(place, file), content);
  const verdict = judge(source, damaged, await readSource(adapter, source.config, place, seed % CHECKED_EVERY === 0));
  const damage = `${name}: ${what}`;
  if (what !== 'nothing' || verdict.kind === 'read unchanged' || verdict.kind === 'finding') return { verdict, damage };
  return {
    damage,
    verdict: { kind: 'finding', finding: 'wrong accept', detail: `${verdict.kind}, though nothing is damaged` },
  };
}
