import type { Reason } from '../log/log-entry.ts';

/** One request, read whole. */
export interface SimulatedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

/** What goes back: JSON, or a page, or lines of JSON. */
export interface SimulatedAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of `body`: sent as it is, with the content type that `headers` names. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log tells of it. Never leaves the simulator. */
  readonly reasons?: readonly Reason[];
}

/** The headers and the bytes of an answer. */
export function written(answer: SimulatedAnswer): {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
} {
  const bytes = Buffer.from(answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
  return { headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers }, bytes };
}
