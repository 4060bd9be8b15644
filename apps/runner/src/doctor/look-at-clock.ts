import type { LocalizedMessage } from '@ishur/contract';
import { doubt, fine, trouble } from './finding.ts';
import type { Finding } from './finding.ts';
import type { ServicesSeen } from './look-at-services.ts';

/**
 * Seconds that our clock and the servers' may differ. Ours: the Date header has whole seconds, and an answer takes some;
 * beyond this the day of issuance may be another's, and tokens are taken for valid that are not.
 */
const TOLERANCE_S = 120;

/** Compares our clock with the authority's own. */
export function lookAtClock(clocks: ServicesSeen['clocks']): Finding {
  const differences = clocks
    .map(({ server, own }) => Math.round((own.getTime() - server.getTime()) / 1000))
    .toSorted((a, b) => a - b);
  const seconds = differences[Math.floor(differences.length / 2)];
  if (seconds === undefined) {
    return doubt('doctor/clock-unknown', 'clock', {
      he: 'אף שרת לא מסר את השעה שלו, ולכן שעון המחשב לא נבדק.',
      en: 'No server told its time, so the clock of this machine was not checked.',
    });
  }
  if (Math.abs(seconds) <= TOLERANCE_S) {
    return fine('doctor/clock', 'clock', { he: 'השעון מכוון', en: 'the clock is right' });
  }
  const [he, en] = seconds > 0 ? ['מקדים', 'ahead of'] : ['מפגר אחרי', 'behind'];
  return trouble('doctor/clock-skewed', 'clock', {
    he: `שעון המחשב ${he} שעון רשות המסים ב־${duration(seconds).he}. כוונו אותו (סנכרון זמן אוטומטי, NTP): תאריך ההפקה ותוקף ההתחברות תלויים בו.`,
    en: `The clock of this machine is ${duration(seconds).en} ${en} the authority's. Set it (automatic time, NTP): the day of issuance and the life of a log-in hang on it.`,
  });
}

/** In the unit in which a person thinks of it: whoever is out by an hour has the wrong time zone. */
function duration(seconds: number): LocalizedMessage {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 60) return { he: `${minutes} דקות`, en: `${minutes} minutes` };
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours >= 48) {
    const days = Math.round(hours / 24);
    return { he: `${days} ימים`, en: `${days} days` };
  }
  const he = hours === 1 ? 'שעה' : hours === 2 ? 'שעתיים' : `${hours} שעות`;
  const en = hours === 1 ? '1 hour' : `${hours} hours`;
  return rest === 0 ? { he, en } : { he: `${he} ו־${rest} דקות`, en: `${en} and ${rest} minutes` };
}
