import { randomUUID } from 'node:crypto';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { Authority } from '@ishur/core';
import { connectionReminder } from '@ishur/engine';
import type { ConnectionStatus } from '@ishur/engine';
import type { Call } from '@ishur/contract/v1';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { doubt, fine, trouble } from './finding.ts';
import type { Finding } from './finding.ts';
import { whyUnreachable } from './why-unreachable.ts';

/** How long the log-in of a business still lasts. */
export function lookAtGrant(
  business: BusinessConfiguration,
  status: ConnectionStatus | undefined,
  wantedScope: string,
  isSimulator: boolean,
  now: Date,
): readonly Finding[] {
  const subject = business.id;
  if (status === undefined) {
    const message = {
      he: `העסק אינו מחובר לרשות המסים. הריצו: ishur connect --business ${business.id}`,
      en: `The business is not connected to the Tax Authority. Run: ishur connect --business ${business.id}`,
    };
    return [
      isSimulator
        ? doubt('connection/missing', subject, NOT_NEEDED_HERE)
        : trouble('connection/missing', subject, message),
    ];
  }
  const { level, message } = connectionReminder(status, now);
  const findings = [
    level === 'fine'
      ? fine('doctor/grant', subject, message)
      : level === 'remind'
        ? doubt('doctor/grant-ends-soon', subject, message)
        : trouble('doctor/grant-ended', subject, message),
  ];
  // Scopes are words apart from each other; what was granted beside ours does no harm.
  if (status.scope !== undefined && !status.scope.split(/\s+/).includes(wantedScope)) {
    findings.push(doubt('doctor/other-scope', subject, otherScope(status.scope, wantedScope)));
  }
  return findings;
}

/**
 * Whether this business may ask: a choice is told for an invoice that does not exist. The authority answers 463 where token
 * and permission are right, and 401, 403 or 406 where not; nothing changes there. API description 2.0 / 7.2024, sections 4.2
 * and 5.
 */
export async function lookAtPermission(
  business: BusinessConfiguration,
  authority: Pick<Authority, 'spellChoice' | 'report'>,
  call: Call,
): Promise<Finding> {
  const subject = business.id;
  const choice = authority.spellChoice({
    choice: 'hearing',
    invoiceId: `ishur-doctor-${randomUUID()}`.slice(0, 50),
    vatNumber: business.vatNumber,
    softwareNumber: business.softwareNumber ?? business.vatNumber,
    operator: {
      ...(business.operator.name !== undefined && { name: business.operator.name }),
      ...(business.operator.id !== undefined && { id: business.operator.id }),
    },
    ...(business.authorizedCompany !== undefined && { authorizedCompany: business.authorizedCompany }),
  });
  try {
    const outcome = await authority.report(choice, call);
    if (outcome.kind === 'unconfirmed') return unreachable(subject, outcome.cause);
    if (outcome.kind === 'refused' && outcome.faults.every(({ authorityCode }) => authorityCode !== '463')) {
      const [fault] = outcome.faults;
      return trouble('doctor/asker-refused', subject, fault?.message ?? NO_REASON);
    }
    return fine('doctor/permission', subject, PERMITTED);
  } catch (error) {
    if (isIshurError(error)) return unreachable(subject, error);
    throw error;
  }
}

function unreachable(subject: string, error: IshurError): Finding {
  return trouble(error.code, subject, whyUnreachable(error), error.remedy);
}

const NOT_NEEDED_HERE = {
  he: 'לא מחובר; הסימולטור מקבל גם בלי התחברות. לניסיון: ishur connect',
  en: 'not connected; the simulator takes asks without a log-in too. To try one: ishur connect',
};

const PERMITTED = {
  he: 'ההתחברות עובדת, ויש הרשאה לפעול בשם העסק',
  en: 'the log-in works, and may act for this dealer',
};

const NO_REASON = {
  he: 'רשות המסים דחתה את הפנייה בלי לומר מדוע. פנו לתמיכה שלה.',
  en: 'The authority refused without saying why. Turn to its support.',
};

function otherScope(found: string, wanted: string): { readonly he: string; readonly en: string } {
  return {
    he: `ההרשאה שניתנה היא "${found}" ולא "${wanted}". אם הבקשות נדחות, תקנו את authority.scope והתחברו מחדש.`,
    en: `The scope that was granted is "${found}" and not "${wanted}". If asks are refused, correct authority.scope and log in again.`,
  };
}
