import { isIshurError } from '@ishur/contract';
import { runSimulator } from '@ishur/simulator/command-line';
import type { SimulatorWords } from '@ishur/simulator/command-line';
import type { CliContext } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';

/** `ishur simulate`: the authority's double, until it is stopped. */
export async function simulate(context: CliContext, words: SimulatorWords): Promise<number> {
  try {
    await runSimulator(words, context);
    return EXIT.success;
  } catch (error) {
    if (!isIshurError(error) || error.code !== 'simulator/usage') throw error;
    context.err(`${error.text[words.lang]}\n`);
    return EXIT.usage;
  }
}
