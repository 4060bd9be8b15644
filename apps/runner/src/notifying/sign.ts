import { createHmac } from 'node:crypto';

/** The headers by which a receiver knows that a call is ours, is whole and is new. */
export interface SignatureHeaders {
  /** Seconds since 1970. */
  readonly 'ishur-timestamp': string;
  /** `sha256=` and, in hexadecimal, HMAC-SHA256 over the timestamp, a full stop and the bytes of the body. */
  readonly 'ishur-signature': string;
}

/** Signs one call. The time is signed too, so that an old call cannot be sent again for a new one. */
export function sign(body: string, secret: string, now: Date): SignatureHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'ishur-timestamp': timestamp, 'ishur-signature': `sha256=${signature}` };
}
