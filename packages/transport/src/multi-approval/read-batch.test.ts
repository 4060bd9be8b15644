import { IshurError } from '@ishur/contract';
import type { AllocationOutcome } from '@ishur/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksOf } from '../fixtures/asking.ts';
import { readBatch } from './read-batch.ts';
import type { BatchReading } from './read-batch.ts';

const NUMBER = '20260630120000000000000001';
const TRANSACTION = '20240710181229229191035598';
const approved = (invoice_id: unknown, confirmation_number: unknown = NUMBER): object => ({
  invoice_id,
  confirmation_number,
  approved: true,
});
const refused = (invoice_id: unknown, ...codes: readonly number[]): object => ({
  invoice_id,
  message: { errors: codes.map((code) => ({ code, message: 'x', param: 'vat_number', location: placeOf(code) })) },
  confirmation_number: '0',
  approved: false,
});
const placeOf = (code: number): string => (code >= 460 ? 'approval' : 'request');
const batch = (message: object, fields: object = {}): object => ({
  status: 200,
  transaction_id: TRANSACTION,
  is_error_in_main: false,
  message,
  ...fields,
});
const unconfirmed = (what: string): object => ({
  kind: 'unconfirmed',
  cause: { code: `transport/${what}`, remedy: 'retry' },
});

function read(ids: readonly string[], status: number, answer: unknown): BatchReading | undefined {
  const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return readBatch(asksOf(...ids), { status, body, redact: (text) => text }, unreadable);
}

function unreadable(): IshurError {
  return new IshurError({ code: 'transport/unreadable-answer', remedy: 'retry', message: { he: 'לא', en: 'no' } });
}

/** The outcomes by their ids. */
function outcomes(ids: readonly string[], status: number, answer: unknown): Readonly<Record<string, unknown>> {
  const reading = read(ids, status, answer);
  if (reading?.kind !== 'outcomes') throw new Error(`no outcomes but ${JSON.stringify(reading)}`);
  return Object.fromEntries(ids.map((id, index) => [id, reading.outcomes[index]]));
}

describe('each ask gets its own verdict, whatever the order and the form', () => {
  type Verdict = 'approved' | 'held' | 'decided' | 'rejected' | 'held-and-wrong' | 'missing';
  const verdict = fc.constantFrom<Verdict>('approved', 'held', 'decided', 'rejected', 'held-and-wrong', 'missing');
  const id = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9א-ת /_-]{1,20}$/).filter((text) => /[^\s0]/.test(text)),
    fc.integer({ min: 1 }).map(String),
  );
  interface Form {
    readonly isPascal: boolean;
    readonly isArray: boolean;
    readonly hasEmptyLists: boolean;
    readonly isRepeated: boolean;
    /** Errors beside the id instead of within its message: version 1. */
    readonly isFlat: boolean;
    readonly hasStrangers: boolean;
  }
  const forms = fc.record<Form>({
    isPascal: fc.boolean(),
    isArray: fc.boolean(),
    hasEmptyLists: fc.boolean(),
    isRepeated: fc.boolean(),
    isFlat: fc.boolean(),
    hasStrangers: fc.boolean(),
  });

  test('of random batches', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(id, verdict), { selector: ([each]) => each, minLength: 1, maxLength: 20 }),
        forms,
        fc.infiniteStream(fc.nat()),
        (asked, form, chances) => {
          const strangers = new Set(['stranger-1', 'stranger-2']);
          if (asked.some(([each]) => strangers.has(each))) return;
          const { answer, status } = answerTo(asked, form, () => chances.next().value ?? 0);
          const ids = asked.map(([each]) => each);
          if (asked.every(([, each]) => each === 'missing') && !form.hasStrangers) {
            expect(read(ids, status, answer)).toBeUndefined();
            return;
          }
          const result = outcomes(ids, status, answer);
          for (const [index, [each, expected]] of asked.entries()) {
            expect(result[each]).toMatchObject(meaningOf(expected, index));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  function answerTo(
    asked: readonly (readonly [string, Verdict])[],
    form: Form,
    chance: () => number,
  ): { readonly answer: unknown; readonly status: number } {
    const entries = asked.flatMap(([each, expected], index) =>
      Array.from({ length: form.isRepeated && chance() % 2 === 0 ? 2 : 1 }, () => entryOf(each, expected, index)),
    );
    const success = entries.flatMap(({ list, entry }) => (list === 'success' ? [entry] : []));
    const errors = entries.flatMap(({ list, entry }) => (list === 'errors' ? [entry] : []));
    if (form.hasStrangers) {
      errors.push(refused('stranger-1', 434));
      if (success.length > 0) success.push(approved('stranger-2'));
    }
    const shuffled = (list: readonly object[]): readonly object[] =>
      list
        .map((entry) => ({ entry, rank: chance() }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ entry }) => entry);
    const message = {
      ...((errors.length > 0 || form.hasEmptyLists) && { errors: shuffled(errors).map(flattened) }),
      ...((success.length > 0 || form.hasEmptyLists) && { success: shuffled(success) }),
    };
    // HTTP 400 only where nothing was approved: section 2.6.
    const status = success.length === 0 && chance() % 2 === 0 ? 400 : 200;
    const answer = batch(form.isArray ? [message] : message, { status });
    return { answer: form.isPascal ? pascal(answer) : answer, status };

    function flattened(entry: object): object {
      if (!form.isFlat || !('message' in entry)) return entry;
      const { message: inner, ...others } = entry;
      return { ...others, ...(inner as object) };
    }
  }

  function entryOf(each: string, expected: Verdict, index: number): { readonly list?: string; readonly entry: object } {
    switch (expected) {
      case 'approved':
        return { list: 'success', entry: approved(each, `2026063012000000000${1000 + index}`) };
      case 'held':
        return { list: 'errors', entry: refused(each, index % 2 === 0 ? 460 : 461) };
      case 'decided':
        return { list: 'errors', entry: refused(each, 462) };
      case 'rejected':
        return { list: 'errors', entry: refused(each, 434, 436) };
      case 'held-and-wrong':
        return { list: 'errors', entry: refused(each, 462, 446) };
      case 'missing':
        return { entry: {} };
    }
  }

  function meaningOf(expected: Verdict, index: number): object {
    switch (expected) {
      case 'approved':
        return { kind: 'allocated', number: `2026063012000000000${1000 + index}` };
      case 'held':
        return { kind: 'held', choiceKnown: false };
      case 'decided':
      case 'held-and-wrong':
        return { kind: 'held', choiceKnown: true };
      case 'rejected':
        return { kind: 'rejected' };
      case 'missing':
        return unconfirmed('missing-from-answer');
    }
  }
});

