import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saidIn, isClosedForm, isNoLicence, isNoPermission, isReadOnly } from './said.ts';
import { agorotIn, dayIn, decimalIn, textIn } from './values.ts';

test('an amount is the same as a number of JSON and as a text', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (agorot) => {
      const text = (agorot / 100).toFixed(2);
      expect(agorotIn({ x: text }, 'x') === agorot).toBe(true);
      expect(agorotIn({ x: `${text}0000` }, 'x') === agorot).toBe(true);
      expect(agorotIn({ x: JSON.parse(text) as number }, 'x') === agorot).toBe(true);
    }),
  );
});

test.each([null, undefined, ''])('%j is no amount at all', (x) => expect(agorotIn({ x }, 'x')).toBeUndefined());
test.each(['1.005', 'אלף', '1,000.00', '1e5', 1.005, 1e13, Number.NaN, true, {}, []])('%j is a wrong amount', (x) => {
  expect(agorotIn({ x }, 'x')).toBeNaN();
});

test('what a server computed in binary is a hair beside two digits', () => {
  expect(agorotIn({ x: 0.1 + 0.2 }, 'x')).toBe(30);
  expect(agorotIn({ x: 11_799.999_999_999_998 }, 'x')).toBe(1_180_000);
});

test('the day is the first ten characters, whatever the rest says', () => {
  const offset = fc.constantFrom('T00:00:00+02:00', 'T00:00:00+03:00', 'T00:00:00Z', 'T23:59:59-05:00', '');
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, offset, (text, rest) => {
      expect(dayIn({ x: text + rest }, 'x')).toBe(text);
    }),
  );
});

test.each([
  ['summer, by Greenwich', '2026-06-14T21:00:00Z', '2026-06-15'],
  ['winter, by Greenwich', '2026-11-20T22:00:00.000Z', '2026-11-21'],
  ['the last day of a year', '2025-12-31T22:00:00+00:00', '2026-01-01'],
  ['summer time by a server that knows none', '2026-06-14T23:00:00+02:00', '2026-06-15'],
  // No midnight in Israel: a time of day, and the day is the one that is written.
  ['an evening in Israel', '2026-06-14T21:00:00+03:00', '2026-06-14'],
  ['winter, an hour early', '2026-11-20T21:00:00Z', '2026-11-20'],
  ['without a zone', '2026-06-14T21:00:00', '2026-06-14'],
])('a day that a server moved to the evening before is moved back: %s', (_, x, day) => {
  expect(dayIn({ x }, 'x')).toBe(day);
});

test.each(['2026-02-30T00:00:00Z', '2026-13-01', '26-01-01', '20260101', '2026-01-011', '', 20260101, null])(
  '%j is no day',
  (x) => expect(dayIn({ x }, 'x')).toBeUndefined(),
);

test('texts and quantities', () => {
  expect(textIn({ x: '  א ' }, 'x')).toBe('א');
  expect(textIn({ x: '  ' }, 'x')).toBeUndefined();
  expect(textIn({ x: 12 }, 'x')).toBe('12');
  expect(decimalIn({ x: '-1.5' }, 'x')).toBe('-1.5');
  expect(decimalIn({ x: '1.5.1' }, 'x')).toBeUndefined();
});

test.each<[string, string]>([
  ['{"error":{"code":"1","message":"no"}}', 'no'],
  ['{"error":{"message":{"lang":"he","value":"לא"}}}', 'לא'],
  ['{"AINVOICES":{"InterfaceErrors":{"text":"Line 1- סגור/nשורה"}}}', 'Line 1- סגור שורה'],
  ['{"InterfaceErrors":[{"text":"a"}]}', 'a'],
  ['<html><body><h1>502</h1></body></html>', '502'],
  ['', ''],
])('%s says %s', (text, said) => expect(saidIn(text)).toBe(said));

test('words of a refusal, whatever they are in, are short', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(saidIn(text).length).toBeLessThanOrEqual(300);
    }),
  );
});

test('refusals are told apart', () => {
  expect(isClosedForm('לא ניתן להפעיל API למסך זה')).toBe(true);
  expect(isNoPermission('אין לך הרשאה מתאימה')).toBe(true);
  expect(isReadOnly('שדה לקריאה בלבד')).toBe(true);
  expect(isNoLicence('אין רישיון לממשק REST')).toBe(true);
  expect(isReadOnly("The property 'X' does not exist")).toBe(true);
  // What the document itself is refused for is none of these.
  for (const said of [
    'התקופה סגורה לעדכון',
    'חסר מספר רישיון רכב',
    'The invoice cannot be changed',
    'Customer does not exist',
  ]) {
    expect([isClosedForm, isNoPermission, isReadOnly, isNoLicence].some((is) => is(said))).toBe(false);
  }
});
