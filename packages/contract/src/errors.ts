import type { LocalizedMessage } from './faults.ts';

/**
 * What happens next, which is all that a caller has to know about a failure.
 *
 * - `retry`: nothing is wrong with the data or the settings; the engine tries again later.
 * - `fix-config`: a person changes a setting, a permission or a file; this business stops, the others go on.
 * - `fix-document`: a person mends one document; the others go on.
 * - `report-bug`: we are wrong; this business stops and the evidence is kept.
 */
export type Remedy = 'retry' | 'fix-config' | 'fix-document' | 'report-bug';

export interface IshurErrorDetails {
  /** Permanent, `<area>/<what>`: `adapter/invalid-config`, `transport/refused`. Codes are added, never changed. */
  readonly code: string;
  readonly remedy: Remedy;
  /** Says where (file, line, field), what was found, what was expected and what to do. Never holds a secret. */
  readonly message: LocalizedMessage;
  /** Milliseconds to wait before another try, where the other side said so (Retry-After). */
  readonly retryAfterMs?: number;
  /** The `error_id` of the Tax Authority's answer, which its support asks for. */
  readonly authorityErrorId?: string;
  readonly cause?: unknown;
}

/**
 * Every failure that Ishur or an adapter raises on purpose.
 *
 * Told apart by the string field `$$type`, never by `instanceof`: an adapter may carry its own copy of this package.
 */
export class IshurError extends Error {
  readonly $$type: 'IshurError';
  readonly code: string;
  readonly remedy: Remedy;
  /** `message` is the English one. */
  readonly text: LocalizedMessage;
  readonly retryAfterMs: number | undefined;
  readonly authorityErrorId: string | undefined;

  constructor(details: IshurErrorDetails) {
    super(details.message.en, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'IshurError';
    this.$$type = 'IshurError';
    this.code = details.code;
    this.remedy = details.remedy;
    this.text = details.message;
    this.retryAfterMs = details.retryAfterMs;
    this.authorityErrorId = details.authorityErrorId;
  }
}

/** True for an {@link IshurError} of this or any other installed copy of the contract. */
export function isIshurError(value: unknown): value is IshurError {
  return value instanceof Error && '$$type' in value && value.$$type === 'IshurError';
}
