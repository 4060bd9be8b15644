import { afterEach, describe, expect, it, vi } from 'vitest';
import { assess } from '../assess.ts';
import { businessDayOf } from '../business-day.ts';
import { decideByOracle } from '../fixtures/decision-oracle.ts';
import { generatedCases } from '../fixtures/generated-cases.ts';
import type { GeneratedCase } from '../fixtures/generated-cases.ts';
import type { Decision } from './decide.ts';
import { REASONS } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** Told by `assess` of texts and of whoever asks, and by `adviseTogether` of several documents. */
const NOT_OF_DECIDE = ['text-shortened', 'country-not-sent', 'deal-split', 'reference-gap', 'would-be-refused'];

const CASES: readonly GeneratedCase[] = [...generatedCases()];

/** On the business day of the instant, so that a zone has something to spoil. */
function judge({ fields, existingNumber, today }: GeneratedCase): Decision {
  const day = today && businessDayOf(new Date(today.instant));
  return assess(fields, { existingNumber, ...(day === undefined ? {} : { today: day }) }).decision;
}

/** As the oracle spells it. A required document with faults is invalid, and keeps the reasons for which it is required. */
function inOneLine({ kind, reasons, faults, advisories, voluntary }: Decision): string {
  const isDue = codes(reasons).includes('net-above-threshold') && codes(reasons).includes('vat-charged');
  const decided = kind === 'invalid' && faults.length > 0 && isDue ? 'required' : kind;
  const may = voluntary === undefined ? '-' : voluntary.reason.code;
  return `${decided} | ${codes(reasons).join(' ')} | ${codes(advisories).toSorted().join(' ')} | ${may}`;
}

function codes(reasons: readonly Reason[]): readonly string[] {
  return reasons.map((reason) => reason.code);
}

/** Stands in a zone until the end of the test. */
function standIn(zone: string, minutesBehindUtc: number): void {
  vi.stubEnv('TZ', zone);
  expect(new Date('2026-01-14T12:00:00Z').getTimezoneOffset()).toBe(minutesBehindUtc);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('decide, beside an oracle', () => {
  it('agrees on more than 100,000 documents around every step: what is required, why, what to look at, what may be asked', () => {
    standIn('America/Los_Angeles', 480);
    const seen = new Map<string, number>();
    const differences: unknown[] = [];
    const broken = new Set<string>();
    for (const generated of CASES) {
      const decision = judge(generated);
      const found = inOneLine(decision);
      const expected = decideByOracle(generated);
      if (found !== expected && differences.length < 5) differences.push({ generated, expected, found });
      const { reasons, advisories, voluntary } = decision;
      if (voluntary !== undefined && voluntary.allowed !== (voluntary.reason.code === 'may-be-asked')) {
        differences.push({ generated, voluntary });
      }
      for (const part of [decision.kind, ...found.split(' ')]) seen.set(part, (seen.get(part) ?? 0) + 1);
      for (const { code, message } of [...reasons, ...advisories]) {
        if (/undefined|NaN|\(\)| {2}| [.,]|""/.test(`${message.he} ${message.en}`)) broken.add(code);
      }
    }
    expect(CASES.length).toBeGreaterThan(100_000);
    expect(differences).toEqual([]);
    expect([...broken], 'sentences with something left out').toEqual([]);
    // The set is worth something only where it reaches every answer, and not by chance.
    const reached = new Set([...seen].filter(([, times]) => times >= 100).map(([code]) => code));
    const answers = ['required', 'not-required', 'already-allocated', 'invalid', ...Object.keys(REASONS)];
    expect(answers.filter((answer) => !reached.has(answer)).toSorted()).toEqual(NOT_OF_DECIDE.toSorted());
  });
});

describe('in another zone, as in Los Angeles', () => {
  it.each([
    ['UTC', 0],
    ['Asia/Jerusalem', -120],
  ])('judges all documents alike: %s', (zone, minutesBehindUtc) => {
    standIn(zone, minutesBehindUtc);
    const differences: unknown[] = [];
    for (const generated of CASES) {
      // The oracle knows the day as a text and asks no zone.
      const found = inOneLine(judge(generated));
      if (found !== decideByOracle(generated) && differences.length < 5) differences.push({ generated, found });
    }
    expect(differences).toEqual([]);
  });
});
