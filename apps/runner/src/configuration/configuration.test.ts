import { describe, expect, test } from 'vitest';
import { validateConfiguration } from './schema.ts';

const BUSINESS = {
  id: 'acme',
  vatNumber: '777777715',
  operator: { name: 'office' },
  sources: [{ id: 'office', adapter: 'csv' }],
};

function issuesOf(changes: object): readonly string[] {
  const { issues = [] } = validateConfiguration({
    authority: { tier: 'simulator' },
    businesses: [BUSINESS],
    ...changes,
  });
  return issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`);
}

test('the least that a configuration holds is valid', () => {
  expect(issuesOf({})).toEqual([]);
});

describe('a secret in the configuration itself', () => {
  test.each([['very-secret'], [{ value: 'very-secret' }], [5]])(
    '%j: says where it belongs, and never shows it',
    (secret) => {
      const issues = issuesOf({ client: { id: 'my-client', secret } });
      expect(issues).toEqual([expect.stringMatching(/^client\.secret: .*\{ env: NAME \} or \{ file: path \}/)]);
      expect(issues.join('\n')).not.toContain('very-secret');
    },
  );
});

test.each([[0], [-1], [1e-9], [Number.POSITIVE_INFINITY], ['5']])(
  'a pace of %j calls a second is none',
  (perSecond) => {
    expect(issuesOf({ authority: { tier: 'simulator', limits: { perSecond } } })).toEqual([
      expect.stringContaining('authority.limits.perSecond'),
    ]);
  },
);

test('what is wrong is said in both languages, at the key that is wrong', () => {
  const { issues = [] } = validateConfiguration({
    authority: { tier: 'test' },
    bussinesses: [],
    businesses: [{ ...BUSINESS, vatNumber: 'x' }],
  });
  const found = new Map(issues.map(({ path, message }) => [path.join('.'), message]));
  expect([...found.keys()].toSorted()).toEqual(['authority.tier', 'businesses.0.vatNumber', 'bussinesses']);
  for (const { he, en } of found.values()) {
    expect(he).toMatch(/[א-ת]{3}/);
    expect(en).not.toMatch(/[א-ת]/);
  }
});

test('a list of purchases under sources is refused, and told where it belongs', () => {
  const source = { id: 'office', adapter: 'csv', with: { path: 'a.csv', holds: 'purchases' } };
  expect(issuesOf({ businesses: [{ ...BUSINESS, sources: [source] }] })).toEqual([
    expect.stringMatching(/^businesses\.0\.sources\.0\.with\.holds: .*`purchases`/),
  ]);
  const purchases = [{ id: 'bought', adapter: 'csv', with: source.with }];
  expect(issuesOf({ businesses: [{ ...BUSINESS, purchases }] })).toEqual([]);
});

test.each([
  [{ operator: { name: '0' } }, 'businesses.0.operator.name'],
  [{ operator: { id: '5' } }, 'businesses.0.operator.id'],
  [{ vatNumber: '5' }, 'businesses.0.vatNumber'],
])('%j, which the authority would refuse in every ask, is refused here', (changes, path) => {
  expect(issuesOf({ businesses: [{ ...BUSINESS, ...changes }] })).toEqual([expect.stringMatching(`^${path}: `)]);
});
