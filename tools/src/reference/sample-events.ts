import type { InvoiceFields } from '@ishur/contract/v1';
import { RULES_VERSION, assess, parseAllocationNumber } from '@ishur/core';
import type { Agorot, AllocationNumber, AskRecord, BusinessDay, CaseEvent, CaseState, Cause } from '@ishur/core';

/** An event, as it may happen to a case that stands so. */
export interface Sample {
  /** What tells it from the other samples of its kind; empty where there is one. */
  readonly how: string;
  /** `undefined`: such an event has no meaning in this state. */
  readonly event: (state: CaseState | undefined) => CaseEvent | undefined;
}

/** What the samples are about: a document, and the same one after an edit that matters for its number. */
export interface SampleDocument {
  readonly fields: InvoiceFields;
  readonly edited: InvoiceFields;
}

type Seen = Extract<CaseEvent, { kind: 'seen' }>;

const NUMBER = allocationNumber('20260610120000000178091822');
const OTHER_NUMBER = allocationNumber('20260611120000000178091823');
/** The day on which everything of the samples happens: a Wednesday. */
export const SAMPLE_DAY = '2026-06-10' as BusinessDay;
const BY = 'office';
const RUNNER = 'one';
const OTHER_CASE = 'other';
const CAUSE: Cause = { code: 'sample/cause', remedy: 'retry', message: { he: 'דוגמה.', en: 'A sample.' } };
const FAULTS = [{ code: 'sample/fault', path: 'reference', message: { he: 'דוגמה.', en: 'A sample.' } }];

/** Every kind of event in the variants that lead to different places. A new kind of event does not compile without one. */
export function sampleEvents(document: SampleDocument): Readonly<Record<CaseEvent['kind'], readonly Sample[]>> {
  const { fields, edited } = document;
  const seen = (how: string, changed: InvoiceFields, more: Partial<Seen> = {}): Sample => {
    const event: CaseEvent = {
      kind: 'seen',
      source: 'office',
      ref: '1',
      standing: 'final',
      fields: changed,
      decision: assess(changed, { existingNumber: more.existingNumber ?? '' }).decision,
      rules: RULES_VERSION,
      invoiceId: '777777715-305-1',
      ...more,
    };
    return { how, event: () => event };
  };
  const privately = { ...fields, customer: { kind: 'private' as const } };
  const withoutVat = { ...fields, vatAmount: '0.00', grossAmount: fields.netAmount };
  const wrong = { ...fields, grossAmount: '1.00' };

  return {
    seen: [
      seen('a number is required', fields),
      seen('edited', edited),
      seen('a draft', fields, { standing: 'draft' }),
      seen('cancelled', fields, { standing: 'cancelled' }),
      seen('none is required, one may be asked for', privately),
      seen('none is required, none may be asked for', withoutVat),
      seen('invalid', wrong),
      seen('with a number in the source', fields, { existingNumber: NUMBER }),
      seen('with another number in the source', fields, { existingNumber: OTHER_NUMBER }),
      seen('before its business is connected', fields, { waitsFor: 'connection' }),
      seen('before the 332 that it rests on', fields, { waitsFor: 'base' }),
    ],
    gone: one({ kind: 'gone', source: 'office', ref: '1' }),
    'decided-again': [
      decidedAgain('a number is required', fields),
      decidedAgain('none is required, one may be asked for', privately),
    ],
    joined: one({ kind: 'joined', case: OTHER_CASE }),
    'id-taken': one({ kind: 'id-taken', cause: CAUSE }),
    asking: [
      { how: 'the same bytes again', event: (state) => asking(state?.ask) },
      {
        how: 'new bytes',
        event: (state) => asking(state === undefined ? newAsk(fields) : newAsk(state.fields, state)),
      },
    ],
    'not-sent': one({ kind: 'not-sent', cause: CAUSE }),
    allocated: [
      { how: 'a number', event: (state) => ({ kind: 'allocated', number: state?.number ?? NUMBER }) },
      {
        how: 'another number',
        event: (state) => (state?.number === undefined ? undefined : { kind: 'allocated', number: OTHER_NUMBER }),
      },
    ],
    held: [
      { how: 'no choice is known', event: () => ({ kind: 'held', choiceKnown: false, faults: FAULTS }) },
      { how: 'a choice is known', event: () => ({ kind: 'held', choiceKnown: true, faults: FAULTS }) },
    ],
    rejected: one({ kind: 'rejected', faults: FAULTS }),
    unconfirmed: one({ kind: 'unconfirmed', cause: CAUSE }),
    lapsed: one({ kind: 'lapsed' }),
    parked: one({ kind: 'parked', cause: CAUSE }),
    delivered: one({
      kind: 'delivered',
      source: 'office',
      ref: '1',
      delivery: { kind: 'recorded', attempts: 1 },
    }),
    told: one({ kind: 'told', what: { code: 'held', stage: 'open' } }),
    chosen: (['cancel', 'continue', 'hearing'] as const).map((choice) => ({
      how: choice,
      event: () => ({ kind: 'chosen', choice, by: BY, on: SAMPLE_DAY, runner: RUNNER }),
    })),
    'choice-accepted': one({ kind: 'choice-accepted' }),
    'choice-refused': one({ kind: 'choice-refused', faults: FAULTS }),
    'choice-not-sent': one({ kind: 'choice-not-sent', cause: CAUSE }),
    'choice-unconfirmed': one({ kind: 'choice-unconfirmed', cause: CAUSE }),
    'reverse-charge-chosen': one({ kind: 'reverse-charge-chosen', by: BY, on: SAMPLE_DAY }),
    'choice-withdrawn': one({ kind: 'choice-withdrawn', by: BY }),
    'hearing-dated': one({ kind: 'hearing-dated', day: SAMPLE_DAY, by: BY }),
    'hearing-decided': (['won', 'lost', 'given-up'] as const).map((outcome) => ({
      how: outcome,
      event: () => ({ kind: 'hearing-decided', outcome, by: BY, on: SAMPLE_DAY }),
    })),
    objected: one({ kind: 'objected', by: BY, on: SAMPLE_DAY }),
    'hearing-word-withdrawn': one({ kind: 'hearing-word-withdrawn', by: BY }),
    'settled-as': (['cancel', 'continue', 'reverse-charge', 'hearing'] as const).map((choice) => ({
      how: choice,
      event: () => ({ kind: 'settled-as', choice, by: BY, on: SAMPLE_DAY }),
    })),
    'asked-as': [
      { how: 'the zero-rate document of a reverse charge', event: () => askedAs(3, 'original') },
      { how: 'an invoice on an approved 332', event: () => askedAs(4, 'base') },
    ],
    'replaced-by': one({ kind: 'replaced-by', case: OTHER_CASE, reference: '2' }),
    'replacement-settled': (['allocated', 'failed'] as const).map((outcome) => ({
      how: outcome,
      event: () => ({ kind: 'replacement-settled', outcome }),
    })),
    'storno-seen': one({ kind: 'storno-seen', case: OTHER_CASE, reference: '9' }),
    'held-back': one({ kind: 'held-back', cause: CAUSE }),
    'asked-alone': one({ kind: 'asked-alone', invoiceId: '777777715-305-1' }),
    'approved-elsewhere': one({
      kind: 'approved-elsewhere',
      invoiceId: 'theirs',
      net: 100 as Agorot,
      vat: 18 as Agorot,
    }),
    reserved: [
      { how: 'within what was approved', event: () => reserved(1) },
      { how: 'more than was approved', event: () => reserved(Number.MAX_SAFE_INTEGER) },
    ],
    released: one({ kind: 'released', for: OTHER_CASE }),
    entered: [
      { how: 'a number', event: (state) => entered(state?.number ?? NUMBER) },
      { how: 'another number', event: (state) => (state?.number === undefined ? undefined : entered(OTHER_NUMBER)) },
    ],
    'emergency-reported': one({ kind: 'emergency-reported', by: BY }),
    'not-issued': one({ kind: 'not-issued', by: BY }),
    resumed: one({ kind: 'resumed', by: BY }),
    wanted: one({ kind: 'wanted', by: BY, invoiceId: '777777715-305-1' }),
  };
}

