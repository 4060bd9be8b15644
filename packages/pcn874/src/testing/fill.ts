import type { AllocationLookup } from '../fill/allocation-lookup.ts';
import { applyFill } from '../fill/apply-fill.ts';
import { describeOutcome } from '../fill/outcome.ts';
import type { FillOutcome } from '../fill/outcome.ts';
import { planFill } from '../fill/plan-fill.ts';
import type { FillOptions, FillPlan } from '../fill/plan-fill.ts';
import { bytes, textOf } from './reports.ts';

/** Plans and carries out; whatever came of a record can be put into words. */
export async function fill(
  report: string,
  lookup: AllocationLookup,
  options: FillOptions = {},
): Promise<{ readonly plan: FillPlan; readonly text: string; readonly kinds: readonly FillOutcome['kind'][] }> {
  const plan = await planFill([bytes(report)], lookup, options);
  const text = await textOf(applyFill([bytes(report)], plan));
  const words = plan.outcomes.map((outcome) => describeOutcome(outcome)).map(({ he, en }) => `${he}${en}`);
  if (/undefined|[{}]/.test(words.join('\n'))) throw new Error(`Not put into words: ${words.join('\n')}`);
  return { plan, text, kinds: plan.outcomes.map(({ kind }) => kind) };
}
