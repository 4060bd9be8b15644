import type { Report } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { progressToJson } from './progress-json.ts';

/** What happens while a run goes on: lines for a machine, one moving line for a person who looks on, nothing for a file. */
export interface Progress {
  reportOf(business: string): Report;
  /** The documents that got their number since this was asked last. */
  takeNumbered(business: string): ReadonlySet<string>;
  /** Takes the moving line away, before something else is written. */
  clear(): void;
}

const LINE_EVERY_MS = 100;

export function openProgress(context: CliContext, options: Pick<CommonOptions, 'json' | 'lang'>): Progress {
  const numbered = new Map<string, Set<string>>();
  const isMoving = context.columns !== undefined && options.json !== true;
  let [read, asked, answered] = [0, 0, 0];
  let shown = '';
  let lastAt = 0;

  const show = (business: string): void => {
    // A terminal is slower than a run.
    if (performance.now() - lastAt < LINE_EVERY_MS) return;
    lastAt = performance.now();
    const words = {
      he: `${business}: נקראו ${read}, נשלחו ${asked}, נענו ${answered}`,
      en: `${business}: read ${read}, asked ${asked}, answered ${answered}`,
    }[options.lang];
    context.moving(words);
    shown = words;
  };

  return {
    reportOf(business) {
      const fresh = numbered.get(business) ?? new Set();
      numbered.set(business, fresh);
      [read, asked, answered] = [0, 0, 0];
      return (progress) => {
        if (progress.kind === 'answered' && progress.summary.number !== undefined) fresh.add(progress.summary.id);
        if (options.json === true) context.json(progressToJson(business, progress));
        if (progress.kind === 'read') read += 1;
        if (progress.kind === 'asking') asked += 1;
        if (progress.kind === 'answered') answered += 1;
        if (isMoving) show(business);
      };
    },
    takeNumbered(business) {
      const fresh = new Set(numbered.get(business));
      numbered.get(business)?.clear();
      return fresh;
    },
    clear() {
      if (shown !== '') context.moving('');
      shown = '';
    },
  };
}
