import type { SampleDocument } from './sample-document.ts';

/** A configuration that the adapter has to refuse. */
export interface WrongConfig {
  readonly config: unknown;
  /** What the refusal has to name: the setting that is wrong. */
  readonly names: string;
}

/** What a source may be without. A test that needs it is then skipped, and the report says so. */
export type Lack =
  /** Documents that are not final yet. */
  | 'drafts'
  /** Documents that were cancelled. */
  | 'cancelled'
  /** A place for a number that a person or another program brought. */
  | 'existing-numbers'
  /** Anything that cannot be spelled: every document of the source is well formed. */
  | 'unreadable'
  /** Documents that disappear. */
  | 'removal'
  /** A way to make it unreachable, and well again, within a test. */
  | 'break-reading'
  /** A way to make it refuse to be written, and well again, within a test. */
  | 'break-writing'
  /** A secret among the settings. */
  | 'secrets'
  /** One file that ends with the last document, or with a trailer behind it, and which may be cut off when it is copied. */
  | 'one-file'
  /** A field of `InvoiceFields` that is not required, by its path. */
  | OptionalField;

export type OptionalField =
  | 'producedOn'
  | 'amountBeforeDiscount'
  | 'discount'
  | 'branch'
  | 'note'
  | 'issuerVatNumber'
  | 'softwareNumber'
  | 'currency'
  | 'related'
  | 'customer.country'
  | 'customer.account'
  | 'customer.kind';

/**
 * One installation of the accounting system, empty when it is opened, and a view of it that does not go through the
 * adapter. The adapter's author writes it; a folder, or a small server that answers like the real one, is enough.
 */
export interface AdapterWorld extends AsyncDisposable {
  /** Settings with which the adapter opens this source. */
  readonly config: unknown;
  /** At least one. */
  readonly wrongConfigs: readonly WrongConfig[];
  /** The folder of the configuration file; `.` when not given. */
  readonly folder?: string;
  /** Secrets in `config` and `wrongConfigs`, word for word. Nothing that the adapter says may hold them. */
  readonly secrets?: readonly string[];
  /**
   * Lets the source hold these documents, beside those it holds. One with the type and number of an earlier one takes its
   * place: so it is edited, finalised, cancelled or given a number by somebody else.
   */
  put(documents: readonly SampleDocument[]): Promise<void>;
  remove?(document: SampleDocument): Promise<void>;
  /** Lets the source hold one more record that cannot be spelled. */
  putUnreadable?(): Promise<void>;
  /**
   * Looks behind the adapter's back: the number that stands beside this document, in the source or in the file that was
   * handed over. Never asks the adapter. Where a file is written for the system and another one for the adapter's memory, it
   * looks into the one for the system. Absent where nothing can be written back.
   */
  recorded?(document: SampleDocument): Promise<string | undefined>;
  /**
   * Looks behind the adapter's back: everything that stands where notices of this document are put, as one text. Where it is
   * absent, the kit believes the receipts of notices.
   */
  noticed?(document: SampleDocument): Promise<string>;
  /** The one file that the source is, where it is one: its path. The kit cuts its end off. */
  readonly file?: string;
  /**
   * From now on the source cannot be reached (`reading`), or takes nothing (`writing`): the one place into which `recorded`
   * looks is enough.
   */
  break?(what: 'reading' | 'writing'): Promise<void>;
  /** Ends what `break` began. */
  mend?(): Promise<void>;
}

/** How worlds are made. */
export interface WorldDefinition {
  /** What sources of this kind do not have. Nothing is skipped but for this and for the adapter's own capabilities. */
  readonly lacks?: readonly Lack[];
  /** A new, empty source that shares nothing with any other. */
  open(): Promise<AdapterWorld>;
}
