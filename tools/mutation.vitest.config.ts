import { defineConfig } from 'vitest/config';

/** `pnpm mutation`: core's own tests. Each of them runs once for every mutant that it reaches, so the long ones are left out. */
export default defineConfig({
  resolve: { conditions: ['@ishur/source'] },
  ssr: { resolve: { conditions: ['@ishur/source'] } },
  test: {
    include: ['packages/core/src/**/*.test.ts'],
    exclude: ['**/decide-oracle.test.ts', '**/workflow-model.test.ts'],
    env: { TZ: 'America/Los_Angeles' },
    testTimeout: 20_000,
  },
});
