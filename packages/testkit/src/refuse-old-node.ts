/** The first release that has what the kit, and the adapters' own packages, are written with. */
const OLDEST = 22;

/**
 * Says in words that this Node.js is too old. Without it the tests pass, and the first that fails ends in a fault of the kit.
 * It writes them too: vitest itself fails there when it has to print an error, and the error would not be seen.
 *
 * @param version as `process.versions.node` has it.
 * @throws Error where it is.
 */
export function refuseOldNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return;
  const message = `The conformance kit needs Node.js ${OLDEST} or later, and this is ${version}. Install a later one.`;
  process.stderr.write(`\n${message}\n`);
  throw new Error(message);
}
