import type { LocalizedMessage } from '@ishur/contract';

/** The adapter's id, as `adapter:` in the configuration and every code of an error name it. Never change it once it is used. */
export const ID = 'sample-books';

/** REPLACE `en` by the system's name in English. How messages call the system. */
export const SYSTEM: LocalizedMessage = { he: 'ספרי דוגמה', en: 'sample-books' };
