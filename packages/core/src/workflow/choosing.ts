import type { CaseState, ChoiceRecord, HearingRecord, Standing } from './case-state.ts';
import { isLawful, obstacleToReverseCharge } from './lawful-choices.ts';
import { decided, hasOpenChoice, ok, refuse, withPending } from './steps.ts';
import type { Advance, Event } from './steps.ts';
import type { BusinessDay } from '../business-day.ts';
import type { ChoiceEvent } from './case-event.ts';

/** A choice, and everything that becomes of it. */
export function choose(state: CaseState, event: ChoiceEvent): Advance {
  switch (event.kind) {
    case 'chosen':
      return chosen(state, event);
    case 'choice-accepted':
    case 'choice-refused':
    case 'choice-not-sent':
    case 'choice-unconfirmed':
      return choiceAnswered(state, event);
    case 'reverse-charge-chosen':
      return reverseChargeChosen(state, event);
    case 'choice-withdrawn':
      return state.standing === 'awaiting-replacement' && state.choice !== undefined
        ? ok({ ...state, standing: state.choice.from, choice: undefined })
        : refuse('Only a reverse charge whose document has not come can be withdrawn.');
    case 'hearing-dated':
      return state.standing === 'hearing' && state.hearing !== undefined
        ? ok({ ...state, hearing: { ...state.hearing, day: event.day } })
        : refuse(`A case that is ${state.standing} has no hearing.`);
    case 'hearing-decided':
      return hearingDecided(state, event);
    case 'objected':
      return isLost(state) && state.hearing.objectedOn === undefined
        ? ok({ ...state, hearing: { ...state.hearing, objectedOn: event.on } })
        : refuse('Only a lost hearing is objected to, once, and as long as nothing else was chosen.');
    case 'hearing-word-withdrawn':
      return wordWithdrawn(state);
    case 'settled-as':
      return settledAs(state, event);
  }
}

function chosen(state: CaseState, { choice, by, on }: Event<'chosen'>): Advance {
  if (state.standing === 'choosing') {
    // The same choice is sent again until it is answered; another would contradict one that may have been accepted.
    const open = state.choice;
    if (open?.choice !== choice) return refuse('Another choice may have been accepted already.');
    // Sent again, so the sending before brought no answer, or left none: it may have been accepted.
    const unconfirmedSendings = Math.max(1, open.unconfirmedSendings);
    return ok({ ...state, choice: { ...open, unconfirmedSendings }, notBefore: undefined });
  }
  if (!isLawful(choice, state)) return refuse(`"${choice}" is not lawful for a case that is ${state.standing}.`);
  const record: ChoiceRecord = { choice, by, on, from: state.standing, unconfirmedSendings: 0, isSettled: false };
  return ok({ ...state, standing: 'choosing', choice: record, cause: undefined });
}

function choiceAnswered(
  state: CaseState,
  event: Event<'choice-accepted' | 'choice-refused' | 'choice-not-sent' | 'choice-unconfirmed'>,
): Advance {
  const { choice, standing } = state;
  // Where a person finds out what became of a choice, the authority's own word is taken too, however late it comes.
  const isFoundOut = standing === 'settled-elsewhere' && event.kind === 'choice-accepted';
  const isAwaited = standing === 'choosing' || standing === 'parked' || isFoundOut;
  if (!isAwaited || choice === undefined || choice.isSettled) {
    return refuse(`"${event.kind}" answers a choice; the case is ${standing}.`);
  }
  const sticky = choice.unconfirmedSendings > 0;
  switch (event.kind) {
    case 'choice-accepted':
      return ok(accepted({ ...state, faults: [], cause: undefined }, { ...choice, isSettled: true }));
    case 'choice-refused':
      // After a lost answer, "no held invoice" may say that the first sending was accepted: a person finds out.
      return ok(
        sticky
          ? { ...state, standing: 'settled-elsewhere', faults: event.faults, cause: undefined, notBefore: undefined }
          : { ...state, standing: choice.from, faults: event.faults, cause: undefined, choice: undefined },
      );
    case 'choice-not-sent':
      return ok(
        sticky
          ? { ...state, cause: event.cause, notBefore: event.notBefore }
          : { ...state, standing: choice.from, choice: undefined, cause: event.cause },
      );
    case 'choice-unconfirmed': {
      const unconfirmedSendings = choice.unconfirmedSendings + 1;
      const notBefore = event.notBefore;
      return ok({ ...state, choice: { ...choice, unconfirmedSendings }, cause: event.cause, notBefore });
    }
  }
}

/** Where a choice that the authority knows leads. */
function accepted(state: CaseState, choice: ChoiceRecord): CaseState {
  const known = { ...state, choice, notBefore: undefined };
  switch (choice.choice) {
    case 'cancel':
      return { ...known, standing: 'cancelled' };
    case 'continue':
      // The source has to print the notice. Out it is from now on, whatever becomes of an objection.
      return withPending({
        ...known,
        standing: 'continued',
        hearing: state.hearing && { ...state.hearing, from: 'continued' },
      });
    case 'hearing':
      return { ...known, standing: 'hearing', hearing: newHearing(choice.on, choice.from) };
    case 'reverse-charge':
      return { ...known, standing: 'awaiting-replacement' };
  }
}

