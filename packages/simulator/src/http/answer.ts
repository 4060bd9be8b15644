/** One request, read whole. */
export interface SimulatedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Uint8Array;
}

/** What goes back, as JSON. */
export interface SimulatedAnswer {
  readonly status: number;
  readonly body: unknown;
}
