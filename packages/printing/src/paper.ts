import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceFields, Notice } from '@ishur/contract/v1';

/** What is to be printed. */
export interface Paper {
  /** The fields of the document, as its adapter delivered them and its number was given for them. */
  readonly fields: InvoiceFields;
  readonly issuer: Issuer;
  /** What has to stand on it. A `CaseSettlement` of `@ishur/core` and a `Settlement` of the contract both fit. */
  readonly settlement?: PaperSettlement;
}

export interface PaperSettlement {
  /** The whole allocation number, a string of digits. */
  readonly number?: string | undefined;
  readonly notices: readonly Notice[];
}

/** Who issues the document. What is absent is not printed. */
export interface Issuer {
  readonly name: string;
  /** The dealer's number (עוסק מורשה), nine digits. */
  readonly vatNumber: string;
  /** Lines of the address, first line first. */
  readonly address?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
}

/**
 * Which of the copies of a document it is. The law wants one of the first two on every copy that software prints: «בציון המלה
 * "מקור" על גבי עותק אחד בלבד והמלה "העתק" על גבי העותקים האחרים» (Income Tax Directives (Keeping of Account Books), 1973,
 * appendix 5 (נספח ה'), item 4; binding for VAT by regulation 1 of the VAT Regulations (Keeping of Account Books), 1976).
 *
 * - `original`: «מקור». Only the software that keeps the books may print it, and only once.
 * - `copy`: «העתק».
 * - `certified-copy`: «העתק נאמן למקור», which accounting software prints in place of an original that is lost, or that went out
 *   before its number came (VAT Law 5736-1975, s. 47(א2)(4)). The wording is custom and no provision that we know defines it:
 *   whoever hands it out vouches for it, usually with a signature. It is the mark by itself where the settlement's notices say so.
 */
export type Mark = 'original' | 'copy' | 'certified-copy';

export interface PrintOptions {
  /** Language of headings, and side at which lines begin. Notices and the heading of the number stay in Hebrew, word for word. Default `he`. */
  readonly language?: 'he' | 'en' | undefined;
  readonly mark?: Mark | undefined;
  /**
   * `whole`: all digits, the last nine emphasised (the default). `short`: the last nine alone, «מותר ואף מומלץ להדפיס רק את 9
   * הספרות שבצד ימין» (API description 2.0 / 7.2024, section 2.2.1).
   */
  readonly number?: 'whole' | 'short' | undefined;
}

export interface PdfOptions extends PrintOptions {
  /** Stands in the file as the time of its making, so that the same call gives the same bytes. */
  readonly createdOn: Date;
}

/** Something that is not as it was in the fields. The document is printed all the same. */
export interface PrintWarning {
  /** `printing/shortened`: a text was too long. `printing/missing-characters`: the typeface of the PDF does not have them; boxes stand there. */
  readonly code: 'printing/shortened' | 'printing/missing-characters';
  readonly message: LocalizedMessage;
}

export interface PrintedHtml {
  readonly html: string;
  readonly warnings: readonly PrintWarning[];
}

export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly PrintWarning[];
}
