/** Causes of causes that are told. */
const DEEPEST = 4;
/** Characters of each: a stack, and not whatever an adapter put into its message. */
const LONGEST = 4_000;

/** What lies behind an error, for whoever mends it: stacks, the nearest cause first; empty where nothing lies behind it. */
export function causeText(error: Error): string {
  const texts: string[] = [];
  let cause: unknown = error.cause;
  for (let depth = 0; depth < DEEPEST && cause !== undefined; depth += 1) {
    texts.push(textOf(cause).slice(0, LONGEST));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return texts.map((text) => `${text}\n`).join('');
}

function textOf(cause: unknown): string {
  if (cause instanceof Error) return cause.stack ?? `${cause.name}: ${cause.message}`;
  return typeof cause === 'string' ? cause : (JSON.stringify(cause) ?? String(cause));
}
