import type { IshurError, LocalizedMessage, Remedy } from '@ishur/contract';

/** One line of `ishur doctor`: what was looked at, what was found, and how to mend it. */
export interface Finding {
  /** `trouble` keeps numbers from coming; `doubt` may, soon or in some case; `fine` is in order. */
  readonly level: 'fine' | 'doubt' | 'trouble';
  /** Permanent, `doctor/<what>`, or the code of the error that was met. */
  readonly code: string;
  /** What was looked at, in the configuration's own words: a host, a path, a business, a source. */
  readonly subject: string;
  /** What was found and, unless it is fine, what to do. */
  readonly message: LocalizedMessage;
  /** Decides the exit code, where there is trouble. */
  readonly remedy?: Remedy;
}

export function fine(code: string, subject: string, message: LocalizedMessage): Finding {
  return { level: 'fine', code, subject, message };
}

export function doubt(code: string, subject: string, message: LocalizedMessage): Finding {
  return { level: 'doubt', code, subject, message };
}

export function trouble(
  code: string,
  subject: string,
  message: LocalizedMessage,
  remedy: Remedy = 'fix-config',
): Finding {
  return { level: 'trouble', code, subject, message, remedy };
}

/** An error of ours says what to do by itself. */
export function troubleOf(subject: string, error: IshurError): Finding {
  return trouble(error.code, subject, error.text, error.remedy);
}
