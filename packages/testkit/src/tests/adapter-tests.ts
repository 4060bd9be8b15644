import type { AdapterTest } from '../adapter-test.ts';
import { CHECK_TESTS } from './check-tests.ts';
import { CONFIG_TESTS } from './config-tests.ts';
import { CURSOR_TESTS } from './cursor-tests.ts';
import { HOSTILE_TESTS } from './hostile-tests.ts';
import { READ_TESTS } from './read-tests.ts';
import { RECORD_TESTS } from './record-tests.ts';
import { REREAD_TESTS } from './reread-tests.ts';
import { SESSION_TESTS } from './session-tests.ts';
import { SHAPE_TESTS } from './shape-tests.ts';

/** All that version 1 of the adapter contract promises. Each test gets an empty world. */
export const ADAPTER_TESTS: readonly AdapterTest[] = [
  ...SHAPE_TESTS,
  ...CONFIG_TESTS,
  ...CHECK_TESTS,
  ...READ_TESTS,
  ...CURSOR_TESTS,
  ...REREAD_TESTS,
  ...RECORD_TESTS,
  ...SESSION_TESTS,
  ...HOSTILE_TESTS,
];
