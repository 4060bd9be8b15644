import { once } from 'node:events';
import { resolve } from 'node:path';
import { formatLogEntry } from '../log/format-log-entry.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import type { Scenario } from '../settings.ts';
import { startSimulator } from '../start-simulator.ts';
import { readWords } from './read-words.ts';
import type { SimulatorWords } from './simulator-words.ts';

/** Where the command runs. */
export interface SimulatorWorld {
  /** Where relative paths start. */
  readonly folder: string;
  /** Aborted to stop. */
  readonly signal: AbortSignal;
  /** For a person, with its line ends. */
  out(text: string): void;
  /** For a machine: one object, one line. */
  json(value: object): void;
}

/**
 * The command `ishur-simulator`, and `ishur simulate`: starts, says where, prints each exchange, and stops when it is
 * told to.
 *
 * @throws IshurError `simulator/usage` for a word that cannot be, `simulator/scenario-…`, `simulator/cannot-listen`.
 */
export async function runSimulator(words: SimulatorWords, world: SimulatorWorld): Promise<void> {
  const { port, now, own } = readWords(words);
  const scenario: Scenario =
    words.scenario === undefined ? {} : await readScenario(resolve(world.folder, words.scenario));
  await using simulator = await startSimulator({
    ...own,
    scenario,
    port,
    ...(words.host !== undefined && { host: words.host }),
    ...(now !== undefined && { now }),
    log: (entry) => {
      if (words.json === true) world.json(entry);
      else world.out(`${formatLogEntry(entry, words.lang)}\n`);
    },
  });
  const { address } = simulator;
  if (words.json === true) world.json({ address });
  else world.out(welcome(address, { ...scenario, ...own }, words.lang));
  if (!world.signal.aborted) await once(world.signal, 'abort');
}

function welcome(address: string, scenario: Scenario, language: 'he' | 'en'): string {
  const others = Object.keys(scenario.dealers ?? {}).join(', ');
  const tokens = scenario.tokens ?? 'any';
  const lines = {
    he: [
      `הסימולטור של רשות המסים מקשיב ב-${address}`,
      `בקובץ ההגדרות של אישור: authority: { tier: simulator, url: "${address}" }`,
      `מתוכנה אחרת: במקום שרת הרשות, ${address}/shaam/tsandbox/…`,
      'עוסקים שהוא מכיר: 777777715 (מקבל מספר), 777777723, 777777731, 777777749 (מעוכבים)',
      ...(others === '' ? [] : [`ומן התרחיש: ${others}`]),
      tokens === 'any' ? 'כל טוקן מתקבל' : 'מתקבלים רק טוקנים שהונפקו כאן',
      `מה נשאל ממנו: ${address}/__simulator/asked`,
      'לעצירה: Ctrl+C',
    ],
    en: [
      `The simulator of the Tax Authority listens on ${address}`,
      `In the configuration of Ishur: authority: { tier: simulator, url: "${address}" }`,
      `From other software: instead of the authority's server, ${address}/shaam/tsandbox/…`,
      'Dealers that it knows: 777777715 (allocated), 777777723, 777777731, 777777749 (held)',
      ...(others === '' ? [] : [`And of the scenario: ${others}`]),
      tokens === 'any' ? 'Any token is accepted' : 'Only tokens that were issued here are accepted',
      `What it was asked: ${address}/__simulator/asked`,
      'Stop it with Ctrl+C',
    ],
  };
  return `${lines[language].join('\n')}\n`;
}
