import { basename, resolve } from 'node:path';
import { businessDayOf } from '@ishur/core';
import { checkReport } from '@ishur/pcn874';
import type { Finding } from '@ishur/pcn874';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { EXIT } from '../exit-codes.ts';
import { wrap } from '../output/wrap.ts';
import { readCheckSettings } from '../pcn874/read-settings.ts';
import { renderFinding, renderSummary } from '../pcn874/render-check.ts';
import { bytesOfReport, lookAtReport } from '../pcn874/report-file.ts';
import { unlessLeft } from '../pcn874/unless-left.ts';

export interface CheckCommandOptions extends CommonOptions {
  /** JSON file with other values for the check. */
  readonly settings?: string;
}

/** Findings of one rule that a person is shown; whoever has more mends the cause, and not the records. */
const SHOWN_OF_A_RULE = 20;

/** `ishur pcn874 check FILE`: 0 for a report without a fault, 65 otherwise. Needs no configuration. */
export function checkPcn874(context: CliContext, file: string, options: CheckCommandOptions): Promise<number> {
  return unlessLeft(context, () => check(context, file, options));
}

async function check(context: CliContext, file: string, options: CheckCommandOptions): Promise<number> {
  const path = resolve(context.folder, file);
  const settings =
    options.settings === undefined ? {} : await readCheckSettings(resolve(context.folder, options.settings));
  await lookAtReport(path);
  const shown = new Map<string, number>();
  const found = (finding: Finding): void => {
    if (options.json === true) {
      context.json(finding);
      return;
    }
    const before = shown.get(finding.code) ?? 0;
    shown.set(finding.code, before + 1);
    if (before < SHOWN_OF_A_RULE) context.out(wrap(renderFinding(finding, options.lang), context.columns ?? Infinity));
  };
  if (options.json !== true) context.out(`${basename(path)}\n`);
  const summary = await checkReport(bytesOfReport(path, context.signal), {
    today: businessDayOf(context.clock.now()),
    settings,
    found,
  });
  if (options.json === true) context.json({ summary });
  else {
    const more = [...shown.values()].reduce((sum, count) => sum + Math.max(0, count - SHOWN_OF_A_RULE), 0);
    if (more > 0) context.out(`${{ he: `ועוד ${more} כאלה`, en: `and ${more} more of these` }[options.lang]}\n`);
    context.out(renderSummary(summary, options.lang, context.columns));
  }
  return summary.faults === 0 ? EXIT.success : EXIT.data;
}
