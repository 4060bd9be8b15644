import { IshurError } from '@ishur/contract';
import type { Cause, ConnectionId } from '@ishur/core';

/** What only a person can mend: `invalid_grant`, or a refresh of which nobody knows how it ended. */
export const LOGIN_NEEDED = 'connection/login-needed';

/** Nobody has logged in for this dealer at this tier. */
export function connectionMissing({ tier, vatNumber }: ConnectionId): IshurError {
  return new IshurError({
    code: 'connection/missing',
    remedy: 'fix-config',
    message: {
      he: `אין חיבור לרשות המסים לעוסק ${vatNumber} (סביבה: ${tier}). התחברו: ishur connect --business ואחריו שם העסק שבקובץ ההגדרות.`,
      en: `Dealer ${vatNumber} has no connection to the Tax Authority at tier ${tier}. Log in: ishur connect --business and the name of the business in the configuration.`,
    },
  });
}

/** A process began to refresh the connection and came to an end before it stored what it got. */
export function refreshCutShort({ tier, vatNumber }: ConnectionId, since: string): Cause {
  return {
    code: LOGIN_NEEDED,
    remedy: 'fix-config',
    message: {
      he: `רענון החיבור לרשות המסים של עוסק ${vatNumber} (סביבה: ${tier}) נקטע באמצע (החל ב-${since}). אין לדעת אם האסימון החד-פעמי כבר נוצל, ולכן לא יישלח שוב. התחברו מחדש: ishur connect --business ואחריו שם העסק שבקובץ ההגדרות.`,
      en: `A refresh of the connection of dealer ${vatNumber} at tier ${tier}, begun at ${since}, was cut short. Nobody knows whether the single-use refresh token was used, so it is not sent again. Log in again: ishur connect --business and the name of the business in the configuration.`,
    },
  };
}

export function loginNeeded({ code, remedy, message }: Cause): IshurError {
  return new IshurError({ code, remedy, message });
}

/** Another process is refreshing the connection for longer than we wait. */
export function connectionBusy({ tier, vatNumber }: ConnectionId, since: string): IshurError {
  return new IshurError({
    code: 'connection/busy',
    remedy: 'retry',
    message: {
      he: `תהליך אחר מרענן את החיבור של עוסק ${vatNumber} (סביבה: ${tier}) מאז ${since} וטרם סיים. נסו שוב בעוד דקה.`,
      en: `Another process has been refreshing the connection of dealer ${vatNumber} at tier ${tier} since ${since}. Try again in a minute.`,
    },
  });
}

/** Asked to refresh while the program is coming to its end. Nothing was sent. */
export function vaultClosed(): IshurError {
  return new IshurError({
    code: 'vault/closed',
    remedy: 'retry',
    message: {
      he: 'התוכנית נסגרת, ולכן החיבור לא רוענן. הריצו שוב.',
      en: 'The program is closing, so the connection was not refreshed. Run it again.',
    },
  });
}
