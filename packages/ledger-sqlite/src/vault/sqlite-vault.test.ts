import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSealer } from '@ishur/engine';
import type { SealedVault, Sealer } from '@ishur/engine';
import { VAULT_TESTS } from '@ishur/engine/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteVault } from './open-vault.ts';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const ACME = { tier: 'simulator', vatNumber: '777777715' };
const OTHER = { tier: 'simulator', vatNumber: '777777723' };
const LOGIN = '2026-06-30T09:00:00.000Z';
const PAIR = {
  accessToken: 'AAIgY2FuYXJ5LWFjY2Vzcw',
  accessExpiresAt: '2026-06-30T09:10:01.000Z',
  refreshToken: 'AAJjYW5hcnktcmVmcmVzaA',
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ishur-כספת-'));
  file = join(folder, 'ishur.vault');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(sealer: Sealer = createSealer([OLD]), path: string = file): Promise<SealedVault> {
  return openSqliteVault({
    file: path,
    sealer,
    runner: { name: 'test', isAlive: () => true },
    now: () => new Date(LOGIN),
  });
}

/** All bytes that lie in the folder. */
function bytes(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}

/** No token is sent. */
function never(): Promise<never> {
  return Promise.reject(new Error('a token was sent'));
}

function error(code: string, remedy: string = 'fix-config'): Error {
  return expect.objectContaining({ code, remedy }) as Error;
}

describe('the SQLite vault keeps the promises of the port', () => {
  for (const { name, run } of VAULT_TESTS) {
    test(name, () =>
      run({ open: async (process) => openSqliteVault({ file, sealer: createSealer([OLD]), ...process }) }),
    );
  }
});

describe('the tokens in the SQLite vault', () => {
  test('never stand in its files', async () => {
    await using vault = await open();
    await vault.store(ACME, PAIR, LOGIN);
    await vault.renew(
      ACME,
      () => false,
      async () => ({ ...PAIR, accessToken: 'AAMsecond', refreshToken: 'AANsecond' }),
    );
    for (const secret of [PAIR.accessToken, PAIR.refreshToken, 'AAMsecond', 'AANsecond']) {
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64').slice(0, -2),
        Buffer.from(secret).toString('hex'),
      ]) {
        expect(bytes()).not.toContain(form);
      }
    }
  });

  test('cannot be moved to another dealer, tier or column', async () => {
    await using vault = await open();
    for (const id of [ACME, OTHER, { ...ACME, tier: 'production' }]) await vault.store(id, PAIR, LOGIN);
    using database = new DatabaseSync(file);
    const row = (tier: string, vatNumber: string, column: string): string =>
      `(SELECT ${column} FROM connections WHERE tier = '${tier}' AND vat_number = '${vatNumber}')`;
    const acme = database
      .prepare(
        `SELECT access_token, refresh_token FROM connections WHERE tier = 'simulator' AND vat_number = '777777715'`,
      )
      .get();
    for (const from of [
      row('simulator', '777777723', 'refresh_token'),
      row('production', '777777715', 'refresh_token'),
      row('simulator', '777777715', 'access_token'),
    ]) {
      database.exec(
        `UPDATE connections SET refresh_token = ${from} WHERE tier = 'simulator' AND vat_number = '777777715'`,
      );
      await expect(vault.read(ACME)).rejects.toThrowError(error('key/damaged'));
      database
        .prepare(`UPDATE connections SET refresh_token = ? WHERE tier = 'simulator' AND vat_number = '777777715'`)
        .run(String(acme?.['refresh_token']));
    }
    expect((await vault.read(ACME))?.pair).toEqual(PAIR);
  });

  test('cannot be read with another key, and the list of connections can', async () => {
    {
      await using vault = await open();
      await vault.store(ACME, PAIR, LOGIN);
    }
    await using vault = await open(createSealer([NEW]));
    await expect(vault.read(ACME)).rejects.toThrowError(error('key/unknown'));
    const refused = vault.renew(
      ACME,
      () => false,
      async () => expect.unreachable(),
    );
    await expect(refused).rejects.toThrowError(error('key/unknown'));
    expect(await vault.list('simulator')).toHaveLength(1);
  });

  test('are sealed anew with the newest key, and nothing of the old one is left', async () => {
    const before = createSealer([OLD]);
    {
      await using vault = await open(before);
      await vault.store(ACME, PAIR, LOGIN);
      await vault.store(OTHER, { ...PAIR, scope: 'scope' }, LOGIN);
    }
    {
      await using vault = await open(createSealer([NEW, OLD]));
      expect(await vault.reseal()).toBe(2);
      expect(bytes()).not.toContain(`v1.${before.keyId}.`);
    }
    await using vault = await open(createSealer([NEW]));
    expect((await vault.read(ACME))?.pair).toEqual(PAIR);
    expect((await vault.read(OTHER))?.pair).toEqual({ ...PAIR, scope: 'scope' });
  });

  test('sealed anew while a refresh is under way do not cost the new pair', async () => {
    await using vault = await open();
    await using rotating = await open(createSealer([NEW, OLD]));
    await vault.store(ACME, PAIR, LOGIN);
    const brought = { ...PAIR, refreshToken: 'AANsecond' };
    await vault.renew(
      ACME,
      () => false,
      async () => {
        await rotating.reseal();
        return brought;
      },
    );
    expect((await rotating.read(ACME))?.pair).toEqual(brought);
  });

  test('leave nothing behind when they are forgotten', async () => {
    await using vault = await open();
    await vault.store(ACME, PAIR, LOGIN);
    expect(bytes()).toContain('v1.');
    await vault.forget(ACME);
    expect(bytes()).not.toContain('v1.');
  });
});

