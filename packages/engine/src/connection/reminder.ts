import type { LocalizedMessage } from '@ishur/contract';
import { addDays, businessDayOf } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';
import type { ConnectionStatus } from '../ports/vault.ts';

/**
 * Days from the log-in to the end of a connection. Source: the authority's presentation to software houses of 8.11.2023
 * (`refresh_token_expires_in` 7,776,000). Whether a refresh extends them is read both ways, so the log-in counts.
 */
const LIFE_DAYS = 90;

/** Days before the end from which a person is reminded: from day 75 of 90. */
const REMIND_DAYS = 15;

export interface ConnectionReminder {
  /** `expired`: the last day is over. `login-needed`: a person's log-in is due whatever the day. */
  readonly level: 'fine' | 'remind' | 'expired' | 'login-needed';
  /** Business days in Israel until the last one; 0 on it and ever after. */
  readonly daysLeft: number;
  /** The last day on which the connection is sure to work for a part of it. */
  readonly lastDay: BusinessDay;
  readonly message: LocalizedMessage;
}

/** What a person should be told about a connection today. Pure. */
export function connectionReminder(status: ConnectionStatus, now: Date): ConnectionReminder {
  const { vatNumber, tier, refreshExpiresAt } = status;
  const today = businessDayOf(now);
  const byRule = addDays(businessDayOf(new Date(status.loggedInAt)), LIFE_DAYS);
  const bySayingSo = refreshExpiresAt === undefined ? byRule : businessDayOf(new Date(refreshExpiresAt));
  const lastDay = bySayingSo < byRule ? bySayingSo : byRule;
  const isOver = refreshExpiresAt !== undefined && now.getTime() >= Date.parse(refreshExpiresAt);
  const daysLeft = isOver ? 0 : Math.max(0, daysBetween(today, lastDay));
  const known = { daysLeft, lastDay };

  if (status.loginNeeded !== undefined) return { level: 'login-needed', ...known, message: status.loginNeeded.message };

  const whose = {
    he: `החיבור לרשות המסים של עוסק ${vatNumber} (סביבה: ${tier})`,
    en: `The connection of dealer ${vatNumber} to the Tax Authority at tier ${tier}`,
  };
  if (isOver || today > lastDay) {
    return { level: 'expired', ...known, message: ended(whose, lastDay, bySayingSo > byRule) };
  }
  const until = {
    he: `${whose.he} בתוקף עד ${lastDay} (${remaining(daysLeft).he}).`,
    en: `${whose.en} holds until ${lastDay} (${remaining(daysLeft).en}).`,
  };
  if (daysLeft > REMIND_DAYS) return { level: 'fine', ...known, message: until };
  return {
    level: 'remind',
    ...known,
    message: { he: `${until.he} ${LOG_IN.he}`, en: `${until.en} ${LOG_IN.en}` },
  };
}

function ended(whose: LocalizedMessage, lastDay: BusinessDay, isDisputed: boolean): LocalizedMessage {
  // The authority's answer names a later day; its presentation does not.
  if (isDisputed) {
    return {
      he: `${whose.he}: 90 הימים תמו ב-${lastDay}, והוא עלול להיפסק בכל רגע. ${LOG_IN.he}`,
      en: `${whose.en}: its 90 days ended on ${lastDay}, and it may stop at any moment. ${LOG_IN.en}`,
    };
  }
  return {
    he: `${whose.he} הגיע לסופו ב-${lastDay}. ${LOG_IN.he}`,
    en: `${whose.en} came to its end on ${lastDay}. ${LOG_IN.en}`,
  };
}

const LOG_IN: LocalizedMessage = {
  he: 'התחברו מחדש: ishur connect --business ואחריו שם העסק שבקובץ ההגדרות.',
  en: 'Log in again: ishur connect --business and the name of the business in the configuration.',
};

function remaining(days: number): LocalizedMessage {
  if (days === 0) return { he: 'היום האחרון', en: 'the last day' };
  if (days === 1) return { he: 'נותר יום אחד', en: '1 day left' };
  if (days === 2) return { he: 'נותרו יומיים', en: '2 days left' };
  return { he: `נותרו ${days} ימים`, en: `${days} days left` };
}

/** Calendar days; both are days and no instants, so that no hour is lost on the way. */
function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
