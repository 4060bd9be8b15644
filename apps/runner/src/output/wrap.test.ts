import { expect, test } from 'vitest';
import { inVisualOrder } from './visual-order.ts';
import { wrap } from './wrap.ts';

test('lines end between words, and the lines that there are stay', () => {
  expect(wrap('one two three\nfour', 8)).toBe('one two\nthree\nfour');
  expect(wrap('a-word-that-is-too-long yes', 8)).toBe('a-word-that-is-too-long\nyes');
  expect(wrap('', 8)).toBe('');
  expect(wrap('  one two three', 9)).toBe('  one two\n  three');
});

test('the first words of a Hebrew sentence stay in the first line', () => {
  const lines = wrap('ספרת הביקורת אינה מתאימה', 14).split('\n').map(inVisualOrder);
  expect(lines).toEqual(['תרוקיבה תרפס', 'המיאתמ הניא']);
});
