import { waitUntilWritten } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { HashavshevetConfig } from './config.ts';
import { fileErrors } from './errors.ts';

const SETTLE_SECONDS = 2;

/**
 * Waits for data that a program is still writing, by the setting `settleSeconds`.
 *
 * @throws IshurError `hashavshevet/file-being-written` (`retry`).
 */
export async function waitForData(
  data: NamedFile,
  { settleSeconds = SETTLE_SECONDS }: HashavshevetConfig,
  options: { readonly signal: AbortSignal; readonly linesBelongTogether: boolean },
): Promise<void> {
  await waitUntilWritten(data, { settleMilliseconds: settleSeconds * 1000, errors: fileErrors, ...options });
}
