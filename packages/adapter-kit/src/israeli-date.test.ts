import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDateProblem, parseIsraeliDate } from './israeli-date.ts';

describe('parseIsraeliDate', () => {
  it.each([
    ['03/04/2026', '2026-04-03'],
    ['3/4/2026', '2026-04-03'],
    ['03/04/26', '2026-04-03'],
    ['3.4.2026', '2026-04-03'],
    ['03-04-2026', '2026-04-03'],
    ['2026-04-03', '2026-04-03'],
    ['2026/4/3', '2026-04-03'],
    ['20260403', '2026-04-03'],
    ['2026-04-03T00:00:00', '2026-04-03'],
    ['2026-04-03 23:59', '2026-04-03'],
    ['2026-04-03T00:00:00.000Z', '2026-04-03'],
    ['2026-04-03T23:30:00+03:00', '2026-04-03'],
    ['03/04/2026 08:15:00', '2026-04-03'],
    ['3/4/2026 8:15 PM', '2026-04-03'],
    ['46115', '2026-04-03'],
    ['46115.75', '2026-04-03'],
    ['\u200f03/04/2026\u200e', '2026-04-03'],
    ['03\u200f/04\u200f/2026', '2026-04-03'],
    ['2026\u200e-\u200e04-03 08:15', '2026-04-03'],
    ['3\u200f/04/2026', undefined],
    ['2026-4\u200e-03', undefined],
    ['2024-1\u00ad-26', undefined],
    ['2026-04-\u00ad03', undefined],
    ['\u00ad03/04/2026', '2026-04-03'],
    ['\u00a003/04/2026 ', '2026-04-03'],
    ['29/02/2028', '2028-02-29'],
    ['3 באפריל 2026', '2026-04-03'],
    ['3 אפריל 2026', '2026-04-03'],
    ['3-אפר-26', '2026-04-03'],
    ["3 באפר' 2026", '2026-04-03'],
    ['03-Apr-2026', '2026-04-03'],
    ['3/APR/26', '2026-04-03'],
    ['03Apr2026', undefined],
    ['April 3, 2026', '2026-04-03'],
    ['Apr. 3rd, 2026', '2026-04-03'],
    ['3rd of April 2026', '2026-04-03'],
    ['2026-Apr-03', '2026-04-03'],
    ['3 בספטמבר 2026, 08:15', '2026-09-03'],
    ['31 ביוני 2026', undefined],
    ['3 באייר 2026', undefined],
    ['April 2026', undefined],
    ['Apr 3 26', undefined],
  ])('reads %j as %s', (text, day) => {
    expect(parseIsraeliDate(text)).toBe(day);
  });

  it.each([
    '',
    ' ',
    '-',
    '31/04/2026',
    '29/02/2026',
    '29/02/2100',
    '00/01/2026',
    '1/0/2026',
    '06/25/2026',
    '3/4',
    '3/4/226',
    '03/04-2026',
    '2026-13-01',
    '1899-12-31',
    '19999',
    '20240.529',
    '36525',
    '73051',
    '80001',
    '123456',
    '01062026',
    'אפריל 2026',
    'ט"ז בניסן תשפ"ו',
    '2026-05-31T21:00:00Z',
    '2026-05-31T21:00:00+00:00',
    '3/4/2026 שעה',
    '1.5',
    '0',
    '1e5',
  ])('refuses %j', (text) => {
    expect(parseIsraeliDate(text)).toBeUndefined();
  });

  it('follows a declared month-first order, and only for dates that have one', () => {
    expect(parseIsraeliDate('03/04/2026', 'month-first')).toBe('2026-03-04');
    expect(parseIsraeliDate('06/25/2026', 'month-first')).toBe('2026-06-25');
    expect(parseIsraeliDate('25/06/2026', 'month-first')).toBeUndefined();
    expect(parseIsraeliDate('2026-04-03', 'month-first')).toBe('2026-04-03');
  });

  it('takes nothing that is left of a day without separators for a serial', () => {
    for (const year of ['2024', '2025', '2026'])
      for (let month = 1; month <= 12; month += 1)
        for (let day = 1; day <= 31; day += 1) {
          const written = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
          expect([written.slice(3), parseIsraeliDate(written.slice(3))]).toEqual([written.slice(3), undefined]);
          expect([written.slice(0, 5), parseIsraeliDate(written.slice(0, 5))]).toEqual([
            written.slice(0, 5),
            undefined,
          ]);
        }
  });

  it('brings back every day that a serial can name from every spelling', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('/', '.', '-'), (date, separator) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000);
        expect(parseIsraeliDate(iso)).toBe(iso);
        expect(parseIsraeliDate([dayOfMonth, month, year].join(separator))).toBe(iso);
        expect(parseIsraeliDate([Number(dayOfMonth), Number(month), year].join(separator))).toBe(iso);
        expect(parseIsraeliDate([month, dayOfMonth, year].join(separator), 'month-first')).toBe(iso);
        expect(parseIsraeliDate(`${year}${month}${dayOfMonth}`)).toBe(iso);
        const isNear = iso >= '2020-01-01' && iso <= '2036-12-31';
        expect(parseIsraeliDate(String(serial))).toBe(isNear ? iso : undefined);
      }),
    );
  });

  it('answers any text with a day that exists, or not at all', () => {
    const digitsAndMarks = fc.string({ unit: fc.constantFrom(...Array.from('0123456789/.-: TZ')), maxLength: 20 });
    fc.assert(
      fc.property(digitsAndMarks, (text) => {
        const day = parseIsraeliDate(text);
        if (day === undefined) return;
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
    );
  });
});

