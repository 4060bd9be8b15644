/** The most that an adapter can do. What is possible in one installation, `check` says; the conformance kit proves both. */
export interface AdapterCapabilities {
  /** Where a number can go: nowhere, into a field of the document in the source, or into a file that a person imports. `none` exactly when there is no `record`. */
  readonly writeBack: 'none' | 'field' | 'file';
  /** True promises that whatever becomes readable, final or different after a cursor was handed out is read after it. False: the engine always reads from the start. */
  readonly incremental: boolean;
  /** True when the source can be asked for one document as it stands now (`reread`). */
  readonly reread: boolean;
  /** True when documents come with their lines. */
  readonly items: boolean;
}
