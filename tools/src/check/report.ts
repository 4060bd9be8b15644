export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  /** What the gate said when it failed; undefined when it passed. */
  readonly fault: string | undefined;
}

/** Runs one gate. `run` answers with what is wrong, or with nothing; what it throws is wrong too. */
export async function timed(name: string, run: () => Promise<string | undefined>): Promise<Outcome> {
  const start = performance.now();
  const fault = await run().catch((error: unknown) => String(error));
  return { name, seconds: (performance.now() - start) / 1000, fault };
}

/** One line, and under it what the gate said when it failed. */
export function describeOutcome(outcome: Outcome): string {
  const said = outcome.fault?.trimEnd().replaceAll(/^(?=.)/gm, '    ');
  return said === undefined ? line(outcome) : `${line(outcome)}\n${said}`;
}

/** The table, and the count alone on the last line. */
export function summarise(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ fault }) => fault !== undefined).length;
  const count = `${String(outcomes.length - failed)} passed, ${String(failed)} failed`;
  return `${outcomes.map(line).join('\n')}\n\n${count}`;
}

function line({ name, seconds, fault }: Outcome): string {
  return `${fault === undefined ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${name}`;
}