function newHearing(registeredOn: BusinessDay, from: Standing): HearingRecord {
  return {
    registeredOn,
    day: undefined,
    outcome: undefined,
    decidedOn: undefined,
    objectedOn: undefined,
    objectionEndedOn: undefined,
    from: from === 'continued' ? 'continued' : 'held',
  };
}

function reverseChargeChosen(state: CaseState, { by, on }: Event<'reverse-charge-chosen'>): Advance {
  if (!isLawful('reverse-charge', state))
    return refuse(`A reverse charge is not lawful for a case that is ${state.standing}.`);
  const { standing: from } = state;
  const choice: ChoiceRecord = { choice: 'reverse-charge', by, on, from, unconfirmedSendings: 0, isSettled: true };
  return ok(accepted({ ...state, cause: undefined }, choice));
}

/** The word on a hearing, on an objection to it, or a word taken back that the authority never came to know. */
function hearingDecided(state: CaseState, { outcome, on }: Event<'hearing-decided'>): Advance {
  const { hearing, standing } = state;
  const isObjection = isLost(state) && hearing?.objectedOn !== undefined && hearing.objectionEndedOn === undefined;
  const isTakenBack = standing === 'hearing-won' && outcome !== 'won';
  if (hearing === undefined || !(standing === 'hearing' || isObjection || isTakenBack)) {
    return refuse(`A case that is ${standing} has no open hearing.`);
  }
  // Won: asked for again under the same id.
  if (outcome === 'won') return ok(decided({ ...state, hearing: { ...hearing, outcome, decidedOn: on } }));
  const ended: HearingRecord =
    hearing.objectedOn === undefined
      ? { ...hearing, outcome, decidedOn: on }
      : { ...hearing, outcome: 'lost', objectionEndedOn: on };
  return ok({ ...state, standing: hearing.from, hearing: ended });
}

/**
 * The last word on a hearing is taken back: as long as nothing followed from it. Once another way was told to
 * the authority, the hearing is not open any more, whatever was said of it.
 */
function wordWithdrawn(state: CaseState): Advance {
  const { hearing, standing, choice } = state;
  // Won, and nothing was asked for since, or it was certainly not sent. After an objection the day of its decision is not known.
  if (standing === 'queued' && hearing?.outcome === 'won' && hearing.objectedOn === undefined) {
    return ok({ ...state, standing: 'hearing', hearing: { ...hearing, outcome: undefined, decidedOn: undefined } });
  }
  const isOut = standing === 'held' || standing === 'continued';
  if (!isOut || hearing === undefined || (hearing.outcome !== 'lost' && hearing.outcome !== 'given-up')) {
    return refuse(`A case that is ${standing} has no word on a hearing that could be taken back.`);
  }
  if (hearing.objectionEndedOn !== undefined) {
    return ok({ ...state, hearing: { ...hearing, objectionEndedOn: undefined } });
  }
  if (hearing.objectedOn !== undefined) return ok({ ...state, hearing: { ...hearing, objectedOn: undefined } });
  if (choice !== undefined && choice.choice !== 'hearing') {
    return refuse('Another way was taken since: its hearing is not open any more.');
  }
  return ok({ ...state, standing: 'hearing', hearing: { ...hearing, outcome: undefined, decidedOn: undefined } });
}

/** Lost, and nothing else was chosen since: an objection is still possible, or open. */
function isLost(state: CaseState): state is CaseState & { readonly hearing: HearingRecord } {
  return state.hearing?.outcome === 'lost' && (state.standing === 'held' || state.standing === 'continued');
}

/**
 * What a person chose outside of us: with the authority directly, as a hearing after continuing is asked for through its portal
 * (API description 2.0 / 7.2024, section 2.2.2), or what a person found out about a choice of ours that was answered with 463 or
 * not at all.
 */
function settledAs(state: CaseState, { choice, by, on }: Event<'settled-as'>): Advance {
  const { standing, choice: open } = state;
  const isFoundOut = standing === 'settled-elsewhere' || (standing === 'parked' && hasOpenChoice(state));
  if (!(isFoundOut || isLawful(choice, state))) {
    return refuse(`"${choice}" is not how a case that is ${standing} was settled.`);
  }
  if (choice === 'reverse-charge' && obstacleToReverseCharge(state) !== undefined) {
    return refuse('Such a document cannot have become a reverse charge.');
  }
  const isFromOpen = open !== undefined && (standing === 'parked' || (isFoundOut && open.from === 'continued'));
  const from = isFromOpen ? open.from : standing;
  if (from === 'continued' && (choice === 'cancel' || choice === 'reverse-charge')) {
    return refuse('It went out without a number already: what is left is a hearing.');
  }
  const record: ChoiceRecord = { choice, by, on, from, unconfirmedSendings: 0, isSettled: true };
  return ok(accepted({ ...state, faults: [], cause: undefined }, record));
}
