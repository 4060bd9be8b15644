import type { PrintWarning } from '../paper.ts';
import type { Direction } from '../text/direction.ts';

/** Everything that stands on a document, in words and in order, before anybody decides how it looks. All texts are clean. */
export interface Sheet {
  readonly kind: 'document' | 'slip';
  readonly language: 'he' | 'en';
  /** The side at which lines begin. */
  readonly direction: Direction;
  /** «חשבונית מס 1001»; the title of the file and the foot of each page. */
  readonly title: string;
  readonly typeName: string;
  readonly reference: string;
  /** «מקור», «העתק». */
  readonly mark?: string | undefined;
  readonly issuer: Party;
  readonly customer: Party;
  /** Dates, branch and the documents that this one rests on. */
  readonly facts: readonly Fact[];
  readonly allocation?: Allocation | undefined;
  /** The sentences of the law, word for word. */
  readonly notices: readonly string[];
  readonly columns: readonly Column[];
  /** As many cells in each as there are columns. */
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly Total[];
  readonly note?: Fact | undefined;
  /** «עמוד 1 מתוך 3» */
  readonly pageLabel: (page: number, of: number) => string;
  readonly warnings: readonly PrintWarning[];
}

export interface Party {
  /** «לכבוד:»; the issuer has none. */
  readonly heading?: string | undefined;
  readonly name: string;
  readonly lines: readonly Fact[];
}

/** A text with what it is, such as «טלפון» and its number; without a label where it speaks for itself. */
export interface Fact {
  readonly label?: string | undefined;
  readonly value: string;
}

export interface Allocation {
  /** «הקצאה מספר:» */
  readonly heading: string;
  readonly before: string;
  /** The last nine digits. */
  readonly emphasised: string;
}

export type ColumnKind = 'index' | 'code' | 'text' | 'unit' | 'number' | 'amount';

export interface Column {
  readonly heading: string;
  readonly kind: ColumnKind;
}

export interface Total {
  readonly label: string;
  readonly amount: string;
  /** The amount to pay, which is set off from the others. */
  readonly isLast?: boolean;
}
