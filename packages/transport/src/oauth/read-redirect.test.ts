import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIshurError } from '@ishur/contract';
import { readRedirect } from './read-redirect.ts';

const STATE = 'the-state';
const code = (found: string): object => expect.objectContaining({ code: found });

test.each([
  ['the whole address', 'http://localhost:9999/back?code=AB%2BC%3D&state=the-state'],
  ['in another order', 'http://localhost:9999/?state=the-state&code=AB%2BC%3D'],
  ['with an anchor that a browser added', 'https://example.org/back?code=AB%2BC%3D&state=the-state#_=_'],
  ['only the query', '?code=AB%2BC%3D&state=the-state'],
  ['only the parameters', 'code=AB%2BC%3D&state=the-state'],
  ['only the code', 'AB+C='],
  ['only the code, as it stands in an address', 'AB%2BC%3D'],
  ['what a terminal and a message add', ' \u200f"http://localhost:9999/back?code=AB%2BC%3D\r\n&state=the-state" '],
])('%s', (_name, text) => {
  expect(readRedirect(text, STATE)).toBe('AB+C=');
});

test.each([
  ['http://localhost:9999/?code=AB&state=other', 'connection/state-mismatch'],
  ['http://localhost:9999/?code=AB', 'connection/state-mismatch'],
  ['http://localhost:9999/?code=AB&state=the-state&state=the-state', 'connection/state-mismatch'],
  ['?error=access_denied&state=other', 'connection/state-mismatch'],
  ['http://localhost:9999/?state=the-state', 'connection/no-code'],
  ['http://localhost:9999/?code=&state=the-state', 'connection/no-code'],
  ['http://localhost:9999/?code=A&code=B&state=the-state', 'connection/no-code'],
  ['http://localhost:9999/?code=%D7%90&state=the-state', 'connection/no-code'],
  ['http://localhost:9999/', 'connection/state-mismatch'],
  ['', 'connection/no-code'],
  ['   ', 'connection/no-code'],
  ['שלום', 'connection/no-code'],
  ['x'.repeat(5000), 'connection/no-code'],
  ['x'.repeat(1_000_000), 'connection/no-code'],
  ['?error=access_denied&error_description=The+user+said+no&state=the-state', 'connection/access-denied'],
  ['?error=unauthorized_client&state=the-state', 'connection/client-refused'],
  ['?error=invalid_scope&state=the-state', 'connection/scope-refused'],
  ['?error=invalid_request&error_description=Redirect+URI+missing&state=the-state', 'connection/redirect-refused'],
  ['?error=server_error&state=the-state', 'connection/login-unavailable'],
  ['?error=unsupported_response_type&state=the-state', 'connection/request-refused'],
])('%s: %s', (text, expected) => {
  expect(() => readRedirect(text.slice(0, 2_000_000), STATE)).toThrow(code(expected));
});

test('what the authority said is shown', () => {
  const text = '?error=access_denied&error_description=The+user+said+no&state=the-state';
  expect(() => readRedirect(text, STATE)).toThrow('"The user said no"');
});

test('whatever is pasted: a code, or words; and the state of an address always counts', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200 }),
      fc.constantFrom('', '?', 'http://localhost/?', '?code=a&'),
      (text, start) => {
        const pasted = start + text;
        try {
          const found = readRedirect(pasted, STATE);
          expect(found).toMatch(/^[\x21-\x7e]+$/);
          if (pasted.includes('?code=')) expect(pasted).toContain(STATE);
        } catch (error) {
          expect(isIshurError(error)).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
