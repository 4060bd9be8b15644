import type { SimulatedAnswer } from '../http/answer.ts';

/**
 * GET health and alive: 200 as long as this process answers. Source: the authority's OpenAPI contract of Invoices,
 * version 2.
 */
export function health(): SimulatedAnswer {
  return { status: 200, body: { status: 200, message: 'Healthy' } };
}

/** What health says when a fault makes it. Same source; its body is ours. */
export function unhealthy(): SimulatedAnswer {
  return { status: 503, body: { status: 503, message: 'Unhealthy' } };
}
