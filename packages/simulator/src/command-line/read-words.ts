import { IshurError } from '@ishur/contract';
import { scenarioSchema } from '../scenario/scenario-schema.ts';
import type { Scenario } from '../settings.ts';
import type { SimulatorWords } from './simulator-words.ts';

/** What the words mean. */
export interface ReadWords {
  readonly port: number;
  readonly now: (() => Date) | undefined;
  /** What was chosen on the command line, which wins over the scenario. */
  readonly own: Scenario;
}

/** @throws IshurError `simulator/usage`, with what was given and what was expected. */
export function readWords({ port = '8747', host, seed, personality, tokens, now }: SimulatorWords): ReadWords {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw usage('port', port, 'מספר בין 0 ל-65535', 'a number from 0 to 65535');
  }
  // Node would listen to the whole network.
  if (host?.trim() === '') throw usage('host', '""', 'כתובת, למשל 127.0.0.1', 'an address such as 127.0.0.1');
  if (seed !== undefined && !/^-?\d{1,15}$/.test(seed)) throw usage('seed', seed, 'מספר שלם', 'a whole number');
  const chosen = { personality, tokens };
  for (const [name, value] of Object.entries(chosen)) {
    if (value === undefined || scenarioSchema.safeParse({ [name]: value }).success) continue;
    const list = name === 'tokens' ? 'any, issued' : 'same-number, error, new-number';
    throw usage(name, value, `אחד מאלה: ${list}`, `one of ${list}`);
  }
  const own = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  return {
    port: Number(port),
    now: now === undefined ? undefined : clockFrom(now),
    own: scenarioSchema.parse({ ...own, ...(seed !== undefined && { seed: Number(seed) }) }),
  };
}

/** A clock that begins at an instant and goes on. */
function clockFrom(text: string): () => Date {
  const start = /^\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start)) {
    throw usage('now', text, 'מועד כמו 2026-06-30T09:00:00Z', 'an instant such as 2026-06-30T09:00:00Z');
  }
  const offset = start - Date.now();
  return () => new Date(Date.now() + offset);
}

function usage(option: string, found: string, he: string, en: string): IshurError {
  return new IshurError({
    code: 'simulator/usage',
    remedy: 'fix-config',
    message: { he: `--${option} ${found}: יש לתת ${he}`, en: `--${option} ${found}: expected ${en}` },
  });
}
