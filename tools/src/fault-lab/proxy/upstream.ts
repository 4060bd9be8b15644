import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { bytesOf, createMessageSplitter } from './http-messages.ts';
import type { HttpMessage } from './http-messages.ts';

/** Connections to the server behind the proxy, kept for the next request. */
export interface Upstream extends Disposable {
  /**
   * Sends one request and gives the whole answer.
   *
   * @throws Error where the connection ends before the answer does.
   */
  send(request: HttpMessage): Promise<HttpMessage>;
}

export function openUpstream(address: URL): Upstream {
  const idle: Socket[] = [];
  const all = new Set<Socket>();
  const open = (): Socket => {
    const socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true });
    all.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      all.delete(socket);
      const at = idle.indexOf(socket);
      if (at >= 0) idle.splice(at, 1);
    });
    return socket;
  };
  return {
    send(request) {
      const socket = idle.pop() ?? open();
      const splitter = createMessageSplitter();
      const { promise, resolve, reject } = Promise.withResolvers<HttpMessage>();
      const onClose = (): void => reject(new Error('The simulator ended the connection before its answer.'));
      const onData = (bytes: Uint8Array): void => {
        const [answer] = splitter.push(bytes);
        if (answer === undefined) return;
        socket.off('data', onData);
        socket.off('close', onClose);
        if (/^connection:\s*close/im.test(answer.head.toString('latin1'))) socket.destroy();
        else idle.push(socket);
        resolve(answer);
      };
      socket.on('data', onData);
      socket.once('close', onClose);
      socket.write(bytesOf(request));
      return promise;
    },
    [Symbol.dispose]() {
      for (const socket of all) socket.destroy();
    },
  };
}
