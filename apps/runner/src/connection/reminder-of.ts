import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { ConnectionId } from '@ishur/core';
import { connectionReminder } from '@ishur/engine';
import type { ConnectionReminder, Vault } from '@ishur/engine';

/** What a person should be told about a log-in; nothing where a failure of this run says it already. */
export async function reminderOf(
  vault: Pick<Vault, 'read'>,
  id: ConnectionId,
  now: Date,
  failures: readonly { readonly error: IshurError }[],
): Promise<ConnectionReminder | undefined> {
  if (failures.some(({ error }) => error.code.startsWith('connection/'))) return undefined;
  try {
    const kept = await vault.read(id);
    const reminder = kept === undefined ? undefined : connectionReminder(kept.status, now);
    return reminder?.level === 'fine' ? undefined : reminder;
  } catch (error) {
    // A vault that cannot be read has told it where it was needed; `ishur connections` and `ishur doctor` do too.
    if (isIshurError(error)) return undefined;
    throw error;
  }
}
