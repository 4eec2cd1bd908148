import { connect, type Socket } from 'node:net';
import { until } from './gateway.ts';

/** A client that writes bytes of its own choice and keeps what comes back. */
export type RawClient = {
  readonly socket: Socket;
  write(bytes: string | Buffer): void;
  /** Everything received so far. */
  readonly received: () => string;
  /** The first answer, once its body is whole or the connection is closed. */
  answer(): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  readonly closed: () => boolean;
};

export function rawClient(url: string): RawClient {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  let closed = false;
  socket.on('data', (data) => {
    received += data.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  return {
    socket,
    write(bytes) {
      if (!socket.destroyed) socket.write(bytes);
    },
    received: () => received,
    closed: () => closed,
    answer: () =>
      until('an answer', () => {
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) {
          if (closed) throw new Error(`closed without an answer: ${received}`);
          return undefined;
        }
        const [line = '', ...rest] = received.slice(0, end).split('\r\n');
        const headers = Object.fromEntries(
          rest.map((one) => [one.split(':', 1)[0]!.toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
        );
        const body = received.slice(end + 4);
        const length = Number(headers['content-length'] ?? 0);
        return body.length >= length || closed
          ? { status: Number(line.split(' ')[1]), headers, body }
          : undefined;
      }),
  };
}
