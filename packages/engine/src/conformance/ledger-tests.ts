import { COMMIT_TESTS } from './ledger-commit-tests.ts';
import { JOURNAL_TESTS } from './ledger-journal-tests.ts';
import { LIST_TESTS } from './ledger-list-tests.ts';
import type { LedgerTest } from './ledger-world.ts';

export type { LedgerTest, LedgerWorld } from './ledger-world.ts';

/** All that a ledger promises. Each test gets an empty world. */
export const LEDGER_TESTS: readonly LedgerTest[] = [...COMMIT_TESTS, ...LIST_TESTS, ...JOURNAL_TESTS];
