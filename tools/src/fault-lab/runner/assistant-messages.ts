/** What the lab asks its assistant for. */
export type AssistantRequest =
  | { readonly kind: 'simulate'; readonly options: SimulatorSettings }
  | { readonly kind: 'stop'; readonly address: string }
  | { readonly kind: 'command'; readonly argv: readonly string[]; readonly folder: string; readonly laterMs: number };

/** What the lab sets of the simulator's options; its names. */
export interface SimulatorSettings {
  readonly seed?: number;
  readonly personality?: 'same-number' | 'error' | 'new-number';
  readonly window?: { readonly monthsBack: number };
  readonly decisions?: { readonly repeated: 'accepted' | 'refused' };
  readonly dealers?: Readonly<Record<string, unknown>>;
}

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface AssistantAnswers {
  readonly simulate: string;
  readonly stop: null;
  readonly command: CommandResult;
}

export interface Envelope {
  readonly id: number;
  readonly request: AssistantRequest;
}

export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: string;
}
