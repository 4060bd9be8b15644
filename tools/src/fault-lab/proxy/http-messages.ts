/** One whole HTTP/1.1 request or answer, as it went over the wire. */
export interface HttpMessage {
  /** The first line and the headers, with the empty line that ends them. */
  readonly head: Buffer;
  /** What follows, as it was framed. */
  readonly body: Buffer;
}

export interface MessageSplitter {
  /** Takes the next bytes of a connection, and gives the messages that they complete. */
  push(bytes: Uint8Array): readonly HttpMessage[];
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
/** Our runner and our simulator send far less; what is larger is a fault of the lab. */
const LARGEST_HEAD = 64 * 1024;

/** Finds where one message ends and the next begins: RFC 9112, section 6. Without a length there is no body. */
export function createMessageSplitter(): MessageSplitter {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(bytes) {
      rest = rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([rest, bytes]);
      const messages: HttpMessage[] = [];
      for (;;) {
        const message = firstMessage(rest);
        if (message === undefined) return messages;
        messages.push(message);
        rest = rest.subarray(message.head.length + message.body.length);
      }
    },
  };
}

function firstMessage(bytes: Buffer): HttpMessage | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) {
    if (bytes.length > LARGEST_HEAD) throw new Error('The head of an HTTP message does not end.');
    return undefined;
  }
  const start = end + END_OF_HEAD.length;
  const head = bytes.subarray(0, start);
  const text = head.toString('latin1');
  const length = /^transfer-encoding:.*chunked/im.test(text)
    ? chunkedLength(bytes.subarray(start))
    : Number(/^content-length:\s*(\d+)/im.exec(text)?.[1] ?? 0);
  if (length === undefined || bytes.length < start + length) return undefined;
  return { head, body: bytes.subarray(start, start + length) };
}

/** Bytes up to and with the last chunk; `undefined` while it has not come. Trailers are not used by anyone here. */
function chunkedLength(bytes: Buffer): number | undefined {
  for (let position = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(position, lineEnd).toString('latin1'), 16);
    if (!Number.isSafeInteger(size)) throw new Error('A chunk of an HTTP message has no length.');
    position = lineEnd + 2 + size + 2;
    if (size === 0) return bytes.length < position ? undefined : position;
  }
}

/** An answer of our own, with the length that it says. */
export function answerOf(status: string, body: string, headers: Readonly<Record<string, string>> = {}): HttpMessage {
  const bytes = Buffer.from(body);
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers, 'content-length': String(bytes.length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return { head: Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`), body: bytes };
}

export function bytesOf({ head, body }: HttpMessage): Buffer {
  return Buffer.concat([head, body]);
}
