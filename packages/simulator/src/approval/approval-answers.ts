import type { SimulatedAnswer } from '../http/answer.ts';

/** One entry of the list that the authority sends back. */
export interface ApprovalError {
  readonly code: number;
  readonly message: string;
  readonly param: string;
  readonly location: 'approval' | 'request';
}

/** API description 2.0 / 7.2024, section 2.3, Success Response. */
export function approved(confirmationNumber: string): SimulatedAnswer {
  return {
    status: 200,
    body: { status: 200, message: 'Invoice approved', confirmation_number: confirmationNumber, approved: true },
  };
}

/** Refused in substance: HTTP 200, and still no number. Same section. */
export function held(code: keyof typeof HOLDS): SimulatedAnswer {
  const [message, param] = HOLDS[code];
  return { status: 200, body: notApproved(200, [{ code, message, param, location: 'approval' }]) };
}

/** The three ways of being held, word for word, the full stop of 462 included. */
const HOLDS = {
  460: ['Invoice not approved', 'vat_number'],
  461: ['The unapproved invoice exists. No decision was sent', 'invoice_id'],
  462: ['The unapproved invoice exists and decision was sent.', 'vat_number'],
} as const;

/** Wrong data: HTTP 400. Same section. */
export function rejected(errors: readonly ApprovalError[]): SimulatedAnswer {
  return { status: 400, body: notApproved(400, errors) };
}

/**
 * A value that the service's validator does not accept. Source: the schema error of the authority's OpenAPI contract.
 */
export function invalidValue(param: string, value: unknown, errorId: string): SimulatedAnswer {
  const errors = [{ value, msg: 'Invalid value', param, location: 'body' }];
  return { status: 400, body: { status: 400, message: { errors }, error_id: errorId } };
}

/** No permission for the dealer. API description 2.0 / 7.2024, section 5. */
export function notAcceptable(errorId: string): SimulatedAnswer {
  return { status: 406, body: { status: 406, message: 'Not Acceptable', error_id: errorId } };
}

function notApproved(status: number, errors: readonly ApprovalError[]): unknown {
  return { status, message: { errors }, confirmation_number: '0', approved: false };
}
