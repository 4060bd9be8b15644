/**
 * Encrypts what must not be read by whoever gets hold of a file: tokens, and the frozen bytes of an ask.
 *
 * AES-256-GCM. `context` is authenticated with the text and not stored: what was sealed for one place cannot be opened in
 * another.
 */
export interface Sealer {
  /** Names the key that seals now, without saying anything about it. */
  readonly keyId: string;
  seal(plain: string, context: string): string;
  /**
   * @throws IshurError `key/unknown` (`fix-config`): sealed with a key that is not among ours; `key/damaged`: the text was
   * changed, or was sealed for another place.
   */
  open(sealed: string, context: string): string;
}
