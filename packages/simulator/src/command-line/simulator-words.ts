/** The words of the command line, as they were written. */
export interface SimulatorWords {
  readonly port?: string;
  readonly host?: string;
  /** A file, YAML or JSON. */
  readonly scenario?: string;
  readonly seed?: string;
  readonly personality?: string;
  readonly tokens?: string;
  /** An instant, ISO 8601: the clock begins there and goes on. */
  readonly now?: string;
  readonly json?: boolean;
  readonly lang: 'he' | 'en';
}
