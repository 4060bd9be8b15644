import { addDays, businessDayOf } from '@ishur/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectionStatus } from '../ports/vault.ts';
import { connectionReminder } from './reminder.ts';

// 22:30 in Israel, in summer; day 75 is 13.9.2026 and day 90 is 28.9.2026.
const STATUS: ConnectionStatus = {
  tier: 'production',
  vatNumber: '777777715',
  loggedInAt: '2026-06-30T19:30:00.000Z',
  renewedAt: '2026-09-01T09:00:00.000Z',
  accessExpiresAt: '2026-09-01T13:00:00.000Z',
  refreshExpiresAt: undefined,
  scope: undefined,
  loginNeeded: undefined,
};

describe('the reminder of a log-in', () => {
  test.each([
    ['the day of the log-in', '2026-06-30T19:30:00.000Z', 'fine', 90],
    ['day 74, to its last minute', '2026-09-12T20:59:59.999Z', 'fine', 16],
    ['day 75, from its first minute', '2026-09-12T21:00:00.000Z', 'remind', 15],
    ['day 76', '2026-09-14T09:00:00.000Z', 'remind', 14],
    ['day 88', '2026-09-26T09:00:00.000Z', 'remind', 2],
    ['day 89', '2026-09-27T20:59:59.999Z', 'remind', 1],
    ['day 90, to its last minute', '2026-09-28T20:59:59.999Z', 'remind', 0],
    ['day 91', '2026-09-28T21:00:00.000Z', 'expired', 0],
    ['a year later', '2027-06-30T09:00:00.000Z', 'expired', 0],
    ['a clock before the log-in', '2026-06-29T09:00:00.000Z', 'fine', 91],
  ] as const)('on %s', (_name, now, level, daysLeft) => {
    expect(connectionReminder(STATUS, new Date(now))).toMatchObject({ level, daysLeft, lastDay: '2026-09-28' });
  });

  test('counts days of Israel over the end of summer time', () => {
    // Winter time begins on 25.10.2026; 28.11.2026 is day 90 of a log-in on 30.8.2026.
    const status = { ...STATUS, loggedInAt: '2026-08-30T20:59:00.000Z' };
    expect(connectionReminder(status, new Date('2026-11-28T21:59:00.000Z'))).toMatchObject({
      level: 'remind',
      daysLeft: 0,
    });
    expect(connectionReminder(status, new Date('2026-11-28T22:00:00.000Z'))).toMatchObject({ level: 'expired' });
  });

  test('obeys the authority where it says an earlier end', () => {
    const status = { ...STATUS, refreshExpiresAt: '2026-07-30T19:30:00.000Z' };
    const at = (now: string): unknown => connectionReminder(status, new Date(now));
    expect(at('2026-07-14T09:00:00.000Z')).toMatchObject({ level: 'fine', daysLeft: 16, lastDay: '2026-07-30' });
    expect(at('2026-07-15T09:00:00.000Z')).toMatchObject({ level: 'remind', daysLeft: 15 });
    expect(at('2026-07-30T19:29:59.999Z')).toMatchObject({ level: 'remind', daysLeft: 0 });
    expect(at('2026-07-30T19:30:00.000Z')).toMatchObject({ level: 'expired', daysLeft: 0 });
  });

  test('does not believe in a later end: whether refreshes extend the 90 days is read both ways', () => {
    const status = { ...STATUS, refreshExpiresAt: '2026-11-30T19:30:00.000Z' };
    expect(connectionReminder(status, new Date('2026-09-13T09:00:00.000Z'))).toMatchObject({ level: 'remind' });
    const after = connectionReminder(status, new Date('2026-09-29T09:00:00.000Z'));
    expect(after).toMatchObject({ level: 'expired' });
    expect(after.message.en).toContain('may stop at any moment');
  });

  test('passes on why a log-in is needed, whatever the day', () => {
    const message = { he: 'נדחה', en: 'refused' };
    const status = {
      ...STATUS,
      loginNeeded: { code: 'connection/login-needed', remedy: 'fix-config', message },
    } as const;
    expect(connectionReminder(status, new Date(STATUS.loggedInAt))).toMatchObject({ level: 'login-needed', message });
  });

  test('names the dealer and the day, and says what to do where something is to be done', () => {
    const said = (now: string): string => Object.values(connectionReminder(STATUS, new Date(now)).message).join('\n');
    for (const now of ['2026-07-01T09:00:00.000Z', '2026-09-20T09:00:00.000Z', '2026-10-01T09:00:00.000Z']) {
      expect(said(now).match(/777777715/g)).toHaveLength(2);
      expect(said(now).match(/2026-09-28/g)).toHaveLength(2);
    }
    expect(said('2026-07-01T09:00:00.000Z')).not.toContain('ishur connect');
    expect(said('2026-09-20T09:00:00.000Z').match(/ishur connect/g)).toHaveLength(2);
    expect(said('2026-10-01T09:00:00.000Z').match(/ishur connect/g)).toHaveLength(2);
  });

  test('never goes back to an easier level as time passes', () => {
    const levels = ['fine', 'remind', 'expired'];
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, instant, fc.boolean(), (login, one, two, isTold) => {
        const refreshExpiresAt = isTold ? new Date(login.getTime() + 90 * 86_400_000).toISOString() : undefined;
        const status = { ...STATUS, loggedInAt: login.toISOString(), refreshExpiresAt };
        const [early, late] = one < two ? [one, two] : [two, one];
        const [before, after] = [connectionReminder(status, early), connectionReminder(status, late)];
        expect(levels.indexOf(after.level)).toBeGreaterThanOrEqual(levels.indexOf(before.level));
        expect(after.daysLeft).toBeLessThanOrEqual(before.daysLeft);
        if (before.level === 'fine') expect(addDays(businessDayOf(early), before.daysLeft)).toBe(before.lastDay);
      }),
    );
  });
});
