import { cursorLost } from './errors.ts';
import type { Status } from './service.ts';

/** Names the installation too: a number alone would also fit another server, and documents would be passed over. */
export function cursorOf({ installation }: Status, revision: number): string {
  return `${installation}:${revision}`;
}

/**
 * The revision after which reading goes on.
 *
 * @throws IshurError `adapter/cursor-lost` where the cursor is of another installation, or of its future (a backup was restored).
 */
export function revisionOf(cursor: string, status: Status): number {
  const [installation, revision = ''] = cursor.split(':');
  const isOurs = installation === status.installation && /^\d{1,15}$/.test(revision);
  if (!isOurs || Number(revision) > status.revision) throw cursorLost();
  return Number(revision);
}
