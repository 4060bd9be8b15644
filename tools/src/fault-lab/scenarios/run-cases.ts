import type { Lab } from '../lab.ts';
import { openAssistant } from '../runner/open-assistant.ts';
import type { Assistant } from '../runner/open-assistant.ts';

/** Carries out cases, so many at a time as the lab has jobs, each job with an assistant of its own. */
export async function runCases<Case, Result>(
  lab: Lab,
  cases: readonly Case[],
  carryOut: (one: Case, assistant: Assistant) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = cases.values();
  const told = progressTeller(cases.length);
  const work = async (): Promise<void> => {
    using assistant = openAssistant(lab);
    for (const one of queue) {
      results.push(await carryOut(one, assistant));
      told(results.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lab.jobs, cases.length) }, work));
  return results;
}

/** A tenth after another, on the side of errors: a record takes long, and its output is for whoever reads it later. */
function progressTeller(total: number): (done: number) => void {
  const step = Math.ceil(total / 10);
  return (done) => {
    if (done % step === 0 && total > 100) process.stderr.write(`${String(done)} of ${String(total)} cases\n`);
  };
}
