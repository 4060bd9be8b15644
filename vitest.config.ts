import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The workspace runs from source: the condition picks `src` in every exports map, so no build is needed to test.
  resolve: { conditions: ['@ishur/source'] },
  ssr: { resolve: { conditions: ['@ishur/source'] } },
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', 'tools/src/**/*.test.ts'],
    // Business days must not depend on the machine's zone: tests run in one that is neither UTC nor Israel.
    env: { TZ: 'America/Los_Angeles' },
    testTimeout: 60_000,
  },
});