describe('what the lists say of one invoice', () => {
  test.each([
    ['462 beside 446', 200, { errors: [refused('a', 462, 446)] }, { kind: 'held', choiceKnown: true }],
    ['the same refusal twice', 200, { errors: [refused('a', 434), refused('a', 435)] }, { kind: 'rejected' }],
    ['the same number twice', 200, { success: [approved('a'), approved('a')] }, { kind: 'allocated' }],
    ['two numbers', 200, { success: [approved('a'), approved('a', '1')] }, unconfirmed('contradictory-answer')],
    [
      'approved and refused',
      200,
      { success: [approved('a')], errors: [refused('a', 434)] },
      unconfirmed('contradictory-answer'),
    ],
    ['held and wrong', 200, { errors: [refused('a', 460), refused('a', 434)] }, unconfirmed('contradictory-answer')],
    ['held in two ways', 200, { errors: [refused('a', 461), refused('a', 462)] }, unconfirmed('contradictory-answer')],
    [
      'approved, and something unreadable',
      200,
      { success: [approved('a'), { invoice_id: 'a' }] },
      unconfirmed('contradictory-answer'),
    ],
    ['approved under HTTP 400', 400, { success: [approved('a')] }, unconfirmed('unreadable-answer')],
    ['approved in the list of errors', 200, { errors: [approved('a')] }, unconfirmed('unreadable-answer')],
    ['refused in the list of successes', 200, { success: [refused('a', 434)] }, unconfirmed('unreadable-answer')],
    ['approved without a number', 200, { success: [approved('a', '0')] }, unconfirmed('unreadable-answer')],
    ['approved with a JSON number', 200, { success: [approved('a', 12)] }, unconfirmed('unreadable-answer')],
    ['an error without a code or place', 200, { errors: [{ invoice_id: 'a' }] }, unconfirmed('unreadable-answer')],
    ['only another invoice', 200, { success: [approved('b')] }, unconfirmed('missing-from-answer')],
    ['almost its id', 200, { success: [approved('a ')] }, unconfirmed('missing-from-answer')],
  ])('%s', (_name, status, message, means) => {
    expect(outcomes(['a'], status, batch(message))).toMatchObject({ a: means });
  });

  test('faults of both entries are told', () => {
    const { a } = outcomes(['a'], 400, batch({ errors: [refused('a', 434), refused('a', 435)] }));
    expect((a as Extract<AllocationOutcome, { kind: 'rejected' }>).faults.map(({ code }) => code)).toEqual([
      'authority/434',
      'authority/435',
    ]);
  });

  test('what is not known is told with the number of the transaction', () => {
    const message = { success: [approved('b')] };
    expect(outcomes(['a'], 200, batch(message))).toMatchObject({ a: { cause: { authorityErrorId: TRANSACTION } } });
    expect(outcomes(['a'], 200, pascal(batch(message)))).toMatchObject({
      a: { cause: { authorityErrorId: TRANSACTION } },
    });
  });
});

