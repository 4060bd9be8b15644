import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerOf, bytesOf, createMessageSplitter } from './http-messages.ts';

const CHUNKED = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nאa\r\n0\r\n\r\n');
const EMPTY = Buffer.from('GET /alive HTTP/1.1\r\nHost: x\r\n\r\n');

test('finds the messages of a connection, wherever its bytes are cut', () => {
  const messages = [EMPTY, CHUNKED, bytesOf(answerOf('200 OK', '{"a":"\r\n\r\n"}')), EMPTY];
  const all = Buffer.concat(messages);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: all.length - 1 })), (cuts) => {
      const splitter = createMessageSplitter();
      const places = [0, ...cuts.toSorted((one, other) => one - other), all.length];
      const found = places.slice(1).flatMap((end, index) => splitter.push(all.subarray(places[index], end)));
      expect(found.map((message) => bytesOf(message).toString())).toEqual(messages.map(String));
    }),
  );
});

test('an answer of our own says its length in bytes, not in letters', () => {
  const { head, body } = answerOf('500 Internal Server Error', '"שגיאה"', { 'retry-after': '1' });
  expect(head.toString()).toBe(
    'HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json; charset=utf-8\r\nretry-after: 1\r\ncontent-length: 12\r\n\r\n',
  );
  expect(body).toHaveLength(12);
});
