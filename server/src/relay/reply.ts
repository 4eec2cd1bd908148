import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a browser wants to see before it lets a page of another origin read an answer; nothing for other clients. */
export const browserHeaders = ({ headers }: Pick<IncomingMessage, 'headers'>): Record<string, string> =>
  headers.origin === undefined
    ? {}
    : { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };

/** The client's side of a call. After the client has left, writing does nothing and is never awaited. */
export class Reply {
  readonly requestId: string;
  readonly #response: ServerResponse;
  /** Set where chunks are written past Node's response: one write each in place of three, which is a third of their cost. */
  #socket: Socket | undefined;
  #gone = false;
  #leave: (() => void) | undefined;
  /** Collects what is sent, for a call whose answer is stored under its Idempotency-Key. */
  #copies: Buffer[] | undefined;
  #copied = 0;
  #copyLimit = 0;
  status = 0;
  headers: Record<string, string> = {};
  lastWriteAt = 0;

  constructor(response: ServerResponse, requestId: string) {
    this.#response = response;
    this.requestId = requestId;
    response.once('close', () => {
      if (response.writableFinished) return;
      this.#gone = true;
      this.#leave?.();
    });
    response.on('error', () => {}); // 'close' follows
  }

  get gone(): boolean {
    return this.#gone;
  }

  get begun(): boolean {
    return this.status !== 0;
  }

  /** Called once when the client leaves before the answer is whole. */
  whenGone(leave: () => void): void {
    this.#leave = leave;
    if (this.#gone) leave();
  }

  /** Keeps a copy of what is sent, up to `limit` bytes. */
  keepCopy(limit: number): void {
    this.#copies = [];
    this.#copyLimit = limit;
  }

  /** What was sent; undefined when it was more than the limit. */
  copy(): Buffer | undefined {
    return this.#copies && Buffer.concat(this.#copies);
  }

  /** Adds to the copy without sending: what will be sent right after the answer is stored. */
  copyOnly(bytes: Buffer): void {
    if (!this.#copies) return;
    this.#copied += bytes.length;
    if (this.#copied > this.#copyLimit) this.#copies = undefined;
    else this.#copies.push(bytes);
  }

  head(status: number, headers: Record<string, string>): void {
    this.status = status;
    this.headers = headers;
    if (this.#gone) return;
    const { req } = this.#response;
    this.#response.writeHead(
      status,
      req.headers.origin === undefined
        ? { ...headers, 'x-request-id': this.requestId }
        : { ...headers, ...browserHeaders(req), 'x-request-id': this.requestId },
    );
  }

  /** The head of a stream, sent at once. What follows is framed here, see `send`. */
  streamHead(status: number, headers: Record<string, string>): void {
    this.head(status, headers);
    if (this.#gone) return;
    this.#response.flushHeaders();
    // HTTP/1.0 clients and pipelined requests get what Node makes of it.
    const { socket } = this.#response;
    if (socket && this.#response.chunkedEncoding && this.#response.writableLength === 0)
      this.#socket = socket;
  }

  /** False when the client reads slower than we write: wait for `whenDrained`. */
  write(bytes: Buffer, now: number): boolean {
    this.copyOnly(bytes);
    return this.send(bytes, now);
  }

  /** Like write, for bytes that are no part of the answer (keep-alives) or are in the copy already. */
  send(bytes: Buffer | string, now: number): boolean {
    this.lastWriteAt = now;
    if (this.#gone) return true;
    return this.#socket ? this.#socket.write(httpChunk(bytes)) : this.#response.write(bytes);
  }

  /** Resolves when the system has taken the bytes, so that their memory may be used again; at once when the client is gone. */
  sent(bytes: Buffer, now: number): Promise<void> {
    this.lastWriteAt = now;
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => {
      this.whenGone(resolve);
      this.#response.write(bytes, () => resolve());
    });
  }

  whenDrained(resume: () => void): void {
    (this.#socket ?? this.#response).once('drain', resume);
  }

  end(bytes?: Buffer | string): void {
    if (this.#gone) return;
    if (bytes !== undefined && this.#socket) {
      this.#socket.write(httpChunk(bytes));
      this.#response.end();
    } else this.#response.end(bytes);
  }

  /** A whole answer in one piece. */
  answer(status: number, headers: Record<string, string>, body: Buffer | string): void {
    if (Buffer.isBuffer(body)) this.copyOnly(body);
    this.head(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
    if (this.#gone) return;
    // As a one-byte string a small body leaves in the same write as the head.
    if (body.length < 16_384) this.#response.end(Buffer.from(body).toString('latin1'), 'latin1');
    else this.#response.end(body);
  }

  /** Cuts the connection: for an answer that could not be brought to its end. */
  cut(): void {
    if (!this.#gone) this.#response.destroy();
  }
}

const lineEnd = '\r\n';

/** One chunk of a chunked HTTP body, framing included. */
function httpChunk(bytes: Buffer | string): Buffer {
  const length = Buffer.byteLength(bytes);
  const head = length.toString(16) + lineEnd;
  const chunk = Buffer.allocUnsafe(head.length + length + 2);
  chunk.write(head, 0, 'latin1');
  if (typeof bytes === 'string') chunk.write(bytes, head.length);
  else bytes.copy(chunk, head.length);
  chunk[chunk.length - 2] = 0x0d;
  chunk[chunk.length - 1] = 0x0a;
  return chunk;
}
