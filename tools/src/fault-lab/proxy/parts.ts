import type { HttpMessage } from './http-messages.ts';
import { bytesOf } from './http-messages.ts';

/** How much of an answer gets through. */
export type AnswerPart = 'nothing' | 'head' | 'some of the body' | 'all but one byte' | 'everything';

/**
 * The first bytes of an answer.
 *
 * @param below a number of the seed's choice, from 0 up to its argument: how many bytes of the body.
 */
export function partOf(answer: HttpMessage, part: AnswerPart, below: (limit: number) => number): Buffer {
  const bytes = bytesOf(answer);
  const { length } = answer.head;
  switch (part) {
    case 'nothing':
      return bytes.subarray(0, 0);
    case 'head':
      return bytes.subarray(0, length);
    case 'some of the body':
      return bytes.subarray(0, length + (answer.body.length < 2 ? 0 : 1 + below(answer.body.length - 1)));
    case 'all but one byte':
      return bytes.subarray(0, -1);
    case 'everything':
      return bytes;
  }
}
