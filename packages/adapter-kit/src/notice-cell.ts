import type { Settlement } from '@ishur/contract/v1';

/** Between two notices in one cell. */
const PARTED = ' · ';

type Notice = Settlement['notices'][number];

/** The notices of a document as one cell of one line; empty where there are none. */
export function noticeCell(notices: readonly Notice[]): string {
  return notices.map(textOf).join(PARTED);
}

/** A cell that {@link noticeCell} made, without the notices that are withdrawn (`Settlement.withdrawn`). */
export function withoutNotices(cell: string, withdrawn: readonly Notice[]): string {
  const taken = withdrawn.map(textOf);
  return cell
    .split(PARTED)
    .filter((part) => !taken.includes(part))
    .join(PARTED);
}

function textOf({ text }: Notice): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
