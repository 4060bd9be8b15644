import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkArchitecture } from './check-architecture.ts';
import { formatFinding } from './finding.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// Without a build: `pnpm check` asks the same once more when everything is built.
test('the workspace keeps to the plan of the house', () => {
  expect(checkArchitecture(root, { built: false }).map(formatFinding)).toEqual([]);
});
