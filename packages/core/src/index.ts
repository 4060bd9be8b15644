export { RULES_VERSION, assess } from './assess.ts';
export type { Assessment, Circumstances } from './assess.ts';
export type {
  AllocationRequest,
  AllocationService,
  Authority,
  ChoiceRequest,
  ChoiceService,
  FrozenAsk,
  FrozenChoice,
  LookUpService,
} from './authority/authority.ts';
export type { ConnectionId, TokenPair } from './authority/connection.ts';
export type {
  DetailsFound,
  DetailsQuery,
  Health,
  InvoiceDetails,
  InvoiceDetailsItem,
  NumberFound,
  NumberQuery,
} from './authority/look-ups.ts';
export type { AllocationOutcome, ChoiceOutcome } from './authority/outcomes.ts';
export { buildDocument } from './build/build-document.ts';
export type { BuiltDocument } from './build/build-document.ts';
export type { DocumentDraft, DraftLine } from './build/draft.ts';
export { businessDayOf, parseBusinessDay, startOfDay } from './business-day.ts';
export type { BusinessDay } from './business-day.ts';
export {
  DEFAULT_CALENDAR,
  addBusinessDays,
  addDays,
  holidayOn,
  isBusinessDay,
  weekdayOf,
} from './calendar/business-calendar.ts';
export type { BusinessCalendar } from './calendar/business-calendar.ts';
export { formatHebrewDate, hebrewDateOf } from './calendar/hebrew-date.ts';
export type { HebrewDate } from './calendar/hebrew-date.ts';
export { inForceOn } from './dated.ts';
export type { Dated } from './dated.ts';
export { DATE_WINDOW } from './decide/advisories.ts';
export type { DateWindow } from './decide/advisories.ts';
export { adviseTogether } from './decide/advise-together.ts';
export type { KeyedDocument } from './decide/advise-together.ts';
export { decide } from './decide/decide.ts';
export type { Decision, DecisionCircumstances } from './decide/decide.ts';
export { REASONS } from './decide/reasons.ts';
export type { Reason, ReasonCode, ReasonEntry } from './decide/reasons.ts';
export { voluntary } from './decide/voluntary.ts';
export type { Voluntary } from './decide/voluntary.ts';
export type { Customer, InvoiceDocument } from './document.ts';
export { DOCUMENT_FAULTS } from './document-faults.ts';
export type { DocumentFaultCode, DocumentFaultEntry } from './document-faults.ts';
export { DOCUMENT_TYPES, documentType } from './document-types.ts';
export type { DocumentType } from './document-types.ts';
export {
  NON_DEDUCTING_CUSTOMER,
  hasValidCheckDigit,
  isSameAllocationNumber,
  parseAllocationNumber,
  parseVatNumber,
  shortNumber,
} from './identifiers.ts';
export type { AllocationNumber, VatNumber } from './identifiers.ts';
export { ITEM_CATEGORIES, ITEM_KINDS, isItemCategory } from './item-categories.ts';
export type { ItemCategory } from './item-categories.ts';
export { TEXT_LIMITS } from './limits.ts';
export { LARGEST_AMOUNT, addAmounts, formatAmount, parseAmount, spellAmount } from './money.ts';
export type { Agorot } from './money.ts';
export { NOTICES, NUMBER_HEADING } from './notices/notices.ts';
export type { NoticeCode, NoticeText } from './notices/notices.ts';
export { printedNumber } from './notices/printed-number.ts';
export type { PrintedNumber } from './notices/printed-number.ts';
export { parseDocument } from './parse-document.ts';
export type { ParsedDocument } from './parse-document.ts';
export { comparePurchase } from './purchases/compare-purchase.ts';
export type { PurchaseDifference, PurchaseField } from './purchases/compare-purchase.ts';
export { parsePurchase } from './purchases/purchase.ts';
export type { ParsedPurchase, Purchase } from './purchases/purchase.ts';
export { TOLD_TWICE, createRepetitions } from './repetitions.ts';
export type { Repetitions } from './repetitions.ts';
export { countryCodeOf } from './country-code.ts';
export { THRESHOLDS, thresholdOn } from './thresholds.ts';
export type { Threshold } from './thresholds.ts';
export { VAT_RATES, vatAt, vatRateOn } from './vat-rates.ts';
export type { VatRate } from './vat-rates.ts';
export { batchHeader } from './validate/batch-header.ts';
export type { BatchHeader } from './validate/batch-header.ts';
export { validateAsker, validateInvoiceId } from './validate/validate-asker.ts';
export type { Asker } from './validate/validate-asker.ts';
export { validate } from './validate/validate.ts';
export type { AskCircumstances } from './validate/validate.ts';
export { advance, foldCase } from './workflow/advance.ts';
export type { Advance } from './workflow/steps.ts';
export { attentionTo, nextAttentionDay } from './workflow/attention.ts';
export type { Attention, AttentionDay } from './workflow/attention.ts';
export type { AttentionCode, AttentionPlace, AttentionStage, ToldAttention } from './workflow/attention-code.ts';
export type { AttentionStep, AttentionText, Urgency } from './workflow/attention-text.ts';
export { ATTENTIONS } from './workflow/attention-texts.ts';
export { bucketOf } from './workflow/buckets.ts';
export type { Bucket } from './workflow/buckets.ts';
export type { CaseEvent, ChoiceEvent, LinkEvent, PersonEvent } from './workflow/case-event.ts';
export type {
  AskRecord,
  CaseLink,
  CaseState,
  Cause,
  Choice,
  ChoiceRecord,
  Delivery,
  HearingRecord,
  Place,
  Reservation,
  SentChoice,
  Standing,
} from './workflow/case-state.ts';
export { DEADLINES, DEFAULT_PERIODS, due } from './workflow/due.ts';
export type { Deadline, HearingPeriods } from './workflow/due.ts';
export { INVOICE_ID_LENGTH, SERIES_LENGTH, deriveInvoiceId } from './workflow/invoice-id.ts';
export { lawfulChoices } from './workflow/lawful-choices.ts';
export type { LawfulChoice } from './workflow/lawful-choices.ts';
export { approvedOf } from './workflow/linking.ts';
export { materialDifference } from './workflow/material-difference.ts';
export { awaitsStorno } from './workflow/steps.ts';
export { settlementOf } from './workflow/settlement.ts';
export type { CaseSettlement } from './workflow/settlement.ts';
export { isTold } from './workflow/told.ts';
export { WAYS_OUT, wayOutFor } from './workflow/ways-out.ts';
export type { WayOut } from './workflow/ways-out.ts';
