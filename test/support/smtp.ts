import { createServer, type Socket } from 'node:net';
import { until } from './gateway.ts';

/** A mail server that keeps what it is sent: just enough of SMTP for one client library. */
export async function startSmtp() {
  const letters: { to: string; raw: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let to = '';
    let data: string | undefined;
    let rest = '';
    socket.write('220 test ESMTP\r\n');
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== undefined) {
          if (line !== '.') {
            data += `${line.replace(/^\./, '')}\n`;
            continue;
          }
          letters.push({ to, raw: data });
          data = undefined;
          socket.write('250 kept\r\n');
        } else if (/^RCPT TO/i.test(line)) {
          to = /<([^>]*)>/.exec(line)?.[1] ?? '';
          socket.write('250 ok\r\n');
        } else if (/^DATA/i.test(line)) {
          data = '';
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const plain = (raw: string) =>
    raw
      .replace(/=\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return {
    port: address.port,
    letters,
    /** The token of the link in the next letter to this address, and takes the letter away. */
    async tokenFor(to: string, page: string): Promise<string> {
      return until(`a letter to ${to} with ${page}`, () => {
        for (const [at, letter] of letters.entries()) {
          const token = new RegExp(`${page}#token=([\\w.-]+)`).exec(plain(letter.raw))?.[1];
          if (letter.to !== to || token === undefined) continue;
          letters.splice(at, 1);
          return token;
        }
        return undefined;
      });
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
