import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../answers/parse-answer.ts';
import { OTHER_FORMS } from '../fixtures/answers.ts';
import { readOutcome } from './read-outcome.ts';

function read(status: number, body: unknown): ReturnType<typeof readOutcome> {
  const answer = parseAnswer(typeof body === 'string' ? body : JSON.stringify(body));
  return answer && readOutcome(status, answer, (text) => text);
}

const NUMBER = '20240627231846297178091822';
const listed = (...errors: unknown[]): unknown => ({ message: { errors }, confirmation_number: '0', approved: false });

describe('other forms of the same answers', () => {
  test.each(OTHER_FORMS)('$source', ({ status, answer, means }) => {
    expect(read(status, answer)).toMatchObject(means);
  });
});

describe('allocated is only what fulfils the whole rule', () => {
  test.each([
    ['HTTP 400', 400, { approved: true, confirmation_number: NUMBER }],
    ['HTTP 201', 201, { approved: true, confirmation_number: NUMBER }],
    ['not approved', 200, { approved: false, confirmation_number: NUMBER }],
    ['approved in words', 200, { approved: 'true', confirmation_number: NUMBER }],
    ['the text 0', 200, { approved: true, confirmation_number: '0' }],
    ['nothing but zeros', 200, { approved: true, confirmation_number: '000000' }],
    ['a JSON number, which has lost digits', 200, `{"approved":true,"confirmation_number":${NUMBER}}`],
    ['letters', 200, { approved: true, confirmation_number: 'IL-2026-1' }],
    ['thirty-one digits', 200, { approved: true, confirmation_number: '1'.repeat(31) }],
    ['no number', 200, { approved: true }],
  ])('%s brings no verdict', (_name, status, answer) => {
    expect(read(status, answer)).toBeUndefined();
  });

  test('zeros in front belong to the number', () => {
    expect(read(200, { approved: true, confirmation_number: '000000001' })).toEqual({
      kind: 'allocated',
      number: '000000001',
    });
  });
});

describe('codes and places decide, words never do', () => {
  test.each([
    ['460 as text, in no place', 200, listed({ code: '460' }), 'held'],
    ['462 under another heading', 400, listed({ code: 462, location: 'request' }), 'held'],
    ['434 in a strange place', 200, listed({ code: 434, location: 'approval' }), 'rejected'],
    ['an unknown code of approval', 200, listed({ code: 447, location: 'approval' }), 'held'],
    ['an unknown code of the request', 200, listed({ code: 447, location: 'request' }), 'rejected'],
    ['words that say approved', 400, listed({ code: 434, message: 'Invoice approved' }), 'rejected'],
    ['an unknown code in no place, HTTP 400', 400, listed({ code: 447 }), 'rejected'],
    ['an unknown code in no place, HTTP 200', 200, listed({ code: 447 }), undefined],
    ['an unknown one beside a known one', 200, listed({ code: 447 }, { code: 434 }), undefined],
    ['461 beside 446', 400, listed({ code: 446, location: 'request' }, { code: 461, location: 'approval' }), 'held'],
    ['an empty list', 400, listed(), undefined],
    ['a list of nothing', 400, listed({}, null, 'x'), undefined],
  ])('%s', (_name, status, answer, kind) => {
    expect(read(status, answer)?.kind).toBe(kind);
  });

  test('462 says that a choice is known, also beside 460', () => {
    expect(read(200, listed({ code: 460 }, { code: 462 }))).toMatchObject({ kind: 'held', choiceKnown: true });
    expect(read(200, listed({ code: 460 }, { code: 461 }))).toMatchObject({ kind: 'held', choiceKnown: false });
  });
});
