import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';

/** Does something that stops in the middle where a person leaves with Ctrl+C; what was found until then is told, nothing is written. */
export async function unlessLeft({ signal }: CliContext, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
}
