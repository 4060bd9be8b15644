export type { AllocationRequest, Authority, FrozenAsk } from './authority/authority.ts';
export type { AllocationOutcome } from './authority/outcomes.ts';
export { businessDayOf, parseBusinessDay } from './business-day.ts';
export type { BusinessDay } from './business-day.ts';
export type { Customer, InvoiceDocument } from './document.ts';
export { hasValidCheckDigit, parseAllocationNumber, parseVatNumber, shortNumber } from './identifiers.ts';
export type { AllocationNumber, VatNumber } from './identifiers.ts';
export { LARGEST_AMOUNT, addAmounts, formatAmount, parseAmount } from './money.ts';
export type { Agorot } from './money.ts';
