/** So many failures are told in full. Where more fail, they have a cause in common, and the first ones say it. */
const MOST_IN_FULL = 5;

/**
 * Shortens what is told of the failures of one run: the first ones in full, and of each further one a line. A mapping that is wrong
 * fails fifty tests, and what to do stands in the first of them.
 */
export function createFewInFull(most: number = MOST_IN_FULL): (failure: unknown) => unknown {
  let count = 0;
  return (failure) => {
    count += 1;
    if (count <= most || !(failure instanceof Error)) return failure;
    const [name = ''] = failure.message.split('\n');
    const found = / {2}Found: (.*)/.exec(failure.message)?.[1] ?? '';
    const told = new Error(
      `${found.slice(0, 300)} (${name} · the first ${most} failures are told in full: begin there)`,
    );
    // A test runner would show where in the kit it was thrown, which tells an author nothing.
    told.stack = told.message;
    return told;
  };
}
