import { describe, expect, test } from 'vitest';
import { addressOf, serviceUrl } from './service-url.ts';
import { DEFAULT_PATHS } from './settings.ts';
import type { Tier } from './settings.ts';

const { approval } = DEFAULT_PATHS;

const options = (tier: Tier, address: string | undefined): Parameters<typeof addressOf>[1] => ({
  tier,
  ...(address !== undefined && { address }),
});

test('the look-ups of production have a server of their own', () => {
  expect(addressOf('information', { tier: 'production' })).toBe('https://openapi.taxes.gov.il');
  expect(addressOf('information', { tier: 'sandbox' })).toBe('https://ita-api.taxes.gov.il');
  expect(addressOf('login', { tier: 'sandbox' })).toBe('https://openapi.taxes.gov.il');
  expect(addressOf('login', { tier: 'sandbox', address: 'https://egress.example' })).toBe('https://egress.example');
  expect(addressOf('login', { tier: 'simulator' })).toBeUndefined();
});

test.each([
  ['sandbox', undefined, 'https://ita-api.taxes.gov.il/shaam/tsandbox/Invoices/v2/Approval'],
  ['production', undefined, 'https://ita-api.taxes.gov.il/shaam/production/Invoices/v2/Approval'],
  ['simulator', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/shaam/tsandbox/Invoices/v2/Approval'],
  ['simulator', 'http://[::1]:8080/', 'http://[::1]:8080/shaam/tsandbox/Invoices/v2/Approval'],
  ['production', 'https://egress.example/ita/', 'https://egress.example/ita/shaam/production/Invoices/v2/Approval'],
] as const)('%s at %s', (tier, address, expected) => {
  expect(serviceUrl(tier, addressOf('services', options(tier, address)), approval).href).toBe(expected);
});

describe('refuses, as a matter of settings,', () => {
  test.each<[string, Tier, string | undefined, string, string]>([
    [
      'a path of production at the sandbox',
      'sandbox',
      undefined,
      '/shaam/production/Invoices/v2/Approval',
      'transport/other-tier',
    ],
    [
      'a path of the sandbox at production',
      'production',
      undefined,
      '/shaam/tsandbox/Invoices/v2/Approval',
      'transport/other-tier',
    ],
    [
      'an address that names the other tier',
      'sandbox',
      'https://egress.example/shaam/Production',
      approval,
      'transport/other-tier',
    ],
    ['the other tier in disguise', 'sandbox', undefined, '/shaam/%70roduction/x', 'transport/other-tier'],
    ['production at the simulator', 'simulator', 'http://127.0.0.1:1', '/shaam/production/x', 'transport/other-tier'],
    [
      'the authority itself at the simulator',
      'simulator',
      'https://ita-api.taxes.gov.il',
      approval,
      'transport/other-tier',
    ],
    ['no address of the simulator', 'simulator', undefined, approval, 'transport/invalid-address'],
    ['plain http', 'production', 'http://egress.example', approval, 'transport/invalid-address'],
    ['what only looks like loopback', 'sandbox', 'http://127.0.0.1.example', approval, 'transport/invalid-address'],
    ['another protocol', 'sandbox', 'ftp://127.0.0.1', approval, 'transport/invalid-address'],
    ['no URL', 'sandbox', 'ita-api', approval, 'transport/invalid-address'],
    ['a query', 'sandbox', undefined, '/x?a=1', 'transport/invalid-address'],
  ])('%s', (_name, tier, address, path, code) => {
    expect(() => serviceUrl(tier, addressOf('services', options(tier, address)), path)).toThrow(
      expect.objectContaining({ code, remedy: 'fix-config' }),
    );
  });

  test('credentials, without repeating them', () => {
    expect(() => serviceUrl('sandbox', 'https://me:secret@egress.example', approval)).toThrow(
      expect.objectContaining({ code: 'transport/invalid-address', message: expect.not.stringContaining('secret') }),
    );
  });
});
