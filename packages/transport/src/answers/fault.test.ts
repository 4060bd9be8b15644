import { describe, expect, test } from 'vitest';
import { AUTHORITY_CODES } from './authority-codes.ts';
import { faultOf } from './fault.ts';
import { redactor } from './redact.ts';

const plain = (text: string): string => text;

/** Every code of `domain` knowledge that a client may meet: API description 2.0 / 7.2024 and its predecessors. */
const KNOWN = '431 432 433 434 435 436 437 438 439 440 441 446 450 460 461 462 463 472'.split(' ');

test('there is a message for every known code, and for no other', () => {
  expect(Object.keys(AUTHORITY_CODES).toSorted()).toEqual(KNOWN);
});

test.each(KNOWN)('%s says in Hebrew and in English what is wrong and what to do', (code) => {
  const fault = faultOf({ code }, plain);
  expect(fault).toMatchObject({ code: `authority/${code}`, authorityCode: code, path: 'document' });
  expect(fault.message.he).toMatch(/[א-ת].*\..*\.|[א-ת].*[:;].*\./);
  expect(fault.message.en).toMatch(/^[A-Z][^א-ת]*\.$/);
});

test('an unknown code is carried through, with the words of the authority', () => {
  const fault = faultOf({ code: '447', text: 'Something new', param: 'branch_id', location: 'request' }, plain);
  expect(fault).toMatchObject({ code: 'authority/447', authorityCode: '447', path: 'branch' });
  for (const text of [fault.message.he, fault.message.en]) {
    expect(text).toContain('447');
    expect(text).toContain('Something new');
  }
});

describe('the path is the one of our fields', () => {
  test.each([
    ['customer_vat_number', 'customer.vatNumber'],
    ['Invoice_Date', 'documentDate'],
    ['items[0].category', 'items[0].category'],
    ['items.3.price_per_unit', 'items[3].pricePerUnit'],
    ['items[1]', 'items[1]'],
    ['items[1].novelty', 'items[1].novelty'],
    ['category', 'category'],
    ['novelty', 'novelty'],
    ['constructor', 'constructor'],
    [undefined, 'document'],
  ])('%s is %s', (param, path) => {
    expect(faultOf({ code: '431', ...(param !== undefined && { param }) }, plain).path).toBe(path);
  });
});

describe('what is quoted', () => {
  const sent = JSON.stringify({ customer_name: 'מאפיית הכפר בע"מ', user_id: 12345, items: [{ description: 'לחם' }] });
  const redact = redactor(sent, 'the-token');

  test('holds nothing that we sent, plain or escaped, and no number of a person', () => {
    const echo = `bad: מאפיית הכפר בע"מ, ${sent}, לחם, Bearer the-token, 031234561 [JSV0006]`;
    const clean = redact(echo);
    for (const secret of ['מאפיית', 'לחם', 'the-token', '031234561', '12345']) expect(clean).not.toContain(secret);
    expect(clean).toContain('[JSV0006]');
  });

  test('holds no end of a text that begins within another', () => {
    const overlapping = redactor(JSON.stringify(['abXY', 'XYcdef', 'b']), 'the-token');
    expect(overlapping('1 abXYcdef 2 XYcdefabXY 3 b')).toBe('1 *** 2 ****** 3 b');
  });

  test('holds no part of a text that goes on beyond what is looked at', () => {
    const long = `Long${'-token'.repeat(1200)}`;
    expect(redactor('{}', long)(`bad token ${long} of ${long}`)).toBe('bad token ***');
    expect(redactor('{}', 'canary-token')(`x${' '.repeat(4792)}canary-token`)).toBe('x ***');
  });

  test('holds no text into which something invisible was put', () => {
    expect(redact('the-\u200Btoken, the\u00AD-token, 03123\u200B4561')).toBe('***, ***, ***');
    const spaced = redactor(JSON.stringify(['Acme\u200F  Ltd']), 'the-token');
    expect(spaced('bad: Acme\u200F  Ltd')).toBe('bad: ***');
  });

  test('is well-formed, also where the authority sent half a character', () => {
    expect(redact('a\uD800b')).toBe('a\uFFFDb');
  });

  test('also in the name of a field, whatever its capitals', () => {
    const { path } = faultOf({ code: '999', param: 'Customer Acme Ltd' }, redactor('["Acme Ltd"]', 'the-token'));
    expect(path).toBe('customer ***');
    expect(faultOf({ code: '999', param: '\u202E' }, redact).path).toBe('document');
  });

  test('is short and has no control characters', () => {
    const clean = redact(`a\u0000\u001b[31m\n${'🧾'.repeat(10_000)}`);
    expect(clean).toMatch(/^a \[31m 🧾+…$/u);
    expect([...clean].length).toBe(301);
  });
});
