import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hideSecrets } from './secret.ts';
import { rememberSecretsWithin } from './secrets-within.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ishur-secrets-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what the settings of an adapter refer to is hidden from then on, wherever it stands', () => {
  writeFileSync(join(folder, 'token.txt'), 'out-of-a-file-7\r\n');
  const settings = {
    url: 'https://erp.example',
    token: { env: 'ERP_TOKEN' },
    companies: [{ name: 'a', login: { password: { file: './token.txt' } } }],
  };
  rememberSecretsWithin(settings, folder, { ERP_TOKEN: 'out-of-the-environment-7' });
  const shown = hideSecrets('refused: out-of-the-environment-7, and out-of-a-file-7 at https://erp.example');
  expect(shown).toBe('refused: ***, and *** at https://erp.example');
});

test('what is not there is passed over', () => {
  const settings = { token: { env: 'NOWHERE' }, other: { file: './nothing' }, none: null };
  expect(() => rememberSecretsWithin(settings, folder, {})).not.toThrow();
});
