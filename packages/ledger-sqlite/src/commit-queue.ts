import type { Connection } from './connection.ts';

/** What is done with the commits of one group. Settles each that it took, and throws only where it took none. */
export type CommitGroup = (take: () => readonly WaitingCommit[]) => Promise<void>;

/** A commit, and whoever waits for it. */
export interface WaitingCommit {
  /** How many cases it changes. */
  readonly size: number;
  /** Writes it within the transaction that is open. */
  readonly write: (connection: Connection) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Cases that one transaction changes, about, so that no other process waits long for its turn. */
const LARGEST_GROUP = 256;

/**
 * Lets the commits that arrive in one turn of the event loop, or while a lock is waited for, share a transaction and its
 * fsync. One that is alone waits for nothing but the end of its turn.
 */
export class CommitQueue {
  readonly #commitGroup: CommitGroup;
  #waiting: WaitingCommit[] = [];
  #work: Promise<void> | undefined;

  constructor(commitGroup: CommitGroup) {
    this.#commitGroup = commitGroup;
  }

  /** Resolves when it is on the disk. */
  async add(size: number, write: WaitingCommit['write']): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ size, write, resolve, reject });
    });
    this.#work ??= this.#workThrough();
    await settled;
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    await this.#work;
  }

  async #workThrough(): Promise<void> {
    while (this.#waiting.length > 0) {
      await endOfTurn();
      try {
        await this.#commitGroup(() => this.#nextGroup());
      } catch (error) {
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
    }
    this.#work = undefined;
  }

  /** As many as come to the limit; one that is larger goes alone. */
  #nextGroup(): readonly WaitingCommit[] {
    let count = 0;
    for (let size = 0; count < this.#waiting.length; count += 1) {
      size += this.#waiting[count]?.size ?? 0;
      if (count > 0 && size > LARGEST_GROUP) break;
    }
    return this.#waiting.splice(0, count);
  }
}

async function endOfTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
