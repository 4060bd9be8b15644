import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyFailure, isTurnedAway } from './classify-failure.ts';
import type { Failure } from './failure.ts';

const facts = {
  host: fc.constant('authority.example:443'),
  isEffective: fc.boolean(),
  explanation: fc.stringMatching(/^[a-z ]*$/),
  errorId: fc.stringMatching(/^[0-9]+$/),
  retryAfterMs: fc.nat(),
  spends: fc.constantFrom('code' as const, 'refresh-token' as const),
};
const status = fc.oneof(
  fc.integer({ min: 100, max: 599 }),
  fc.constantFrom(200, 400, 401, 403, 404, 406, 422, 429, 500, 503),
);
const systemCode = fc.constantFrom(
  'ECONNREFUSED',
  'ENOTFOUND',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EPROTO',
  'ERR_PROXY_TUNNEL',
  'CERT_HAS_EXPIRED',
  'EWHATEVER',
);

const broken = fc.record<Failure>(
  {
    ...facts,
    stage: fc.constantFrom('connecting', 'handshaking', 'connected'),

    reason: fc.constantFrom('network', 'connect-timeout', 'deadline', 'aborted', 'too-large'),
    status,
    systemCode,
    proxyStatus: fc.constantFrom(403, 407, 408, 502),
  },
  { requiredKeys: ['stage', 'reason', 'isEffective', 'host'] },
);
const answered = fc.record<Failure>(
  { ...facts, stage: fc.constant('connected'), reason: fc.constantFrom('unreadable', 'status'), status },
  { requiredKeys: ['stage', 'reason', 'isEffective', 'host', 'status'] },
);
const notSent = fc.record<Failure>(
  { ...facts, stage: fc.constant('connecting'), reason: fc.constantFrom('aborted', 'circuit-open') },
  { requiredKeys: ['stage', 'reason', 'isEffective', 'host'] },
);

test('certain is only what never had a connection, or was turned away by its status', () => {
  fc.assert(
    fc.property(fc.oneof(broken, answered, notSent), (failure) => {
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
