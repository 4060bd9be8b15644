import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the laboratory works, and how hard. */
export interface Lab {
  /** The workspace whose runner and simulator are examined. */
  readonly root: string;
  /** Whether the built runner is examined, or its sources. */
  readonly isBuilt: boolean;
  /** Cases under way at a time. */
  readonly jobs: number;
}

/** What Node is given to start the `ishur` command of the lab. */
export function runnerArguments({ root, isBuilt }: Lab): readonly string[] {
  if (!isBuilt) return ['--conditions=@ishur/source', join(root, 'apps/runner/src/main.ts')];
  const built = join(root, 'apps/runner/dist/main.js');
  if (!existsSync(built)) throw new Error(`There is no built runner in ${built}. Build it, or leave --built out.`);
  return [built];
}