/** The rules of another day say so. */
function decidedAgain(how: string, fields: InvoiceFields): Sample {
  const { decision } = assess(fields, {});
  const event: CaseEvent = {
    kind: 'decided-again',
    decision,
    rules: 'another day',
    rulesBefore: RULES_VERSION,
    invoiceId: '777777715-305-1',
  };
  return { how, event: () => event };
}

function one(event: CaseEvent): readonly Sample[] {
  return [{ how: '', event: () => event }];
}

function asking(ask: AskRecord | undefined): CaseEvent | undefined {
  return ask === undefined ? undefined : { kind: 'asking', ask, runner: RUNNER };
}

function newAsk(fields: InvoiceFields, state?: CaseState): AskRecord {
  const number = (state?.ask?.number ?? 0) + 1;
  return { number, action: state?.action ?? 0, reference: fields.reference, sha256: String(number), fields };
}

function askedAs(action: 3 | 4, kind: 'base' | 'original'): CaseEvent {
  return { kind: 'asked-as', action, invoiceId: '777777715-332-7', link: { kind, case: OTHER_CASE } };
}

function reserved(net: number): CaseEvent {
  return { kind: 'reserved', reservation: { for: OTHER_CASE, net: net as Agorot, vat: 0 as Agorot } };
}

function entered(number: AllocationNumber): CaseEvent {
  return { kind: 'entered', number, by: BY, evidence: 'a letter' };
}

function allocationNumber(text: string): AllocationNumber {
  const number = parseAllocationNumber(text);
  if (number === undefined) throw new Error(`${text} is no allocation number.`);
  return number;
}