describe('a new pair that cannot be written', () => {
  test('is kept in the process and stored before anything else, and its token is not sent again', async () => {
    await using vault = await open();
    await vault.store(ACME, PAIR, LOGIN);
    using database = new DatabaseSync(file);
    const brought = { ...PAIR, accessToken: 'AAMsecond', refreshToken: 'AANsecond' };
    const renewed = vault.renew(
      ACME,
      () => false,
      async () => {
        database.exec(
          `CREATE TRIGGER full BEFORE UPDATE ON connections BEGIN SELECT RAISE(ABORT, 'disk is full'); END`,
        );
        return brought;
      },
    );
    await expect(renewed).rejects.toThrowError(error('vault/cannot-write'));
    const again = vault.renew(
      ACME,
      () => false,
      async () => expect.unreachable(),
    );
    await expect(again).rejects.toThrowError(error('vault/cannot-write'));
    database.exec('DROP TRIGGER full');
    const other = ({ accessToken }: { accessToken: string }): boolean => accessToken !== PAIR.accessToken;
    expect(await vault.renew(ACME, other, async () => expect.unreachable())).toEqual(brought);
    await using reader = await open();
    expect((await reader.read(ACME))?.pair).toEqual(brought);
  });
});

describe('the file of the SQLite vault', () => {
  test('is made with its folder, in a mode that lets others see nothing', async () => {
    const deep = join(folder, 'חדש', 'ishur.vault');
    await using vault = await open(undefined, deep);
    await vault.store(ACME, PAIR, LOGIN);
    const files = readdirSync(join(folder, 'חדש'));
    expect(files.toSorted()).toEqual(['ishur.vault', 'ishur.vault-shm', 'ishur.vault-wal']);
    // Windows knows no such mode; there the folder's permissions hold.
    const modes = files.map((name) => statSync(join(folder, 'חדש', name)).mode & 0o777);
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  test('is written with a write-ahead log', async () => {
    await using _vault = await open();
    using other = new DatabaseSync(file);
    expect(other.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
  });

  test('of another program, or of the ledger, is refused in words and stays as it was', async () => {
    const LEDGER_ID = 0x49_53_48_52;
    for (const applicationId of [0, LEDGER_ID]) {
      const other = join(folder, `${applicationId}.db`);
      {
        using database = new DatabaseSync(other);
        database.exec(`CREATE TABLE theirs (x); PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1`);
      }
      const before = readFileSync(other);
      await expect(open(undefined, other)).rejects.toThrowError(error('vault/not-a-vault'));
      expect(readFileSync(other).equals(before)).toBe(true);
    }
  });

  test('of a later version is refused in words', async () => {
    await (await open())[Symbol.asyncDispose]();
    using database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    await expect(open()).rejects.toThrowError(error('vault/too-new'));
  });

  test('that is something else, or damaged, is refused in words', async () => {
    writeFileSync(file, 'שלום '.repeat(2_000));
    await expect(open()).rejects.toThrowError(error('vault/not-a-vault'));
  });

  test.each(['{half', 'null', '5', '{}'])(
    'with a row that says %s where a cause belongs is refused in words',
    async (text) => {
      await using vault = await open();
      await vault.store(ACME, PAIR, LOGIN);
      const database = new DatabaseSync(file);
      database.prepare('UPDATE connections SET login_needed = ?').run(text);
      database.close();
      for (const end of await Promise.allSettled([
        vault.read(ACME),
        vault.list('simulator'),
        vault.renew(ACME, () => false, never),
      ])) {
        expect(end).toMatchObject({ status: 'rejected', reason: error('vault/not-a-vault') });
      }
    },
  );

  test('in a place where nothing can be written is refused in words', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(open(undefined, join(folder, 'file', 'ishur.vault'))).rejects.toThrowError(
      error('vault/cannot-write'),
    );
    await expect(open(undefined, folder)).rejects.toThrowError(error('vault/cannot-write'));
  });
});
