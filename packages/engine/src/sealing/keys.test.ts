import { isIshurError } from '@ishur/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKey, parseKeys } from './keys.ts';

const KEY = fc.uint8Array({ minLength: 32, maxLength: 32 });
const FORM = fc.constantFrom<(key: Uint8Array) => string>(
  (key) => Buffer.from(key).toString('base64'),
  (key) => Buffer.from(key).toString('base64').replace('=', ''),
  (key) => Buffer.from(key).toString('base64url'),
  (key) => Buffer.from(key).toString('hex'),
  (key) => Buffer.from(key).toString('hex').toUpperCase(),
);

describe('keys', () => {
  test('are read in the order in which they stand, whatever the form', () => {
    const written = fc.array(fc.record({ key: KEY, form: FORM }), { minLength: 1, maxLength: 4 });
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const between = fc.constantFrom('', '# המפתח הקודם', '   ');
    fc.assert(
      fc.property(written, lineEnd, between, fc.boolean(), (keys, end, other, hasMark) => {
        const lines = keys.flatMap(({ key, form }) => [other, `  ${form(key)}\t`]);
        const text = `${hasMark ? '\uFEFF' : ''}${lines.join(end)}${end}`;
        expect(parseKeys(text).map((key) => [...key])).toEqual(keys.map(({ key }) => [...key]));
      }),
    );
  });

  test('are made at random, in the form that is read', () => {
    const [first = expect.unreachable(), second] = parseKeys(`${newKey()}\n${newKey()}`);
    expect(first).toHaveLength(32);
    expect(first).not.toEqual(second);
  });

  const good = Buffer.alloc(32, 7).toString('base64');
  test.each([
    ['nothing', '', 'no key'],
    ['comments alone', '# key\r\n\r\n', 'no key'],
    ['a pass phrase', 'correct horse battery staple secret', 'Line 1'],
    ['31 bytes', `${good}\n${Buffer.alloc(31, 9).toString('base64')}`, 'Line 2'],
    ['33 bytes', Buffer.alloc(33, 9).toString('base64'), 'Line 1'],
    ['63 digits', 'ab'.repeat(32).slice(1), 'Line 1'],
    ['two keys on one line', `${good} ${good}`, 'Line 1'],
    ['bits beyond the last byte', `${'/'.repeat(43)}=`, 'Line 1'],
    ['UTF-16', Buffer.from(good, 'utf16le').toString('utf8'), 'UTF-8'],
    ['a large file', `${good}\n`.repeat(2_000), 'too large'],
  ])('%s is refused without being shown', (_name, text, said) => {
    const error = thrownBy(() => parseKeys(text, './ishur.key'));
    if (!isIshurError(error)) return expect.unreachable();
    expect(error).toMatchObject({ code: 'key/unreadable', remedy: 'fix-config' });
    expect(error.text.en).toContain('./ishur.key: ');
    expect(error.text.en).toContain(said);
    for (const line of text.split(/\s+/).filter((word) => word.length > 6)) {
      expect(`${error.text.he} ${error.text.en} ${error.stack}`).not.toContain(line);
    }
    return undefined;
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
