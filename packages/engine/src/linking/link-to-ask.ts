import type { Cause } from '@ishur/core';
import type { CaseRecord } from '../case-record.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import { baseUnknown } from './base-causes.ts';
import { proFormasOf } from './find-base.ts';
import { linkingPartsOf } from './linking-parts.ts';
import { lookAtLink } from './look-at-link.ts';
import { setAside } from './set-aside.ts';

/**
 * What has to be committed together with the ask of a document that is tied to another one: on a 332, the part of its amounts
 * that is set aside. Or why it cannot be asked for now.
 */
export async function linkToAsk(
  context: EngineContext,
  record: CaseRecord,
): Promise<{ readonly on: CaseRecord } | { readonly cause: Cause }> {
  const [parts, trace] = [linkingPartsOf(context), traceOf(context)];
  const look = await lookAtLink(parts, record, proFormasOf(parts), trace);
  const to = record.state?.link?.case ?? '';
  if (look.kind !== 'goes')
    return { cause: (look.kind === 'waits' ? look.cause : undefined) ?? baseUnknown(record.id, to) };
  // It was asked for under this id, or is about to be.
  if (look.invoiceId !== record.state?.invoiceId) return { cause: baseUnknown(record.id, to) };
  if (look.action === 3) return { on: look.on };
  const room = await setAside(parts, look.on, record, trace);
  return 'cause' in room ? room : { on: room.base };
}
