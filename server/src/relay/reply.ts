import type { ServerResponse } from 'node:http';

/** The client's side of a call. After the client has left, writing does nothing and is never awaited. */
export class Reply {
  readonly requestId: string;
  readonly #response: ServerResponse;
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
    if (!this.#gone) this.#response.writeHead(status, { ...headers, 'x-request-id': this.requestId });
  }

  /** False when the client reads slower than we write: wait for `whenDrained`. */
  write(bytes: Buffer, now: number): boolean {
    this.copyOnly(bytes);
    return this.send(bytes, now);
  }

  /** Like write, for bytes that are no part of the answer (keep-alives) or are in the copy already. */
  send(bytes: Buffer | string, now: number): boolean {
    this.lastWriteAt = now;
    return this.#gone || this.#response.write(bytes);
  }

  whenDrained(resume: () => void): void {
    this.#response.once('drain', resume);
  }

  end(bytes?: Buffer | string): void {
    if (!this.#gone) this.#response.end(bytes);
  }

  /** A whole answer in one piece. */
  answer(status: number, headers: Record<string, string>, body: Buffer | string): void {
    this.head(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
    this.end(body);
  }

  /** Cuts the connection: for an answer that could not be brought to its end. */
  cut(): void {
    if (!this.#gone) this.#response.destroy();
  }
}
