/**
 * The upstream that every measured server calls. It must cost as little as it can, because it shares a core with
 * the load generator: a node:net server that reads no more of HTTP/1.1 than where a request ends, and answers
 * with bytes made beforehand. Started as `node upstream.ts`; prints `listening PORT`.
 */
import { createServer, type Socket } from 'node:net';
import { contentEvent, lastEvents, type Stream, smallAnswer, streamAskedFor } from './wire.ts';

const whole = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_bench\r\n' +
    `content-length: ${Buffer.byteLength(smallAnswer)}\r\n\r\n${smallAnswer}`,
);
const streamHead = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\n' +
    'x-request-id: req_bench\r\ntransfer-encoding: chunked\r\n\r\n',
);

function httpChunk(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

const made = new Map<string, Buffer>();
function chunk(index: number, contentBytes: number): Buffer {
  const name = `${index} ${contentBytes}`;
  let bytes = made.get(name);
  if (!bytes) {
    bytes = httpChunk(contentEvent(index, contentBytes));
    // Large chunks are made anew each time: keeping them would fill the memory, and one costs microseconds.
    if (contentBytes < 1024) made.set(name, bytes);
  }
  return bytes;
}

type Running = { socket: Socket; stream: Stream; sent: number; due: number; done: () => void };

const paced = new Set<Running>();

function endStream(run: Running): void {
  run.socket.write(Buffer.concat([httpChunk(lastEvents(run.stream.chunks)), Buffer.from('0\r\n\r\n')]));
  run.done();
}

/** One write per chunk, never two joined: a late upstream stretches the stream and does not make it cheaper. */
setInterval(() => {
  const now = performance.now();
  for (const run of paced) {
    if (run.due > now || run.socket.writableNeedDrain) continue;
    if (run.socket.destroyed) {
      paced.delete(run);
      continue;
    }
    run.due = Math.max(run.due + run.stream.everyMs, now);
    if (run.sent < run.stream.chunks) run.socket.write(chunk(run.sent++, run.stream.contentBytes));
    else {
      paced.delete(run);
      endStream(run);
    }
  }
}, 5);

function pour(run: Running): void {
  while (run.sent < run.stream.chunks) {
    if (run.socket.destroyed) return;
    if (!run.socket.write(chunk(run.sent++, run.stream.contentBytes))) {
      run.socket.once('drain', () => pour(run));
      return;
    }
  }
  endStream(run);
}

function startStream(socket: Socket, stream: Stream, done: () => void): void {
  socket.write(streamHead);
  const run: Running = { socket, stream, sent: 0, due: performance.now() + stream.everyMs, done };
  if (stream.everyMs === 0) pour(run);
  else paced.add(run);
}

/** Bodies above this are never streams; they are counted and thrown away. */
const smallBody = 16_384;

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  let rest: Buffer | undefined; // an incomplete request, head first
  let toSkip = 0; // bytes of a large body that are still to come
  let busy = false; // a stream is being answered on this connection

  function answer(body: string): void {
    const stream = streamAskedFor(body);
    if (!stream) {
      socket.write(whole);
      return;
    }
    busy = true;
    startStream(socket, stream, () => {
      busy = false;
      read(undefined);
    });
  }

  function read(data: Buffer | undefined): void {
    let bytes = data;
    if (rest) {
      bytes = data ? Buffer.concat([rest, data]) : rest;
      rest = undefined;
    }
    while (bytes && bytes.length > 0) {
      if (toSkip > 0) {
        const skipped = Math.min(toSkip, bytes.length);
        toSkip -= skipped;
        bytes = bytes.subarray(skipped);
        if (toSkip === 0) socket.write(whole);
        continue;
      }
      const headEnd = busy ? -1 : bytes.indexOf('\r\n\r\n');
      if (headEnd < 0) break;
      const head = bytes.toString('latin1', 0, headEnd + 2);
      const length = /\r\ncontent-length: ?(\d+)/i.exec(head);
      const start = headEnd + 4;
      let end: number;
      let body: string;
      if (length) {
        end = start + Number(length[1]);
        if (Number(length[1]) > smallBody) {
          toSkip = end - start;
          bytes = bytes.subarray(start);
          continue;
        }
        if (end > bytes.length) break;
        body = bytes.toString('latin1', start, end);
      } else if (/\r\ntransfer-encoding: ?chunked/i.test(head)) {
        // A relay that does not know the length. The whole text is searched for the last chunk, which is
        // right for the benchmark's own bodies: none has an empty line in it.
        const last = bytes.indexOf('\r\n0\r\n\r\n', start);
        if (last < 0) break;
        end = last + 7;
        body = bytes.toString('latin1', start, Math.min(end, start + smallBody));
      } else {
        end = start;
        body = '';
      }
      bytes = bytes.subarray(end);
      answer(body);
    }
    if (bytes && bytes.length > 0) rest = bytes;
  }

  socket.on('data', read);
  socket.on('error', () => socket.destroy());
}

const server = createServer({ noDelay: true }, serve);
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening ${address.port}`);
});
