/** What the system calls a failure: `EACCES`, `ENOENT`. */
export function systemCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
}

/** Whether a failure means that there is no such file, and not that it cannot be looked at. */
export function isAbsent(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(cause));
}
