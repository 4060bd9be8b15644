import { expect, test } from 'vitest';
import { createFewInFull } from './few-in-full.ts';

test('the first failures are told in full, and further ones in a line that says what was found', () => {
  const tell = createFewInFull(2);
  const failures = [1, 2, 3].map(
    (number) => new Error(`read/${number}\n  The contract: …\n  Found: nothing ${'x'.repeat(999)}\n and more`),
  );
  const told = failures.map(tell);
  expect(told.slice(0, 2)).toEqual(failures.slice(0, 2));
  const last = told[2];
  expect(last).toMatchObject({ message: expect.stringMatching(/^nothing x{292} \(read\/3 · .*\)$/) as string });
  expect(last instanceof Error && last.stack?.split('\n')).toHaveLength(1);
  expect(last instanceof Error && last.cause).toBeUndefined();
  expect(tell('no error')).toBe('no error');
});
