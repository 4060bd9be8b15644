import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyFailure, isTurnedAway } from './classify-failure.ts';
import type { Failure } from './classify-failure.ts';

const failures = fc.record<Failure>(
  {
    stage: fc.constantFrom('connecting', 'handshaking', 'connected'),
    reason: fc.constantFrom('network', 'connect-timeout', 'deadline', 'aborted', 'too-large', 'unreadable', 'status'),
    status: fc.integer({ min: 100, max: 599 }),
    systemCode: fc.constantFrom('ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EPROTO', 'EWHATEVER'),
    host: fc.constant('authority.example:443'),
    explanation: fc.string(),
    errorId: fc.string(),
    retryAfterMs: fc.nat(),
  },
  { requiredKeys: ['stage', 'reason', 'host'] },
);

test('certain is only what never had a connection, or was turned away by its status', () => {
  fc.assert(
    fc.property(failures, (failure) => {
      const { certain, error } = classifyFailure(failure);
      const turnedAway = [401, 403, 404, 406, 422, 429].includes(failure.status ?? 0);
      expect(certain).toBe(failure.stage !== 'connected' || turnedAway);
      expect(isTurnedAway(failure.status)).toBe(turnedAway);
      expect(error.code).toMatch(/^transport\/[a-z-]+$/);
      expect(error.text.he).toMatch(/[א-ת]/);
      expect(error.text.en).not.toContain('undefined');
      expect(error.text.he).not.toContain('undefined');
      if (!certain) expect(error.remedy).toBe('retry');
    }),
    { numRuns: 1000 },
  );
});
