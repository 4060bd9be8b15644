import type { Call } from '@ishur/contract/v1';

export interface TokenSource {
  /**
   * The OAuth access token for one call. Asked for before every call; an `IshurError` that it throws goes through as it is.
   *
   * @param refused a token that the authority has just answered 401 to: another is wanted, if there is one.
   */
  readonly accessToken: (call: Call, refused?: string) => Promise<string>;
}