describe('findDateProblem', () => {
  it.each([
    ['31/11/2026', { kind: 'no-such-day', year: 2026, month: 11, days: 30 }],
    ['31/06/26', { kind: 'no-such-day', year: 2026, month: 6, days: 30 }],
    ['29.2.2026', { kind: 'no-such-day', year: 2026, month: 2, days: 28 }],
    ['30/2/2028', { kind: 'no-such-day', year: 2028, month: 2, days: 29 }],
    ['2026-11-31', { kind: 'no-such-day', year: 2026, month: 11, days: 30 }],
    ['20261131', { kind: 'no-such-day', year: 2026, month: 11, days: 30 }],
    ['00/01/2026', { kind: 'no-such-day', year: 2026, month: 1, days: 31 }],
    ['31/11/2026 08:15', { kind: 'no-such-day', year: 2026, month: 11, days: 30 }],
    ['2026-25-06', { kind: 'no-such-month', month: 25 }],
    ['06/31/2026', { kind: 'no-such-month', month: 31 }],
    ['13/13/2026', { kind: 'no-such-month', month: 13 }],
    ['1/0/2026', { kind: 'no-such-month', month: 0 }],
    ['06/25/2026', { kind: 'other-order' }],
  ])('says of %j what is wrong', (text, problem) => {
    expect(findDateProblem(text)).toEqual(problem);
  });

  it('speaks of the declared order', () => {
    expect(findDateProblem('25/06/2026', 'month-first')).toEqual({ kind: 'other-order' });
    expect(findDateProblem('11/31/2026', 'month-first')).toMatchObject({ kind: 'no-such-day', days: 30 });
  });

  it.each(['30/11/2026', '46115', '', 'אפריל', '3/4', '01/01/1026', '2026-05-31T21:00:00Z'])(
    'has nothing to say of %j',
    (text) => {
      expect(findDateProblem(text)).toBeUndefined();
    },
  );
});

describe('a month that is written as a word', () => {
  // What the system itself writes is the yardstick.
  const forms = ['he-IL', 'en-US', 'en-GB', 'en-IL'].flatMap((language) =>
    (['long', 'medium'] as const).map((dateStyle) => new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' })),
  );

  it('is read as Hebrew and English systems write it', () => {
    const days = fc.integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 });
    fc.assert(
      fc.property(days, fc.constantFrom(...forms), fc.constantFrom('day-first', 'month-first'), (day, form, order) => {
        const date = new Date(day * 86_400_000);
        expect(parseIsraeliDate(form.format(date), order)).toBe(date.toISOString().slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });
});
