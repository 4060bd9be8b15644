import type { Call } from '@ishur/contract/v1';
import type { AllocationOutcome, FrozenAsk } from '@ishur/core';
import { unreadableError } from '../answers/unreadable-error.ts';
import { converse } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';
import { batchRefused } from './batch-errors.ts';
import { envelopeOf } from './envelope.ts';
import { readBatch } from './read-batch.ts';

/**
 * What each further invoice adds to the limits of one call. Bytes: ours; the answer to one with an error is below half a
 * KiB in the documents. Milliseconds: in the second example of section 2.6, two numbers of one batch are 1.8 seconds
 * apart.
 */
const FURTHER_INVOICE = { bytes: 4096, milliseconds: 2000 } as const;

/** No batch is waited for longer than ten minutes, unless the settings give a single call more. */
const LONGEST_BATCH_MS = 600_000;

/**
 * Asks for many numbers in one exchange. Outcomes are aligned with the asks.
 *
 * @throws IshurError where it is certain that nothing happened to any of them: `transport/invalid-batch` before anything
 * is sent, `transport/batch-refused` where the authority wants them singly, or what a single ask throws.
 */
export async function approveMany(
  gateway: Gateway,
  url: URL,
  asks: readonly FrozenAsk[],
  call: Call,
): Promise<readonly AllocationOutcome[]> {
  const body = envelopeOf(asks);
  const conversation = await converse(
    withRoomFor(asks.length, gateway),
    {
      method: 'POST',
      url,
      body,
      isEffective: true,
      read: (answer) => readBatch(asks, answer, () => unreadableError(url, answer.status)),
    },
    call,
  );
  if (conversation.kind === 'read') {
    const { reading } = conversation;
    if (reading.kind === 'outcomes') return reading.outcomes;
    const { faults, transactionId } = reading;
    throw batchRefused(
      faults.map(({ message }) => message),
      {
        codes: [...new Set(faults.flatMap(({ authorityCode }) => authorityCode ?? []))],
        ...(transactionId !== undefined && { transactionId }),
      },
    );
  }
  const { certain, error, status } = conversation;
  if (!certain) return asks.map(() => ({ kind: 'unconfirmed', cause: error }));
  // One invoice that does not fit the contract turns all of them away. Sent singly, it is the only one.
  throw status === 422 ? batchRefused([error.text], { cause: error }) : error;
}

function withRoomFor(invoices: number, gateway: Gateway): Gateway {
  const further = invoices - 1;
  const wholeMs = Math.min(gateway.wholeMs + further * FURTHER_INVOICE.milliseconds, LONGEST_BATCH_MS);
  return {
    ...gateway,
    wholeMs: Math.max(wholeMs, gateway.wholeMs),
    maximumAnswerBytes: gateway.maximumAnswerBytes + further * FURTHER_INVOICE.bytes,
  };
}
