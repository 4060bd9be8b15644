import type { AttentionCode } from './attention-code.ts';
import type { AttentionText } from './attention-text.ts';
import { AUTHORITY_TEXTS } from './attention-texts-of-authority.ts';
import { BOOK_TEXTS } from './attention-texts-of-books.ts';
import { HEARING_TEXTS } from './attention-texts-of-hearings.ts';

/** What is said to a person, by code. Nothing in here comes from a document, so all of it may leave the house. */
export const ATTENTIONS: Readonly<Record<AttentionCode, AttentionText>> = {
  ...AUTHORITY_TEXTS,
  ...HEARING_TEXTS,
  ...BOOK_TEXTS,
};
