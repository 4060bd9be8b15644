import type { Notice } from '@ishur/contract/v1';

/** A sentence of the authority's document, with the place where it stands. */
export interface NoticeText extends Notice {
  readonly code: NoticeCode;
  readonly source: string;
}

export type NoticeCode = 'no-deduction' | 'self-invoice' | 'pre-approval' | 'certified-copy';

/** The heading under which the number is printed, its last nine digits emphasised. API description 2.0 / 7.2024, section 2.2.1. */
export const NUMBER_HEADING = 'הקצאה מספר:';

/** The sentences that belong on a document, word for word. */
export const NOTICES: Readonly<Record<NoticeCode, NoticeText>> = {
  // A held document that goes out without a number.
  'no-deduction': {
    code: 'no-deduction',
    text: 'אין לנכות מס תשומות בגין חשבונית זו',
    source: 'API description 2.0 / 7.2024, section 2.2.2, second alternative',
  },
  // The zero-rate document of a reverse charge.
  'self-invoice': {
    code: 'self-invoice',
    text: 'בגין חשבונית זו לקוח חייב לדווח חשבונית עצמית',
    source: 'API description 2.0 / 7.2024, section 2.2.2, third alternative',
  },
  // A 332 with its approval, before the money came.
  'pre-approval': {
    code: 'pre-approval',
    text: 'לא ניתן לקזז מס תשומות בגין מסמך זה',
    source: 'API description 2.0 / 7.2024, section 2.4',
  },
  // A document that went out without a number, and has one now. Its original was handed out, and «מקור» stands on one copy only:
  // what is printed with the number is a copy. The wording is custom; no provision that we know defines it.
  'certified-copy': {
    code: 'certified-copy',
    text: 'העתק נאמן למקור',
    source:
      'VAT Law 5736-1975, s. 47(א2)(4); Income Tax Directives (Keeping of Account Books) 5733-1973, appendix 5, item 4; wording by custom',
  },
};
