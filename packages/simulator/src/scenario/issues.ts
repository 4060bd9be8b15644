import type { z } from 'zod';

/** One thing that is wrong with what was given: where, and what was expected. */
export interface InputIssue {
  /** `dealers.514713288.behaviour`; empty for the whole. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Everything that is wrong, up to twenty; more would hide the first. */
export function issuesOf(error: z.ZodError): readonly InputIssue[] {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ path, message: message.slice(0, 300) }));
}

export function placeOf({ path }: InputIssue): string {
  return path.map(String).join('.');
}
