import { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import { businessDayOf } from '@ishur/core';
import type { Agorot, BusinessDay } from '@ishur/core';
import { agorotOf } from '../answers/amounts.ts';
import { readFields } from '../answers/json.ts';
import { converse } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';

/**
 * The net amount above which a number is needed, as the authority has it today. Experimental.
 *
 * The contract of version 1 has a GET without parameters and no body. That version 2 goes by the date of the invoice is
 * known (addendum of 26.8.2025), and how its answer looks, `{"status":200,"minimum_amount":5000}`; how a date is asked
 * for is not. So only today can be asked for, and an answer is read where it has that form.
 *
 * @throws IshurError `transport/other-day`, and whatever fails.
 */
export async function findMinimumAmount(gateway: Gateway, url: URL, day: BusinessDay, call: Call): Promise<Agorot> {
  const today = businessDayOf(gateway.now());
  if (day !== today) throw otherDay(day, today);
  const conversation = await converse(
    gateway,
    {
      method: 'GET',
      url,
      isEffective: false,
      readable: [200],
      read: ({ parsed, body }) => {
        const isWell = parsed.errors.length === 0 && (parsed.status ?? 200) === 200;
        return isWell ? notNegative(agorotOf(readFields(body)?.['minimum_amount'])) : undefined;
      },
    },
    call,
  );
  if (conversation.kind === 'read') return conversation.reading;
  throw conversation.error;
}

function notNegative(amount: Agorot | undefined): Agorot | undefined {
  return amount !== undefined && amount >= 0 ? amount : undefined;
}

function otherDay(day: BusinessDay, today: BusinessDay): IshurError {
  return new IshurError({
    code: 'transport/other-day',
    remedy: 'fix-config',
    message: {
      he: `אפשר לשאול את רשות המסים רק על הסכום המזערי של היום (${today}), לא של ${day}. השתמשו בטבלת הספים של Ishur.`,
      en: `The authority can only be asked for the minimum amount of today (${today}), not of ${day}. Use Ishur's table of thresholds.`,
    },
  });
}
