import { IshurError } from '@ishur/contract';
import { expect, test } from 'vitest';
import { createFailures } from './failures.ts';

function failureOf(code: string): IshurError {
  return new IshurError({ code, remedy: 'retry', message: { he: 'בדיקה', en: 'A test.' } });
}

test('of each code some are kept, and the others counted', () => {
  const failures = createFailures();
  for (let count = 0; count < 250; count += 1) failures.note(failureOf('test/often'));
  failures.note(failureOf('test/once'));
  expect(failures.kept).toHaveLength(101);
  expect(failures.kept.at(-1)?.code).toBe('test/once');
  expect(failures.beyond()).toBe(150);
});
