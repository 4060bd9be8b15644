import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandResult } from './acme-world.ts';

/** Where the commands of a document are given. */
export interface RecordedWorld {
  readonly folder: string;
  /** Where it listens; a reader's listens at the usual port. */
  readonly simulator: { readonly address: string };
  ishur(argv: readonly string[]): Promise<CommandResult>;
}

/**
 * Does what stands in the frames of a document (fenced as `console`), line by line: `$` is a command, `#` something that happens
 * outside of the program.
 *
 * @param happen does what a sentence says; throws where it does not know it.
 * @returns the document as it has to stand.
 */
export async function recordFrames<World extends RecordedWorld>(
  text: string,
  worldFor: (frame: string) => Promise<World>,
  happen: (world: World, sentence: string) => unknown,
): Promise<string> {
  const parts = text.split(/^```console\n([\s\S]*?)\n```$/m);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) continue;
    parts[index] = `\`\`\`console\n${await record(await worldFor(part), part, happen)}\n\`\`\``;
  }
  return parts.join('');
}

async function record<World extends RecordedWorld>(
  world: World,
  frame: string,
  happen: (world: World, sentence: string) => unknown,
): Promise<string> {
  const lines: string[] = [];
  for (const line of frame.split('\n').filter((each) => /^[$#] /.test(each))) {
    lines.push(line);
    if (line.startsWith('#')) await happen(world, line.slice(2));
    else lines.push(...(await outputOf(world, line.slice(2))));
  }
  return lines.join('\n');
}

async function outputOf(world: RecordedWorld, command: string): Promise<string[]> {
  const [name, ...argv] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
  if (name === 'cat') return linesOf(readFileSync(join(world.folder, argv[0] ?? ''), 'utf8'));
  if (name !== 'ishur') throw new Error(`No such command: ${command}`);
  const { code, out, err } = await world.ishur(argv);
  const text = (out + err)
    .replaceAll(new URL(world.simulator.address).host, '127.0.0.1:8747')
    .replaceAll(world.folder, '/home/me/books')
    // The process that wrote an entry of the journal is another one every time.
    .replaceAll(/\[(ishur [a-z]+) @[^\]]+\]/g, '[$1]');
  return [...linesOf(text), ...(code === 0 ? [] : [`(exit code ${code})`])];
}

function linesOf(text: string): string[] {
  const shown = text.replaceAll('\r\n', '\n').replace(/\n+$/, '');
  return shown === '' ? [] : shown.split('\n');
}
