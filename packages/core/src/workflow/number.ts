import type { InvoiceFields } from '@ishur/contract/v1';
import { isSameAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseState, Cause, Standing } from './case-state.ts';
import { twoNumbers } from './causes.ts';
import { hasOpenChoice, numbered, ok, refuse, withPending, withoutNewer } from './steps.ts';
import type { Advance } from './steps.ts';

/** The authority allocated a number. It is taken whenever it comes, also long after another process gave up on it. */
export function allocated(state: CaseState, number: AllocationNumber): Advance {
  if (state.number !== undefined) return ok(secondNumber(state, state.number, number));
  if (state.ask === undefined) return refuse('Nothing was asked for, so nothing can be allocated.');
  const next = withNumber(state, number, state.ask.fields);
  return ok(wentAnotherWay(state) ? { ...next, standing: 'conflict', cause: numberAfterChoice(number) } : next);
}

/** A person has a number from elsewhere. */
export function entered(state: CaseState, number: AllocationNumber, emergency?: true): Advance {
  if (state.number === undefined) {
    const asked = fieldsAsked(state);
    const next =
      asked === undefined ? withNumber(withoutNewer(state), number, state.fields) : withNumber(state, number, asked);
    return ok(emergency === undefined ? next : { ...next, isToBeReported: true });
  }
  if (state.standing !== 'conflict' || !isSameAllocationNumber(state.number, number)) {
    return ok(secondNumber(state, state.number, number));
  }
  // A person found out that the number which we hold is the right one.
  return ok(withPending({ ...state, standing: numbered(state), cause: undefined }));
}

function withNumber(state: CaseState, number: AllocationNumber, numberedFields: InvoiceFields): CaseState {
  const known = {
    ...state,
    number,
    numberedFields,
    lostNumber: undefined,
    unconfirmedSendings: 0,
    notBefore: undefined,
    faults: [],
    cause: undefined,
  };
  return withPending({ ...known, standing: numbered(known) });
}

/** Told once more: nothing changes, least of all what was delivered. Another one is never taken. */
function secondNumber(state: CaseState, first: AllocationNumber, second: AllocationNumber): CaseState {
  if (isSameAllocationNumber(first, second)) return state;
  return { ...state, standing: 'conflict', cause: twoNumbers(first, second) };
}

/**
 * What a number from elsewhere was given for, where that is what we asked and is with the authority; otherwise it is the document
 * as it stands now, mended perhaps since we asked.
 */
function fieldsAsked(state: CaseState): InvoiceFields | undefined {
  const isAsked = state.unconfirmedSendings > 0 || hasOpenChoice(state) || AT_THE_AUTHORITY.has(state.standing);
  return isAsked ? state.ask?.fields : undefined;
}

const AT_THE_AUTHORITY: ReadonlySet<Standing> = new Set([
  'held',
  'settled-elsewhere',
  'continued',
  'awaiting-replacement',
  'hearing',
  'hearing-won',
]);

/** The authority was told, or may have been, that this document is cancelled; or another one stands in its place. */
function wentAnotherWay(state: CaseState): boolean {
  if (state.standing === 'cancelled' || state.standing === 'replaced' || state.standing === 'reversed') return true;
  return state.choice?.choice === 'cancel' && hasOpenChoice(state);
}

function numberAfterChoice(number: AllocationNumber): Cause {
  return {
    code: 'workflow/number-after-choice',
    remedy: 'fix-document',
    message: {
      he: `התקבל מספר הקצאה ${number} למסמך שכבר נבחרה לו דרך אחרת (ביטול או היפוך חיוב). אל תדפיסו אותו לפני בירור מול רשות המסים.`,
      en: `The number ${number} came for a document that went another way already (cancelled, or a reverse charge). Do not print it before asking the Tax Authority.`,
    },
  };
}
