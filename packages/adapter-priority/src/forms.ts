/**
 * The forms of sales documents. All stand on one table; `type` is the value of IVTYPE that says which form, and a part of
 * every key. It says nothing about the direction: that is DEBIT.
 */
export const FORMS = {
  /** חשבונית מס. */
  AINVOICES: { type: 'A', documentType: 305, lines: 'AINVOICEITEMS_SUBFORM' },
  /** חשבוניות מרכזות, which sum up shipments: ordinary debits, and no credits. */
  CINVOICES: { type: 'C', documentType: 310, lines: 'CINVOICEITEMS_SUBFORM' },
  /** חשבונית מס-קבלה. */
  EINVOICES: { type: 'E', documentType: 320, lines: 'EINVOICEITEMS_SUBFORM' },
  /** חשבונית חו"ל. */
  FINVOICES: { type: 'F', documentType: 305, lines: 'FINVOICEITEMS_SUBFORM' },
} as const;

export type FormName = keyof typeof FORMS;

export const FORM_NAMES: readonly FormName[] = ['AINVOICES', 'CINVOICES', 'EINVOICES', 'FINVOICES'];

/** Export invoices need no number; who wants to see them decided names them. */
export const DEFAULT_FORMS: readonly FormName[] = ['AINVOICES', 'CINVOICES', 'EINVOICES'];

export const CREDIT = 330;

/** The name of a row in its form: DEBIT and IVNUM, both parts of the key. Only final rows have one: a draft's IVNUM changes. */
export interface RowName {
  readonly form: FormName;
  readonly debit: string;
  readonly number: string;
}

/** `AD:SI26000123` */
export function refOf({ form, debit, number }: RowName): string {
  return `${FORMS[form].type}${debit}:${number}`;
}

/** `undefined` for what this adapter never handed out. */
export function nameOf(ref: string): RowName | undefined {
  const match = /^([ACEF])([DC]):([^\p{Cc}]{1,64})$/u.exec(ref);
  const form = FORM_NAMES.find((each) => FORMS[each].type === match?.[1]);
  return form === undefined || match === null ? undefined : { form, debit: match[2] ?? '', number: match[3] ?? '' };
}
