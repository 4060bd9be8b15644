import type { SimulatedAnswer } from '../http/answer.ts';

/** One entry of the list that the authority sends back. */
export interface ApprovalError {
  readonly code: number;
  readonly message: string;
  readonly param: string;
  readonly location: 'approval' | 'request';
}

/** The three ways of being held, word for word, the full stop of 462 included. API description 2.0 / 7.2024, 2.3. */
const HOLDS = {
  460: ['Invoice not approved', 'vat_number'],
  461: ['The unapproved invoice exists. No decision was sent', 'invoice_id'],
  462: ['The unapproved invoice exists and decision was sent.', 'vat_number'],
} as const;

export function holdError(code: keyof typeof HOLDS): ApprovalError {
  const [message, param] = HOLDS[code];
  return { code, message, param, location: 'approval' };
}

/** API description 2.0 / 7.2024, section 2.3, Success Response. */
export function approved(confirmationNumber: string): SimulatedAnswer {
  return {
    status: 200,
    body: { status: 200, message: 'Invoice approved', confirmation_number: confirmationNumber, approved: true },
  };
}

/**
 * No number. Refused in substance, it is HTTP 200 all the same; wrong data is 400. Same section.
 *
 * @param status of the body as well.
 */
export function notApproved(status: 200 | 400, errors: readonly ApprovalError[]): SimulatedAnswer {
  return { status, body: { status, message: { errors }, confirmation_number: '0', approved: false } };
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

/** "Make sure all permissions exist before contacting help desk." Same section; text of the OpenAPI contract. */
export function internalError(errorId: string): SimulatedAnswer {
  return { status: 500, body: { status: 500, message: 'Internal error server', error_id: errorId } };
}
