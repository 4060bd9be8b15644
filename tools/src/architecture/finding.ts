/** One thing that breaks the plan of the house: where, by which rule, and what to do about it. */
export interface Finding {
  readonly rule: string;
  /** A file, with `:line` where there is one, relative to the root of the workspace. */
  readonly where: string;
  readonly message: string;
}

export function formatFinding({ rule, where, message }: Finding): string {
  return `${where} [${rule}] ${message}`;
}