describe('an id that comes as a JSON number', () => {
  test.each([
    ['is its text', ['8748489', 'x'], '8748489', 'allocated'],
    ['may be another, with zeros in front', ['8748489', '08748489'], '8748489', 'unconfirmed'],
    ['is not the one with zeros in front', ['08748489'], '8748489', 'unconfirmed'],
    ['has lost digits', ['9007199254740993'], '9007199254740993', 'unconfirmed'],
    ['has lost digits, but looks right', ['9007199254740992'], '9007199254740992', 'unconfirmed'],
    ['is no whole number', ['8748489.5'], '8748489.5', 'unconfirmed'],
  ])('%s', (_name, ids, number, kind) => {
    const answer = JSON.stringify(batch({ success: [approved('#')] })).replace('"#"', number);
    expect(outcomes(ids, 200, answer)).toMatchObject({ [ids[0] ?? '']: { kind } });
  });
});

describe('the envelope as a whole is refused', () => {
  const header = { errors: [refused('0', 438)] };
  const validator = { errors: [{ value: 'x', msg: 'Invalid', param: 'invoices_amount', location: 'body' }] };
  test.each([
    ['by its header', batch(header, { is_error_in_main: true })],
    ['by its header, with an empty list of successes', batch({ ...header, success: [] }, { is_error_in_main: true })],
    ['by its header, in PascalCase', pascal(batch([header], { is_error_in_main: true }))],
    ['without a list', { status: 400, is_error_in_main: true }],
    ['by the validator', { status: 400, message: validator, error_id: 'e-1' }],
  ])('%s', (_name, answer) => {
    expect(read(['a'], 400, answer)).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['under HTTP 200', 200, batch(header, { is_error_in_main: true })],
    ['that is not the header', 400, batch(header)],
    ['in words', 400, batch(header, { is_error_in_main: 'true' })],
    ['by something that holds it', 400, { status: 400, message: { errors: [{ code: 460 }] } }],
    ['by nothing', 400, batch({})],
    ['by nothing that can be read', 400, '<html>'],
  ])('but not %s: there is no verdict', (_name, status, answer) => {
    expect(read(['a'], status, answer)).toBeUndefined();
  });

  test.each([
    ['one of ours is in it', batch({ errors: [refused('a', 434)] }, { is_error_in_main: true }), 'rejected'],
    ['a stranger is in it', batch({ errors: [refused('z', 434)] }, { is_error_in_main: true }), 'unconfirmed'],
    [
      'something was approved',
      batch({ ...header, success: [approved('z')] }, { is_error_in_main: true }),
      'unconfirmed',
    ],
    ['the successes are no list', batch({ ...header, success: 'a' }, { is_error_in_main: true }), 'unconfirmed'],
    ['it holds a number', batch(header, { is_error_in_main: true, confirmation_number: NUMBER }), 'unconfirmed'],
    ['it says approved', batch(header, { is_error_in_main: true, approved: true }), 'unconfirmed'],
  ])('but not where %s', (_name, answer, kind) => {
    expect(outcomes(['a'], 400, answer)).toMatchObject({ a: { kind } });
  });

  test('with the codes of the header', () => {
    const reading = read(['a'], 400, batch(header, { is_error_in_main: true }));
    expect(reading).toMatchObject({ faults: [{ authorityCode: '438' }], transactionId: TRANSACTION });
  });
});

/** Names as version 1 spells them. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key === 'transaction_id' ? 'TransactionID' : key.replaceAll(/(^|_)([a-z])/g, (all) => all.toUpperCase()),
      pascal(field),
    ]),
  );
}
